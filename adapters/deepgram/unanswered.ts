import { FRAME_MS, type MediaMs } from '#core/media/media-clock.ts';

export interface KeptFrame {
  readonly audio: Uint8Array;
  readonly atMs: MediaMs;
}

/** Audio whose words are not final yet: a new connection gets it again. */
export interface Unanswered {
  /** @returns false when the oldest frame had to be forgotten for it */
  add(frame: Uint8Array, atMs: MediaMs): boolean;
  /** Words up to this moment are final. */
  answered(untilMs: MediaMs): void;
  clear(): void;
  readonly frames: readonly KeptFrame[];
}

/** Longer than an outage that goes unnoticed; what is older would come too late to act on. */
const MOST_FRAMES = 10_000 / FRAME_MS;

export function createUnanswered(): Unanswered {
  let frames: KeptFrame[] = [];
  return {
    add(frame, atMs) {
      frames.push({ audio: frame.slice(), atMs });
      if (frames.length <= MOST_FRAMES) return true;
      frames.shift();
      return false;
    },
    answered(untilMs) {
      const first = frames.findIndex(({ atMs }) => atMs + FRAME_MS > untilMs);
      frames = first < 0 ? [] : frames.slice(first);
    },
    clear() {
      frames = [];
    },
    get frames() {
      return frames;
    },
  };
}
