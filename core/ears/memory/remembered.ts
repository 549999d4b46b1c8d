/**
 * Announcements of a company, as landmarks: what calls to its number leave for the next one. Only what was heard twice in a call is
 * kept, and never what a person answered with. Plain data for a store; `version` names the landmarks' algorithm.
 */
export interface RememberedAnnouncements {
  readonly version: 1;
  /** Calls that took part; announcements age by it. */
  readonly calls: number;
  readonly announcements: readonly RememberedAnnouncement[];
}

export interface RememberedAnnouncement {
  /** Landmarks in base64, four bytes each, little endian: hash (19 bits) · 2^13 + frame of 20 ms since the onset (13 bits). */
  readonly landmarks: string;
  /** `calls` when it was last heard. */
  readonly lastHeard: number;
}

/** About 80 KB in all. */
export const MOST_ANNOUNCEMENTS = 32;
export const MOST_LANDMARKS = 450;
/** Forgotten when this many calls went by without it. */
const FORGET_AFTER_CALLS = 20;
const FRAME_BITS = 13;

export const NOTHING_REMEMBERED: RememberedAnnouncements = { version: 1, calls: 0, announcements: [] };

export interface Landmark {
  readonly hash: number;
  readonly frame: number;
}

export function packLandmarks(landmarks: readonly Landmark[]): string {
  const bytes = new DataView(new ArrayBuffer(4 * landmarks.length));
  landmarks.forEach(({ hash, frame }, index) => {
    bytes.setUint32(4 * index, ((hash << FRAME_BITS) | (frame & ((1 << FRAME_BITS) - 1))) >>> 0, true);
  });
  return btoa(String.fromCharCode(...new Uint8Array(bytes.buffer)));
}

export function unpackLandmarks(packed: string): Landmark[] {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => {
    const word = view.getUint32(4 * index, true);
    return { hash: word >>> FRAME_BITS, frame: word & ((1 << FRAME_BITS) - 1) };
  });
}

/**
 * What the next call to the number should know.
 * @param heardAgain places in `before.announcements` that were heard in this call
 * @param fresh landmarks of announcements that this call heard twice and did not know
 */
export function rememberAfterCall(
  before: RememberedAnnouncements,
  heardAgain: ReadonlySet<number>,
  fresh: readonly string[],
): RememberedAnnouncements {
  const calls = before.calls + 1;
  const kept = before.announcements
    .map((one, place) => (heardAgain.has(place) ? { ...one, lastHeard: calls } : one))
    .filter((one) => calls - one.lastHeard <= FORGET_AFTER_CALLS);
  const added = fresh.map((landmarks) => ({ landmarks, lastHeard: calls }));
  const announcements = [...kept, ...added].sort((a, b) => b.lastHeard - a.lastHeard).slice(0, MOST_ANNOUNCEMENTS);
  return { version: 1, calls, announcements };
}
