import { beforeEach, describe, expect, it } from 'vitest';
import { FlowId, OwnerId, PhoneNumber } from '#core/contracts/ids.ts';
import { Flow } from '#core/navigation/flow.ts';
import type { FlowStore, StoredFlow } from '#core/ports/flow-store.ts';

const sam = OwnerId.parse('owner_sam');
const samantha = OwnerId.parse('owner_samantha');
const bank = FlowId.parse('flow_bank');
const airline = FlowId.parse('flow_airline');

/** A flow that goes by pressing `digits`. */
export function aFlow(fields: Partial<Flow> & { digits?: string } = {}): Flow {
  const { digits = '2', ...more } = fields;
  return Flow.parse({
    number: '+18005550100',
    company: 'northwind bank',
    paths: [{ goals: ['dispute a charge'], steps: [{ do: 'DTMF', expect: ['for billing press two'], digits }] }],
    ...more,
  });
}

/** Facts that hold for every FlowStore. `open` gives an empty one. */
export function flowStoreSuite(name: string, open: () => Promise<FlowStore>): void {
  describe(`flow store: ${name}`, () => {
    let store: FlowStore;
    const put = (flow: Flow, seen: StoredFlow | null, flowId = bank, ownerId = sam) =>
      store.put({ flowId, ownerId, flow, by: 'api' }, seen);
    const newest = async () => {
      const found = await store.get(bank);
      if (!found) throw new Error('the flow is not there');
      return found;
    };

    beforeEach(async () => {
      store = await open();
    });

    it('gives back a flow as it was put', async () => {
      expect(await store.get(bank)).toBeNull();
      expect(await put(aFlow(), null)).toBe(true);
      expect(await store.get(bank)).toEqual({ flowId: bank, ownerId: sam, flow: aFlow(), revision: 1, by: 'api' });
    });

    it('a new version keeps the older ones', async () => {
      await put(aFlow(), null);
      expect(await put(aFlow({ version: 2, digits: '3' }), await newest())).toBe(true);
      expect(await put(aFlow({ version: 10, digits: '4' }), await newest())).toBe(true);
      expect((await newest()).flow).toEqual(aFlow({ version: 10, digits: '4' }));
      expect((await store.versions(bank)).map(({ flow }) => flow.version)).toEqual([10, 2, 1]);
      expect((await store.version(bank, 2))?.flow).toEqual(aFlow({ version: 2, digits: '3' }));
      expect(await store.version(bank, 3)).toBeNull();
    });

    it('the same version is replaced', async () => {
      await put(aFlow(), null);
      expect(await put(aFlow({ updatedAt: 5 }), await newest())).toBe(true);
      expect(await newest()).toMatchObject({ revision: 2, flow: { version: 1, updatedAt: 5 } });
      expect(await store.versions(bank)).toHaveLength(1);
      expect(await store.list(sam)).toHaveLength(1);
    });

    it.each([1, 2])('of two that read the same one writes version %i', async (version) => {
      await put(aFlow(), null);
      const seen = await newest();
      const wins = await Promise.all([
        put(aFlow({ version, digits: '3' }), seen),
        put(aFlow({ version, digits: '4' }), seen),
      ]);
      expect(wins.filter(Boolean)).toHaveLength(1);
    });

    it('of two that found none one writes, and nobody overwrites or goes back', async () => {
      expect((await Promise.all([put(aFlow(), null), put(aFlow(), null)])).filter(Boolean)).toHaveLength(1);
      expect(await put(aFlow({ version: 2 }), null)).toBe(false);
      await put(aFlow({ version: 2 }), await newest());
      expect(await put(aFlow({ version: 1, digits: '9' }), await newest())).toBe(false);
    });

    it('lists the newest version of each flow of an owner, by number', async () => {
      await put(aFlow({ number: PhoneNumber.parse('+18005550199') }), null, airline);
      await put(aFlow(), null);
      await put(aFlow({ version: 2 }), await newest());
      await put(aFlow(), null, FlowId.parse('flow_other'), samantha);
      expect((await store.list(sam)).map(({ flowId, flow }) => [flowId, flow.version])).toEqual([
        [bank, 2],
        [airline, 1],
      ]);
      expect(await store.list(OwnerId.parse('owner_nobody'))).toEqual([]);
    });

    it('removes a flow with all versions, and it can begin anew', async () => {
      await put(aFlow(), null);
      await put(aFlow({ version: 2 }), await newest());
      await store.remove(bank);
      await store.remove(bank);
      expect([await store.get(bank), await store.versions(bank), await store.list(sam)]).toEqual([null, [], []]);
      expect(await put(aFlow(), null)).toBe(true);
    });
  });
}
