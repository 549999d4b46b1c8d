import type { RememberedAnnouncements } from '#core/ears/memory/remembered.ts';

/**
 * Keeps what calls to a company's number left of its announcements. Losing it costs seconds, never a call: whoever reads it goes on
 * without when it fails.
 */
export interface AnnouncementStore {
  /** @returns null when nothing is kept for the number, or only of a version that is not understood */
  load(number: string): Promise<RememberedAnnouncements | null>;
  /**
   * Safe to repeat. Two calls that end at once may lose what one of them heard; it will be heard again.
   * @throws {StoreUnavailable} nothing was kept
   */
  save(number: string, remembered: RememberedAnnouncements): Promise<void>;
}
