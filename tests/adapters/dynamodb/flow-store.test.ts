import { afterAll, beforeAll, expect, it } from 'vitest';
import { dynamoDbFlowStore } from '#adapters/dynamodb/flow-store.ts';
import { FlowId, OwnerId } from '#core/contracts/ids.ts';
import { openTestTables, type TestTables } from '#tests/support/dynamodb-table.ts';
import { aFlow, flowStoreSuite } from '#tests/support/flow-store-suite.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await openTestTables({ maxAttempts: 1 });
});
afterAll(() => tables.close());

const open = async () => dynamoDbFlowStore({ client: tables.client, table: await tables.create() });
flowStoreSuite('DynamoDB', open);

it.each(['Query', 'PutItem'])('a throttled %s is StoreUnavailable', async (target) => {
  const store = await open();
  const entry = { flowId: FlowId.parse('flow_bank'), ownerId: OwnerId.parse('owner_sam'), flow: aFlow(), by: 'api' };
  tables.throttle(target);
  await expect(store.put(entry, null)).rejects.toMatchObject({ name: 'StoreUnavailable' });
  tables.throttle(null);
  expect(await store.put(entry, null)).toBe(true);
});
