import { startDynamoDb } from '#local/aws/dynamodb/start-dynamodb.ts';
import { createPacedClock } from '#local/clock/paced-clock.ts';

/** Child of killed.test.ts: a database in the given folder whose reader never finishes, until it is killed. */
const [, , dataDir = ''] = process.argv;
const server = await startDynamoDb({ dataDir, clock: createPacedClock() });
process.send?.({ endpoint: server.endpoint });
process.on('message', async (tableName) => {
  await server.subscribe(String(tableName), { name: 'survivor', read: () => new Promise(() => undefined) });
  process.send?.({ subscribed: tableName });
});
