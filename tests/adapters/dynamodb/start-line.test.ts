import { afterAll, beforeAll, expect, it } from 'vitest';
import { dynamoDbStartLine } from '#adapters/dynamodb/start-line.ts';
import { openTestTables, type TestTables } from '#tests/support/dynamodb-table.ts';
import { startLineSuite } from '#tests/support/start-line-suite.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await openTestTables({ maxAttempts: 1 });
});
afterAll(() => tables.close());

const lineOf = (table: string, startsPerSecond: number) =>
  dynamoDbStartLine({ client: tables.client, table, startsPerSecond });
startLineSuite('DynamoDB', async (everyMs) => lineOf(await tables.create(), 1100 / everyMs));

it('starts that do not divide a second are rather too few than too many', async () => {
  expect(lineOf('table', 3).everyMs).toBe(367);
});

it('a throttled database is StoreUnavailable', async () => {
  const line = lineOf(await tables.create(), 1);
  tables.throttle('UpdateItem');
  await expect(line.join(0)).rejects.toMatchObject({ name: 'StoreUnavailable' });
  tables.throttle('GetItem');
  await expect(line.pushedMs()).rejects.toMatchObject({ name: 'StoreUnavailable' });
  tables.throttle(null);
});
