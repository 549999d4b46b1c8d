import { beforeEach, describe, expect, it } from 'vitest';
import { CallId } from '#core/contracts/ids.ts';
import type { FactStore } from '#core/ports/fact-store.ts';

const callId = CallId.parse(`call_${'1'.repeat(26)}`);
const other = CallId.parse(`call_${'2'.repeat(26)}`);

/** Facts that hold for every FactStore. `open` gives an empty one. */
export function factStoreSuite(name: string, open: () => Promise<FactStore>): void {
  describe(`fact store: ${name}`, () => {
    let store: FactStore;
    beforeEach(async () => {
      store = await open();
      await store.put(callId, { zip: '02139', account_number: '0012345678' });
    });

    it('gives back what was given, to its own call only', async () => {
      expect(await store.names(callId)).toEqual(['account_number', 'zip']);
      expect(await store.all(callId)).toEqual({ account_number: '0012345678', zip: '02139' });
      expect([await store.names(other), await store.all(other)]).toEqual([[], {}]);
    });

    it('takes more, and corrections', async () => {
      await store.put(callId, { date_of_birth: '01021980', zip: '02140' });
      await store.put(callId, {});
      expect(await store.all(callId)).toEqual({
        account_number: '0012345678',
        zip: '02140',
        date_of_birth: '01021980',
      });
    });

    it('forgets', async () => {
      await store.put(other, { zip: '10001' });
      await store.forget(callId);
      await store.forget(callId);
      expect([await store.names(callId), await store.names(other)]).toEqual([[], ['zip']]);
    });
  });
}
