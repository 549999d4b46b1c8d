import { MU_LAW_TO_LINEAR, muLawByte } from '#core/media/mu-law.ts';

/** Samples are -1..1 wherever sound is made; mu-law is what the line carries. */
export function decodeMuLaw(bytes: Uint8Array): Float32Array {
  return Float32Array.from(bytes, (byte) => (MU_LAW_TO_LINEAR[byte] ?? 0) / 32768);
}

export function encodeMuLaw(samples: Float32Array): Uint8Array {
  return Uint8Array.from(samples, (sample) => muLawByte(sample * 32768));
}
