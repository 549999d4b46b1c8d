import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoDbAnnouncementStore } from '#adapters/dynamodb/announcement-store.ts';
import { aLot, announcementStoreSuite } from '#tests/support/announcement-store-suite.ts';
import { openTestTables, type TestTables } from '#tests/support/dynamodb-table.ts';
import { createManualClock } from '#tests/support/manual-clock.ts';

const number = '+18005550142';
const HALF_A_YEAR_MS = 180 * 24 * 3_600_000;

let tables: TestTables;
beforeAll(async () => {
  tables = await openTestTables({ maxAttempts: 1 });
});
afterAll(() => tables.close());

const clock = createManualClock();
const storeOf = (table: string, at: { now(): number } = clock) =>
  dynamoDbAnnouncementStore({ client: tables.client, table, clock: at });
announcementStoreSuite('DynamoDB', async () => storeOf(await tables.create()));

/** A table with one number's announcements, and what is stored of them after `change`. */
async function kept(change: Readonly<Record<string, unknown>> = {}) {
  const table = await tables.create();
  await storeOf(table).save(number, aLot);
  const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: table }));
  const item = { ...Items[0], ...change };
  await tables.client.send(new PutCommand({ TableName: table, Item: item }));
  return { table, item };
}

describe('announcements in the table', () => {
  it('are one item, and expire half a year after the last call', async () => {
    const { table, item } = await kept();
    expect(JSON.stringify(item).length).toBeLessThan(100_000);
    expect(item).toMatchObject({ ttl: Math.ceil(clock.now() / 1000) + HALF_A_YEAR_MS / 1000 });
    const later = (ms: number) => storeOf(table, { now: () => clock.now() + ms });
    expect(await later(HALF_A_YEAR_MS - 60_000).load(number)).toEqual(aLot);
    expect(await later(HALF_A_YEAR_MS + 60_000).load(number)).toBeNull();
  });

  it.each([
    ['of another version', { version: 2 }],
    ['whose landmarks are no base64', { announcements: [{ landmarks: '*', lastHeard: 1 }] }],
    ['more than may be', { announcements: [...aLot.announcements, ...aLot.announcements] }],
  ])('%s are none', async (_how, change) => {
    const { table, item } = await kept(change);
    expect(await storeOf(table).load(number)).toBeNull();
    const { pk, sk } = item as { pk?: string; sk?: string };
    expect((await tables.client.send(new GetCommand({ TableName: table, Key: { pk, sk } }))).Item).toBeDefined();
  });

  it('of a throttled database are StoreUnavailable', async () => {
    const store = storeOf(await tables.create());
    tables.throttle('GetItem');
    await expect(store.load(number)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    tables.throttle('PutItem');
    await expect(store.save(number, aLot)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    tables.throttle(null);
  });
});
