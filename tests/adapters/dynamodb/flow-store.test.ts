import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dynamoDbFlowStore } from '#adapters/dynamodb/flow-store.ts';
import { FlowId, OwnerId, PhoneNumber } from '#core/contracts/ids.ts';
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

it('a flow that another version wrote is not to be had, and hides no other: calls read the menus then', async () => {
  const table = await tables.create();
  const store = dynamoDbFlowStore({ client: tables.client, table });
  const [bank, airline, ownerId] = [
    FlowId.parse('flow_bank'),
    FlowId.parse('flow_airline'),
    OwnerId.parse('owner_sam'),
  ];
  const number = PhoneNumber.parse('+18005550111');
  await store.put({ flowId: bank, ownerId, flow: aFlow(), by: 'api' }, null);
  await store.put({ flowId: airline, ownerId, flow: aFlow({ number }), by: 'api' }, null);
  const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: table }));
  const item = Items.find(({ flowId }) => flowId === bank);
  await tables.client.send(
    new PutCommand({ TableName: table, Item: { ...item, flow: { ...item?.flow, paths: 'of tomorrow' } } }),
  );
  await expect(store.get(bank)).rejects.toMatchObject({ name: 'StoreUnavailable' });
  expect((await store.list(ownerId)).map(({ flowId }) => flowId)).toEqual([airline]);
  await store.remove(bank);
  expect(await store.get(bank)).toBeNull();
});
