import { beforeEach, describe, expect, it } from 'vitest';
import { ROSTER_VALID_MS, type Roster } from '#core/ports/peers.ts';

const NOW = 1_700_000_000_000;
const [ONE, TWO] = ['http://10.0.0.1:8081', 'http://10.0.0.2:8081'];

/** Facts that hold for every Roster. `open` gives an empty one. */
export function rosterSuite(name: string, open: () => Promise<Roster>): void {
  describe(`roster of workers: ${name}`, () => {
    let roster: Roster;
    beforeEach(async () => {
      roster = await open();
    });

    it('is empty at first', async () => {
      expect(await roster.all(NOW)).toEqual([]);
    });

    it('tells who entered, in order, until they leave', async () => {
      await roster.enter(TWO, NOW);
      await roster.enter(ONE, NOW);
      await roster.enter(ONE, NOW);
      expect(await roster.all(NOW)).toEqual([ONE, TWO]);
      await roster.leave(ONE);
      await roster.leave(ONE);
      expect(await roster.all(NOW)).toEqual([TWO]);
    });

    it('forgets who does not say any more that it lives', async () => {
      await roster.enter(ONE, NOW);
      await roster.enter(TWO, NOW);
      await roster.enter(TWO, NOW + 1_000);
      expect(await roster.all(NOW + ROSTER_VALID_MS)).toEqual([TWO]);
    });
  });
}
