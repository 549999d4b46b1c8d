import { afterAll, beforeAll } from 'vitest';
import { dynamoDbRoster } from '#adapters/dynamodb/roster.ts';
import { openTestTables, type TestTables } from '#tests/support/dynamodb-table.ts';
import { rosterSuite } from '#tests/support/roster-suite.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await openTestTables();
});
afterAll(() => tables.close());

rosterSuite('DynamoDB', async () => dynamoDbRoster({ client: tables.client, table: await tables.create() }));
