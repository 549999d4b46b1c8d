import type { CreateTableCommandInput, UpdateTimeToLiveCommandInput } from '@aws-sdk/client-dynamodb';

/**
 * One table for everything. Both indexes hold keys only: a call's record is written dozens of times and only its key rarely changes, so the
 * indexes cost two writes a call.
 *
 * | what           | pk        | sk         | gsi1 (pk; sk)                | gsi2 (pk; sk)                  |
 * |----------------|-----------|------------|------------------------------|--------------------------------|
 * | call           | call      | record     | owner; createdAt, call       | live; owner, createdAt, call   |
 * | event          | call      | event      |                              |                                |
 * | company leg    | leg       | claim      |                              |                                |
 * | owner          | owner     | record     | SMS number; owner            |                                |
 * | API key        | digest    | record     |                              |                                |
 * | live view      | connection| record     | owner; connection            |                                |
 * | said once      | key       | mark       |                              |                                |
 * | flow           | flow      | version    | owner; number (first version)|                                |
 * | line of starts | name      | line       |                              |                                |
 * | fact, sealed   | call      | name       |                              |                                |
 * | announcements  | number    | record     |                              |                                |
 * | worker         | workers   | address    |                              |                                |
 */
export function tableDefinition(tableName: string): CreateTableCommandInput {
  const attributes = ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk'];
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributes.map((name) => ({ AttributeName: name, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: ['gsi1', 'gsi2'].map((name) => ({
      IndexName: name,
      KeySchema: [
        { AttributeName: `${name}pk`, KeyType: 'HASH' },
        { AttributeName: `${name}sk`, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    })),
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  };
}

/** What expires says when in `ttl`, in seconds since the Unix epoch. */
export function timeToLive(tableName: string): UpdateTimeToLiveCommandInput {
  return { TableName: tableName, TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true } };
}
