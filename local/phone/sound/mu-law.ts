import { MU_LAW_TO_LINEAR, muLawByte } from '#core/media/mu-law.ts';

const FULL_SCALE = 32_768;

/** Samples are -1..1 wherever sound is made; mu-law is what the line carries. */
export function decodeMuLaw(bytes: Uint8Array): Float32Array {
  const samples = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) samples[i] = (MU_LAW_TO_LINEAR[bytes[i] ?? 0] ?? 0) / FULL_SCALE;
  return samples;
}

export function encodeMuLaw(samples: Float32Array): Uint8Array {
  const bytes = new Uint8Array(samples.length);
  for (let i = 0; i < samples.length; i++) bytes[i] = sampleToMuLaw(samples[i] ?? 0);
  return bytes;
}

export const sampleToMuLaw = (sample: number): number => muLawByte(sample * FULL_SCALE);
