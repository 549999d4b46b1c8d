import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoDbFactStore } from '#adapters/dynamodb/fact-store.ts';
import { seal, unseal } from '#adapters/dynamodb/sealed.ts';
import { CallId } from '#core/contracts/ids.ts';
import { openTestTables, type TestTables } from '#tests/support/dynamodb-table.ts';
import { factStoreSuite } from '#tests/support/fact-store-suite.ts';
import { createManualClock } from '#tests/support/manual-clock.ts';

const key = Buffer.alloc(32, 7);
const callId = CallId.parse(`call_${'1'.repeat(26)}`);

let tables: TestTables;
beforeAll(async () => {
  tables = await openTestTables({ maxAttempts: 1 });
});
afterAll(() => tables.close());

const storeOf = (table: string, storeKey: Uint8Array = key) =>
  dynamoDbFactStore({ client: tables.client, table, key: storeKey, clock: createManualClock() });
factStoreSuite('DynamoDB', async () => storeOf(await tables.create()));

describe('facts in the table', () => {
  it('cannot be read there, and expire', async () => {
    const table = await tables.create();
    await storeOf(table).put(callId, { account_number: '0012345678' });
    const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: table }));
    expect(Items).toMatchObject([{ ttl: expect.any(Number) }]);
    const stored = JSON.stringify(Items);
    for (const form of ['0012345678', Buffer.from('0012345678').toString('base64')]) expect(stored).not.toContain(form);
  });

  it('cannot be read with another key: they are as not given, so that the call asks again', async () => {
    const table = await tables.create();
    await storeOf(table).put(callId, { zip: '02139', account_number: '0012345678' });
    const another = storeOf(table, Buffer.alloc(32, 8));
    expect([await another.names(callId), await another.all(callId)]).toEqual([[], {}]);
    await another.put(callId, { zip: '02139' });
    expect([await another.names(callId), await another.all(callId)]).toEqual([['zip'], { zip: '02139' }]);
    await another.forget(callId);
    expect(await storeOf(table).names(callId)).toEqual([]);
  });

  it('a throttled database is StoreUnavailable', async () => {
    const store = storeOf(await tables.create());
    tables.throttle('Query');
    await expect(store.all(callId)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    tables.throttle('PutItem');
    await expect(store.put(callId, { zip: '02139' })).rejects.toMatchObject({ name: 'StoreUnavailable' });
    tables.throttle(null);
  });
});

describe('a sealed value', () => {
  const sealed = seal(key, 'call\nzip', '02139');

  it('opens in its own place, and never looks the same twice', () => {
    expect(unseal(key, 'call\nzip', sealed)).toBe('02139');
    expect(seal(key, 'call\nzip', '02139')).not.toBe(sealed);
  });

  it.each<[string, () => string]>([
    ['moved elsewhere', () => unseal(key, 'call\npin', sealed)],
    ['cut', () => unseal(key, 'call\nzip', sealed.slice(0, 20))],
    ['empty', () => unseal(key, 'call\nzip', '')],
    [
      'changed',
      () => {
        const bytes = Buffer.from(sealed, 'base64');
        bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
        return unseal(key, 'call\nzip', bytes.toString('base64'));
      },
    ],
  ])('%s it does not open', (_how, open) => {
    expect(open).toThrow(expect.objectContaining({ name: 'FactsUnreadable' }));
  });
});
