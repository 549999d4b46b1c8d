import { FRAME_MS } from '#core/media/media-clock.ts';
import { MU_LAW_TO_LINEAR } from '#core/media/mu-law.ts';

/** RMS of 16-bit samples above which a person may be speaking: -42 dB relative to full scale; line noise is below -50. */
const VOICE_RMS = 260;
/** Pauses between words. */
const HANG_OVER_MS = 800;

/** Tells frames that may be speech from silence by their level: enough for the person's own track, which carries no music. */
export function createLoudness(): (frame: Uint8Array) => boolean {
  let leftMs = 0;
  return (frame) => {
    let sum = 0;
    for (const byte of frame) sum += (MU_LAW_TO_LINEAR[byte] ?? 0) ** 2;
    leftMs = sum > VOICE_RMS ** 2 * frame.length ? HANG_OVER_MS : leftMs - FRAME_MS;
    return leftMs > 0;
  };
}
