import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, UpdateTimeToLiveCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { createDynamoDbClient } from '#adapters/dynamodb/client.ts';
import { tableDefinition, timeToLive } from '#adapters/dynamodb/table.ts';
import { startDynamoDb } from '#local/aws/dynamodb/start-dynamodb.ts';
import { createManualClock } from './manual-clock.ts';

export interface TestTables {
  readonly client: DynamoDBDocumentClient;
  readonly endpoint: string;
  /** Makes the next requests of this kind ("PutItem") fail as throttled. */
  throttle(target: string | null): void;
  /** A new, empty table; its name. */
  create(): Promise<string>;
  /** Listens to the table; what it returns waits for the first change. */
  listen(table: string): Promise<() => Promise<DynamoDBRecord>>;
  close(): Promise<void>;
}

/** The one-machine DynamoDB with the real SDK client, for tests. */
export async function openTestTables(options: { readonly maxAttempts?: number } = {}): Promise<TestTables> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hold-slayer-dynamodb-'));
  let throttled: string | null = null;
  const database = await startDynamoDb({
    dataDir,
    clock: createManualClock(),
    faults: { throttle: (target) => target === throttled },
  });
  const client = createDynamoDbClient({
    region: 'us-east-1',
    endpoint: database.endpoint,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    ...options,
  });
  let tables = 0;
  return {
    client,
    endpoint: database.endpoint,
    throttle: (target) => {
      throttled = target;
    },
    create: async () => {
      tables += 1;
      const name = `table-${tables}`;
      await client.send(new CreateTableCommand(tableDefinition(name)));
      // As with the real one, a table is not there at once.
      await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.01, maxDelay: 0.1 }, { TableName: name });
      await client.send(new UpdateTimeToLiveCommand(timeToLive(name)));
      return name;
    },
    listen: async (table) => {
      const { promise, resolve } = Promise.withResolvers<DynamoDBRecord>();
      await database.subscribe(table, { name: 'test', read: async ({ Records: [first] }) => first && resolve(first) });
      return () => promise;
    },
    close: async () => {
      client.destroy();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
