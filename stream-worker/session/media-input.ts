import { createFrameOrder, type FrameCounts, type TakeFrame } from '#core/media/frame-order.ts';
import type { MediaMs } from '#core/media/media-clock.ts';

/** Messages of a stream on their way to the ear; until it is known where in media time the stream lies, they wait. */
export interface MediaInput {
  push(timestampMs: number, audio: Uint8Array): void;
  /** From now on frames are given out, those that waited first. */
  begin(baseMs: MediaMs): void;
  /** The last frames. */
  end(): void;
  counts(): FrameCounts;
}

/** 30 s of 20 ms messages. */
const MOST_WAITING = 1_500;
const NO_COUNTS: FrameCounts = { missing: 0, repeated: 0, reordered: 0, malformed: 0 };

export function createMediaInput(take: TakeFrame): MediaInput {
  let waiting: { timestampMs: number; audio: Uint8Array }[] = [];
  let order: ReturnType<typeof createFrameOrder> | null = null;
  return {
    push(timestampMs, audio) {
      if (order) {
        order.push(timestampMs, audio, take);
        return;
      }
      waiting.push({ timestampMs, audio: audio.slice() });
      if (waiting.length > MOST_WAITING) waiting.shift();
    },
    begin(baseMs) {
      order = createFrameOrder(baseMs);
      for (const { timestampMs, audio } of waiting) order.push(timestampMs, audio, take);
      waiting = [];
    },
    end: () => order?.flush(take),
    counts: () => order?.counts ?? NO_COUNTS,
  };
}
