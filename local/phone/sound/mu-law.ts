/** G.711 mu-law (ITU-T G.711, table 2a) to and from samples in -1..1. */
const BIAS = 0x84;
const CLIP = 32635;

const LEVELS = Float32Array.from({ length: 256 }, (_, code) => {
  const inverted = ~code & 0xff;
  const magnitude = (((inverted & 0x0f) << 3) + BIAS) << ((inverted >> 4) & 0x07);
  return ((inverted & 0x80 ? -1 : 1) * (magnitude - BIAS)) / 32768;
});

/** The code of silence. */
export const MU_LAW_SILENCE = 0xff;

export function decodeMuLaw(bytes: Uint8Array): Float32Array {
  const samples = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) samples[i] = LEVELS[bytes[i] ?? MU_LAW_SILENCE] ?? 0;
  return samples;
}

export function encodeMuLaw(samples: Float32Array): Uint8Array {
  const bytes = new Uint8Array(samples.length);
  for (let i = 0; i < samples.length; i++) bytes[i] = encodeSample(samples[i] ?? 0);
  return bytes;
}

function encodeSample(sample: number): number {
  const magnitude = Math.min(CLIP, Math.round(Math.abs(sample) * 32768)) + BIAS;
  const exponent = Math.max(0, 31 - Math.clz32(magnitude) - 7);
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~((sample < 0 ? 0x80 : 0) | (exponent << 4) | mantissa) & 0xff;
}
