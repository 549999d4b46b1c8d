import { FRAME_BYTES } from '#core/media/media-clock.ts';

/** Digital silence in mu-law (G.711). */
export const SILENT_BYTE = 0xff;

/** 20 ms of silence. Shared: never written to. */
export const SILENT_FRAME: Uint8Array = new Uint8Array(FRAME_BYTES).fill(SILENT_BYTE);

const BIAS = 0x84;
const CLIP = 32635;

const LINEAR = Int16Array.from({ length: 256 }, (_, byte) => {
  const bits = ~byte & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + BIAS) << ((bits >> 4) & 0x07)) - BIAS;
  return bits & 0x80 ? -magnitude : magnitude;
});

/** 16-bit linear sample of a mu-law byte (ITU-T G.711). */
export function linearOf(byte: number): number {
  return LINEAR[byte & 0xff] ?? 0;
}

/** mu-law byte of a 16-bit linear sample; what is louder is clipped (ITU-T G.711). */
export function muLawOf(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(Math.round(sample)), CLIP) + BIAS;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}
