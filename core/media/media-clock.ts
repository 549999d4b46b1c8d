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
