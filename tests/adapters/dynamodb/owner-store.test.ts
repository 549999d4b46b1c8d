import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbOwnerStore } from '#adapters/dynamodb/owner-store.ts';
import { OwnerId, PhoneNumber } from '#core/contracts/ids.ts';
import { Owner } from '#core/contracts/owner.ts';
import type { OwnerStore } from '#core/ports/owner-store.ts';
import { openTestTables, type TestTables } from '#tests/support/dynamodb-table.ts';
import { createManualClock, type ManualClock } from '#tests/support/manual-clock.ts';

const mobile = PhoneNumber.parse('+14155550123');
const sam = Owner.parse({
  ownerId: 'owner_sam',
  name: 'Sam Rivera',
  smsNumber: mobile,
  devices: [{ deviceId: 'mobile', name: 'mobile', address: { kind: 'phone', number: mobile } }],
  hunting: 'sequential',
  countries: ['US'],
  callsADay: 20,
  callsAtOnce: 2,
  contacts: { 'northwind bank': '+18005550100' },
});

let tables: TestTables;
beforeAll(async () => {
  tables = await openTestTables({ maxAttempts: 1 });
});
afterAll(() => tables.close());

describe('owner store on DynamoDB', () => {
  let clock: ManualClock;
  let store: OwnerStore;
  beforeEach(async () => {
    clock = createManualClock();
    store = dynamoDbOwnerStore({ client: tables.client, table: await tables.create(), clock });
    await store.put(sam);
  });

  it('gives back an owner as it was put', async () => {
    expect(await store.get(sam.ownerId)).toEqual(sam);
    expect(await store.get(OwnerId.parse('owner_nobody'))).toBeNull();
  });

  it('finds an owner by each of its keys', async () => {
    await store.addKey(sam.ownerId, 'digest-1');
    await store.addKey(sam.ownerId, 'digest-2');
    expect(await store.byKey('digest-1')).toEqual(sam);
    expect(await store.byKey('digest-2')).toEqual(sam);
    expect(await store.byKey('digest-3')).toBeNull();
  });

  it('finds an owner by the number that it has now', async () => {
    expect(await store.bySmsNumber(mobile)).toEqual(sam);
    await store.put({ ...sam, smsNumber: null });
    expect(await store.bySmsNumber(mobile)).toBeNull();
  });

  it('knows who watches until they leave or expire', async () => {
    await store.addConnection('watch-1', sam.ownerId, clock.now() + 60_000);
    await store.addConnection('watch-2', sam.ownerId, clock.now() + 600_000);
    await store.addConnection('watch-3', OwnerId.parse('owner_samantha'), clock.now() + 600_000);
    expect([...(await store.connections(sam.ownerId))].sort()).toEqual(['watch-1', 'watch-2']);
    await clock.advance(60_000);
    expect(await store.connections(sam.ownerId)).toEqual(['watch-2']);
    await store.dropConnection('watch-2');
    await store.dropConnection('watch-2');
    expect(await store.connections(sam.ownerId)).toEqual([]);
  });

  it('hears a key once until it expires', async () => {
    const said = () => store.once('webhook-1', clock.now() + 60_000);
    expect((await Promise.all([said(), said(), said()])).filter(Boolean)).toHaveLength(1);
    expect(await store.wasSaid('webhook-1')).toBe(true);
    expect(await store.wasSaid('webhook-2')).toBe(false);
    expect(await store.once('webhook-2', clock.now() + 60_000)).toBe(true);
    await clock.advance(60_000);
    expect(await store.wasSaid('webhook-1')).toBe(false);
    expect(await said()).toBe(true);
  });

  it('a throttled database is StoreUnavailable', async () => {
    tables.throttle('PutItem');
    await expect(store.put(sam)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    tables.throttle(null);
  });
});
