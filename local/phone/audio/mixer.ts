import { FRAME_BYTES } from '#core/media/media-clock.ts';
import { MU_LAW_SILENCE, MU_LAW_TO_LINEAR, muLawByte } from '#core/media/mu-law.ts';

/**
 * Sum of the linear samples of 20 ms frames. A single sounding frame comes out as it went in, byte for byte, so that what one person
 * says alone is the same at the other end. Null where nobody makes a sound.
 */
export function mix(frames: readonly (Uint8Array | null)[]): Uint8Array | null {
  const sounding = frames.filter((frame) => frame !== null);
  if (sounding.length <= 1) return sounding[0] ?? null;
  const heard = sounding.filter((frame) => !isSilent(frame));
  const [only] = heard;
  if (!only) return null;
  if (heard.length === 1) return only;
  const mixed = new Uint8Array(FRAME_BYTES);
  for (let at = 0; at < FRAME_BYTES; at++) {
    let sum = 0;
    for (const frame of heard) sum += MU_LAW_TO_LINEAR[frame[at] ?? MU_LAW_SILENCE] ?? 0;
    mixed[at] = muLawByte(sum);
  }
  return mixed;
}

function isSilent(frame: Uint8Array): boolean {
  return frame.every((byte) => byte === MU_LAW_SILENCE);
}
