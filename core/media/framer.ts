import { FRAME_BYTES, FRAME_MS, type MediaMs, mediaMs, SAMPLE_RATE_HZ } from '#core/media/media-clock.ts';

const BYTES_A_MS = SAMPLE_RATE_HZ / 1000;

/** Cuts a stream of mu-law bytes, however it arrives in pieces, into 20 ms frames. */
export interface Framer {
  /**
   * @param take receives each whole frame and the media time at which it begins; the frame is only valid during the call
   */
  push(bytes: Uint8Array, take: (frame: Uint8Array, atMs: MediaMs) => void): void;
}

/** @param startMs media time of the first byte */
export function createFramer(startMs: MediaMs = mediaMs(0)): Framer {
  const frame = new Uint8Array(FRAME_BYTES);
  let pending = 0;
  let frames = 0;
  return {
    push(bytes, take) {
      let from = 0;
      while (from < bytes.length) {
        const count = Math.min(FRAME_BYTES - pending, bytes.length - from);
        const isAll = count === bytes.length;
        const isWhole = count === FRAME_BYTES;
        const part = isAll ? bytes : bytes.subarray(from, from + count);
        if (!isWhole) frame.set(part, pending);
        pending += count;
        from += count;
        if (pending < FRAME_BYTES) return;
        pending = 0;
        const atMs = mediaMs(startMs + frames * FRAME_MS);
        frames += 1;
        take(isWhole ? part : frame, atMs);
      }
    },
  };
}

/** Milliseconds of audio in so many mu-law bytes. */
export function durationMs(byteCount: number): number {
  return byteCount / BYTES_A_MS;
}
