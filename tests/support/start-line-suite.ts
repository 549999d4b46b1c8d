import { beforeEach, describe, expect, it } from 'vitest';
import type { StartLine } from '#core/ports/start-line.ts';

const NOW = 1_700_000_000_000;
const EVERY = 500;

/** Facts that hold for every StartLine. `open` gives an empty one. */
export function startLineSuite(name: string, open: (everyMs: number) => Promise<StartLine>): void {
  describe(`line of starts: ${name}`, () => {
    let line: StartLine;
    const joined = async (now: number) => (await line.join(now)).startsAt - NOW;
    beforeEach(async () => {
      line = await open(EVERY);
    });

    it('lets the first start at once, and those that come with it one after the other', async () => {
      const all = await Promise.all(Array.from({ length: 5 }, () => joined(NOW)));
      expect(all.toSorted((a, b) => a - b)).toEqual([0, 500, 1000, 1500, 2000]);
    });

    it('is empty again when its last one has started', async () => {
      expect([await joined(NOW), await joined(NOW + 499), await joined(NOW + 1500)]).toEqual([0, 500, 1500]);
    });

    it('a start that waits for nobody moves back all that come later, and tells those who wait by how much', async () => {
      const before = await line.join(NOW);
      await line.join(NOW);
      await line.pushIn(NOW + 100);
      await line.pushIn(NOW + 100);
      expect((await line.pushedMs()) - before.pushedMs).toBe(2 * EVERY);
      expect(await joined(NOW + 100)).toBe(2000);
    });

    it('lets begin one, and the next when so much time has gone by', async () => {
      const began = await Promise.all([line.begin(NOW), line.begin(NOW)]);
      expect(began.toSorted((a, b) => a - b)).toEqual([0, EVERY]);
      expect([await line.begin(NOW + 300), await line.begin(NOW + EVERY)]).toEqual([200, 0]);
      await line.pushIn(NOW + 600);
      expect(await line.begin(NOW + 1000)).toBe(100);
    });

    it('a start on an idle line moves nobody back, and takes its slot', async () => {
      await line.pushIn(NOW);
      expect(await line.pushedMs()).toBe(0);
      expect(await joined(NOW + 100)).toBe(500);
    });
  });
}
