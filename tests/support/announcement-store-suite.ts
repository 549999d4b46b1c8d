import { beforeEach, describe, expect, it } from 'vitest';
import {
  MOST_ANNOUNCEMENTS,
  MOST_LANDMARKS,
  packLandmarks,
  type RememberedAnnouncements,
} from '#core/ears/memory/remembered.ts';
import type { AnnouncementStore } from '#core/ports/announcement-store.ts';

const number = '+18005550142';
const other = '+18005550143';

/** As much as calls can leave: 32 announcements of 450 landmarks. */
export const aLot: RememberedAnnouncements = {
  version: 1,
  calls: 7,
  announcements: Array.from({ length: MOST_ANNOUNCEMENTS }, (_, place) => ({
    landmarks: packLandmarks(
      Array.from({ length: MOST_LANDMARKS }, (_landmark, n) => ({ hash: (n * 1009 + place) & 0x7ffff, frame: n })),
    ),
    lastHeard: 7 - (place % 7),
  })),
};

/** Facts that hold for every AnnouncementStore. `open` gives an empty one. */
export function announcementStoreSuite(name: string, open: () => Promise<AnnouncementStore>): void {
  describe(`announcement store: ${name}`, () => {
    let store: AnnouncementStore;
    beforeEach(async () => {
      store = await open();
    });

    it('knows nothing of a number that was never called', async () => {
      expect(await store.load(number)).toBeNull();
    });

    it('gives back what was kept, all of it, for its own number only', async () => {
      await store.save(number, aLot);
      expect(await store.load(number)).toEqual(aLot);
      expect(await store.load(other)).toBeNull();
    });

    it('keeps what was kept last; a repeat changes nothing', async () => {
      await store.save(number, aLot);
      const later = { ...aLot, calls: 8, announcements: aLot.announcements.slice(0, 2) };
      await store.save(number, later);
      await store.save(number, later);
      expect(await store.load(number)).toEqual(later);
    });

    it('keeps that there is nothing', async () => {
      await store.save(number, { version: 1, calls: 3, announcements: [] });
      expect(await store.load(number)).toEqual({ version: 1, calls: 3, announcements: [] });
    });
  });
}
