import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe } from 'vitest';
import { dynamoDbCallStore } from '#adapters/dynamodb/call-store.ts';
import { createDynamoDbClient } from '#adapters/dynamodb/client.ts';
import { tableDefinition } from '#adapters/dynamodb/table.ts';
import { callStoreSuite } from '#tests/support/call-store-suite.ts';
import { startDynoxide } from '../../local/aws/dynamodb/dynoxide.ts';

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the oracle', () => {
  let oracle: Awaited<ReturnType<typeof startDynoxide>>;
  let tables = 0;
  beforeAll(async () => {
    oracle = await startDynoxide();
  });
  afterAll(() => oracle.close());

  callStoreSuite('dynoxide', async () => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = createDynamoDbClient({ region: 'us-east-1', endpoint: oracle.endpoint, credentials });
    tables += 1;
    await client.send(new CreateTableCommand(tableDefinition(`calls-${tables}`)));
    return dynamoDbCallStore({ client, table: `calls-${tables}` });
  });
});
