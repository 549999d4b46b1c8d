import { FRAME_BYTES } from '#core/media/media-clock.ts';
import { sampleToMuLaw } from './mu-law.ts';
import { between, seeded } from './seeded.ts';

/** What the line does to one call: an overall gain, and noise that never stops. */
export type Channel = (frame: Float32Array | null) => Uint8Array;

export interface ChannelOptions {
  readonly seed: number;
  /** Default: drawn from -5..+1. */
  readonly gainDb?: number;
  /** Noise floor relative to full scale. Default: drawn from -72..-60. */
  readonly floorDb?: number;
}

export function channel(options: ChannelOptions): Channel {
  const random = seeded(options.seed);
  const gain = amplitude(options.gainDb ?? between(random, -5, 1));
  const floor = amplitude(options.floorDb ?? between(random, -72, -60));
  return (frame) => {
    const heard = new Uint8Array(FRAME_BYTES);
    for (let i = 0; i < FRAME_BYTES; i++) {
      heard[i] = sampleToMuLaw(Math.fround((frame === null ? 0 : (frame[i] ?? 0)) * gain + white(random) * floor));
    }
    return heard;
  };
}

export function amplitude(db: number): number {
  return 10 ** (db / 20);
}

/** White noise of RMS 1. */
export function white(random: () => number): number {
  return (random() * 2 - 1) * Math.sqrt(3);
}
