declare const unit: unique symbol;

/** Milliseconds of call audio since the first stream of the call opened. Stands still while no audio arrives. */
export type MediaMs = number & { readonly [unit]: 'MediaMs' };

export function mediaMs(ms: number): MediaMs {
  return ms as MediaMs;
}

/** Samples a second on every stream of the telephone network (G.711). */
export const SAMPLE_RATE_HZ = 8000;

/** Audio is handled in frames of 20 ms: 160 mu-law bytes. */
export const FRAME_MS = 20;
export const FRAME_BYTES = (SAMPLE_RATE_HZ / 1000) * FRAME_MS;

/**
 * Media time at which a stream begins. Media time zero is the start of the first stream of the call (of this dial attempt), so a stream that
 * was attached later begins where the wall clock says; streams run at the pace of the wall.
 * @param startedAtMs ms since the Unix epoch at which this stream started
 * @param firstStartedAtMs the same of the first stream; null when this is the first
 */
export function streamBase(startedAtMs: number, firstStartedAtMs: number | null): MediaMs {
  return mediaMs(firstStartedAtMs === null ? 0 : Math.max(0, Math.round(startedAtMs - firstStartedAtMs)));
}
