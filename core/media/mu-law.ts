/** G.711 mu-law. Source: ITU-T G.711, table 2a; a byte carries the inverted bits of sign, exponent and mantissa. */

/** Bytes of digital silence: plus and minus zero. */
export const MU_LAW_SILENCE = 0xff;
export const MU_LAW_MINUS_ZERO = 0x7f;

const BIAS = 0x84;
const CLIP = 32_635;

function decodeByte(byte: number): number {
  const bits = ~byte & 0xff;
  const exponent = (bits >> 4) & 7;
  const magnitude = (((bits & 0x0f) << 3) + BIAS) << exponent;
  return bits & 0x80 ? BIAS - magnitude : magnitude - BIAS;
}

/** Linear 16-bit sample of each mu-law byte. */
export const MU_LAW_TO_LINEAR: Int16Array = Int16Array.from({ length: 256 }, (_, byte) => decodeByte(byte));

/** Linear 16-bit samples of mu-law bytes. */
export function decodeMuLaw(bytes: Uint8Array): Int16Array {
  return Int16Array.from(bytes, (byte) => MU_LAW_TO_LINEAR[byte] ?? 0);
}

/** The mu-law byte nearest to a linear sample; louder samples are clipped. */
export function muLawByte(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(Math.round(sample)), CLIP) + BIAS;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

/** Mu-law bytes of linear 16-bit samples. */
export function encodeMuLaw(samples: ArrayLike<number>): Uint8Array {
  return Uint8Array.from(samples, muLawByte);
}
