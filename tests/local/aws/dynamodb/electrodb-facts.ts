import { Entity, Service } from 'electrodb';
import { describe, expect, test } from 'vitest';
import { tableName, type World } from './world.ts';

/** What ElectroDB asks of DynamoDB when a single table holds calls and their events. */
export function electroDbFacts(world: () => World): void {
  describe('ElectroDB', () => {
    test('creates once, and patches only what is there', async () => {
      const { calls } = model(world());
      await calls.create({ callId: 'e1', ownerId: 'ann', state: 'dialling', createdAt: '1' }).go();
      const again = calls.create({ callId: 'e1', ownerId: 'eve', state: 'dialling', createdAt: '2' }).go();
      await expect(again).rejects.toThrow(/conditional request failed/);
      await expect(calls.patch({ callId: 'nobody' }).set({ state: 'hold' }).go()).rejects.toThrow(
        /conditional request failed/,
      );
      await calls.patch({ callId: 'e1' }).set({ state: 'hold' }).add({ attempt: 1 }).go();
      const { data } = await calls.get({ callId: 'e1' }).go({ consistent: true });
      expect(data).toMatchObject({ ownerId: 'ann', state: 'hold', attempt: 1 });
    });

    test('patches on a condition', async () => {
      const { calls } = model(world());
      await calls.create({ callId: 'e2', ownerId: 'ann', state: 'hold', createdAt: '1', attempt: 1 }).go();
      const claim = () =>
        calls
          .patch({ callId: 'e2' })
          .set({ attempt: 2 })
          .where(({ attempt }, { eq }) => eq(attempt, 1))
          .go();
      await claim();
      await expect(claim()).rejects.toThrow(/conditional request failed/);
    });

    test('pages through an index, newest first', async () => {
      const { calls } = model(world());
      const ids = Array.from({ length: 5 }, (_, n) => `p${n}`);
      for (const [n, callId] of ids.entries())
        await calls.put({ callId, ownerId: 'pat', state: 'hold', createdAt: `2026-01-0${n + 1}` }).go();
      const page = (cursor: string | null) =>
        calls.query.byOwner({ ownerId: 'pat' }).go({ limit: 2, order: 'desc', cursor });
      const seen: string[] = [];
      for (let at = await page(null); ; at = await page(at.cursor)) {
        seen.push(...at.data.map((call) => call.callId));
        if (at.cursor === null) break;
      }
      expect(seen).toEqual([...ids].reverse());
    });

    test('writes a call and its event in one transaction, or neither', async () => {
      const { service } = model(world());
      const begin = (eventId: string) =>
        service.transaction
          .write(({ call, event }) => [
            call
              .create({ callId: 't1', ownerId: 'ann', state: 'dialling', createdAt: '1' })
              .commit({ response: 'all_old' }),
            event.create({ callId: 't1', eventId, what: 'requested' }).commit(),
          ])
          .go();
      expect((await begin('1')).canceled).toBe(false);
      const second = await begin('2');
      expect(second.canceled).toBe(true);
      expect(second.data.map((result) => result.code)).toEqual(['ConditionalCheckFailed', 'None']);
      expect(second.data[0]?.item).toMatchObject({ callId: 't1', ownerId: 'ann' });
      const log = await service.entities.event.query.log({ callId: 't1' }).go();
      expect(log.data.map((event) => event.eventId)).toEqual(['1']);
    });

    test('reads the items of a partition as one collection', async () => {
      const { service } = model(world());
      await service.entities.call.put({ callId: 'c1', ownerId: 'ann', state: 'hold', createdAt: '1' }).go();
      await service.entities.event.put({ callId: 'c1', eventId: '1', what: 'requested' }).go();
      const { data } = await service.collections.history({ callId: 'c1' }).go();
      expect([data.call.length, data.event.length]).toEqual([1, 1]);
    });
  });
}

function model({ documents }: World) {
  const configuration = { client: documents, table: tableName };
  const calls = new Entity(
    {
      model: { entity: 'call', version: '1', service: 'slayer' },
      attributes: {
        callId: { type: 'string', required: true },
        ownerId: { type: 'string', required: true },
        state: { type: ['dialling', 'hold', 'ended'] as const, required: true },
        createdAt: { type: 'string', required: true },
        attempt: { type: 'number' },
      },
      indexes: {
        record: {
          collection: 'history',
          pk: { field: 'pk', composite: ['callId'] },
          sk: { field: 'sk', composite: [] },
        },
        byOwner: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['ownerId'] },
          sk: { field: 'gsi1sk', composite: ['createdAt'] },
        },
      },
    },
    configuration,
  );
  const events = new Entity(
    {
      model: { entity: 'event', version: '1', service: 'slayer' },
      attributes: {
        callId: { type: 'string', required: true },
        eventId: { type: 'string', required: true },
        what: { type: 'string', required: true },
      },
      indexes: {
        log: {
          collection: 'history',
          pk: { field: 'pk', composite: ['callId'] },
          sk: { field: 'sk', composite: ['eventId'] },
        },
      },
    },
    configuration,
  );
  return { calls, events, service: new Service({ call: calls, event: events }, configuration) };
}
