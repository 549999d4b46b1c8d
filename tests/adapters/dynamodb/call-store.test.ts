import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callEntity, eventEntity } from '#adapters/dynamodb/call-entity.ts';
import { dynamoDbCallStore } from '#adapters/dynamodb/call-store.ts';
import { createDynamoDbClient } from '#adapters/dynamodb/client.ts';
import type { Action } from '#core/contracts/action.ts';
import type { Happening } from '#core/contracts/events.ts';
import { CallId, CallSid, EventId, OwnerId } from '#core/contracts/ids.ts';
import type { CallStore } from '#core/ports/call-store.ts';
import { aRequest } from '#tests/support/a-request.ts';
import { callStoreSuite } from '#tests/support/call-store-suite.ts';
import { openTestTables, type TestTables } from '#tests/support/dynamodb-table.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await openTestTables({ maxAttempts: 1 });
});
afterAll(() => tables.close());

callStoreSuite('DynamoDB', async () => dynamoDbCallStore({ client: tables.client, table: await tables.create() }));

const callId = CallId.parse(`call_${'0'.repeat(26)}`);

describe('an event that another version wrote', () => {
  it('does not keep this one from reading the rest of the log, and is there all the same', async () => {
    const table = await tables.create();
    const store = dynamoDbCallStore({ client: tables.client, table });
    await store.append(callId, { at: 1, what: { kind: 'hold.began' } });
    const what = { kind: 'thing.of_tomorrow' } as unknown as Happening;
    await eventEntity(tables.client, table).create({ callId, eventId: 'tomorrow', at: 2, what }).go();
    await store.append(callId, { at: 3, what: { kind: 'hold.ended', heldMs: 2 } });
    expect((await store.events(callId)).map((event) => event.what.kind)).toEqual(['hold.began', 'hold.ended']);
    await expect(store.event(callId, EventId.parse('tomorrow'))).rejects.toThrow();
  });
});

describe('a record that another version wrote', () => {
  it('keeps nobody from finding the other calls, whatever page it is on', async () => {
    const table = await tables.create();
    const store = dynamoDbCallStore({ client: tables.client, table });
    const ownerId = OwnerId.parse('owner_sam');
    const ids = [1, 2, 3, 4].map((n) => CallId.parse(`call_${String(n).repeat(26)}`));
    for (const [n, id] of ids.entries()) {
      await store.create({ callId: id, ownerId, createdAt: 1_000 + n, request: aRequest() });
    }
    for (const id of ids.slice(1, 3)) {
      await callEntity(tables.client, table).patch({ callId: id }).set({ state: 'teleporting' }).go();
    }
    const all = async (list: (after: string | null) => ReturnType<CallStore['listLive']>) => {
      const found: string[] = [];
      for (let after: string | null = null, pages = 0; pages < 9; pages += 1) {
        const page = await list(after);
        found.push(...page.items.map((call) => call.callId));
        after = page.next;
        if (after === null) return found;
      }
      throw new Error('the pages have no end');
    };
    const [first, , , last] = ids;
    expect(await all((after) => store.listLive({ limit: 1, after }))).toEqual([first, last]);
    expect(await all((after) => store.list(ownerId, { limit: 2, after }))).toEqual([last, first]);
    await expect(store.get(ids[1] ?? callId)).rejects.toThrow();
  });

  it('can be ended, though what was to be done next is not known', async () => {
    const table = await tables.create();
    const store = dynamoDbCallStore({ client: tables.client, table });
    await store.create({ callId, ownerId: OwnerId.parse('owner_sam'), createdAt: 1_000, request: aRequest() });
    const action = { next: 'teleport' } as unknown as Action;
    await callEntity(tables.client, table).patch({ callId }).set({ action }).go();
    expect(await store.beginEnd(callId, 2_000)).toMatchObject({ action: null, endingAt: 2_000 });
  });
});

describe('DynamoDB call store, when the database does not serve', () => {
  it.each(['GetItem', 'PutItem', 'UpdateItem', 'Query'])('a throttled %s is StoreUnavailable', async (target) => {
    const store = dynamoDbCallStore({ client: tables.client, table: await tables.create() });
    tables.throttle(target);
    const requests: Record<string, () => Promise<unknown>> = {
      GetItem: () => store.get(callId),
      PutItem: () => store.append(callId, { at: 1, what: { kind: 'hold.began' } }),
      UpdateItem: () => store.patch(callId, { state: 'holding' }),
      Query: () => store.events(callId),
    };
    await expect(requests[target]?.()).rejects.toMatchObject({ name: 'StoreUnavailable' });
    tables.throttle(null);
  });

  it('a throttled transaction is no answer about the leg', async () => {
    const store = dynamoDbCallStore({ client: tables.client, table: await tables.create() });
    await store.create({ callId, ownerId: OwnerId.parse('owner_sam'), createdAt: 1, request: aRequest() });
    await store.claimDial(callId, 1, 1);
    tables.throttle('TransactWriteItems');
    const leg = CallSid.parse(`CA${'1'.repeat(32)}`);
    await expect(store.tieCompanyLeg(callId, leg)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    tables.throttle(null);
    expect(await store.tieCompanyLeg(callId, leg)).toBe(true);
  });

  it('nobody at the address is StoreUnavailable', async () => {
    const client = createDynamoDbClient({
      region: 'us-east-1',
      endpoint: 'http://127.0.0.1:1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    });
    const store = dynamoDbCallStore({ client, table: 'calls' });
    await expect(store.get(callId)).rejects.toMatchObject({ name: 'StoreUnavailable' });
  });

  it('a table that is missing is StoreUnavailable and says so', async () => {
    const store = dynamoDbCallStore({ client: tables.client, table: 'missing' });
    await expect(store.get(callId)).rejects.toThrow(/ResourceNotFound/);
  });
});
