import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { startDynamoDb } from '#local/aws/dynamodb/start-dynamodb.ts';
import { createManualClock } from '#tests/support/manual-clock.ts';
import { dynamoDbSuite } from './dynamodb-suite.ts';
import { startDynoxide } from './dynoxide.ts';

dynamoDbSuite('the one-machine DynamoDB', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'dynamodb-'));
  const server = await startDynamoDb({ dataDir, clock: createManualClock() });
  return {
    endpoint: server.endpoint,
    close: async () => {
      await server.close();
      await rm(dataDir, { recursive: true });
    },
  };
});

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the oracle', () => {
  dynamoDbSuite('dynoxide', startDynoxide, {
    'read no more than was asked for': 'TransactGetItems adds the keys to the projected attributes',
    'cannot be switched on twice': 'UpdateTimeToLive answers 200 to the second one',
  });
});
