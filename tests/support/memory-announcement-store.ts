import type { RememberedAnnouncements } from '#core/ears/memory/remembered.ts';
import type { AnnouncementStore } from '#core/ports/announcement-store.ts';

/** An AnnouncementStore without a database. */
export function memoryAnnouncementStore(): AnnouncementStore {
  const kept = new Map<string, RememberedAnnouncements>();
  return {
    load: async (number) => structuredClone(kept.get(number) ?? null),
    save: async (number, remembered) => void kept.set(number, structuredClone(remembered)),
  };
}
