import { muLawByte } from '#core/media/mu-law.ts';
import type { Chance } from '#tests/bench/ears/generator/chance.ts';

const RATE = 8000;
const FRAME = 160;

/** What a telephone line does to a call. */
export interface Channel {
  readonly gainDb: number;
  /** Noise of the line; null: digital silence. */
  readonly floorDb: number | null;
  /** Share of packets lost, and what takes their place. */
  readonly loss: number;
  readonly concealment: 'silence' | 'repeat';
}

export function someChannel(chance: Chance): Channel {
  return {
    gainDb: chance.between(-6, 3),
    floorDb: chance.maybe(0.3) ? null : chance.between(-76, -58),
    loss: chance.maybe(0.3) ? chance.between(0.005, 0.03) : 0,
    concealment: chance.maybe(0.5) ? 'silence' : 'repeat',
  };
}

/** Sends samples (full scale 1) through the line. */
export function transmit(samples: Float32Array, channel: Channel, chance: Chance): Uint8Array {
  const gain = 10 ** (channel.gainDb / 20) * 32_768;
  const noise = channel.floorDb === null ? 0 : 10 ** (channel.floorDb / 20) * Math.sqrt(3);
  const bytes = new Uint8Array(samples.length);
  for (let n = 0; n < samples.length; n++)
    bytes[n] = muLawByte(((samples[n] ?? 0) + noise * (2 * chance.next() - 1)) * gain);
  return lose(bytes, channel.loss, channel.concealment, chance);
}

/** Loses packets of 20 ms, in bursts of one and a half on average. */
export function lose(bytes: Uint8Array, loss: number, concealment: Channel['concealment'], chance: Chance): Uint8Array {
  if (loss === 0) return bytes;
  const out = bytes.slice();
  let lost = false;
  for (let at = FRAME; at + FRAME <= out.length; at += FRAME) {
    lost = chance.maybe(lost ? 0.35 : loss);
    if (!lost) continue;
    if (concealment === 'silence') out.fill(0xff, at, at + FRAME);
    else out.copyWithin(at, at - FRAME, at);
  }
  return out;
}

/** Nothing arrives for so long: an outage. */
export function cutOut(bytes: Uint8Array, fromSeconds: number, seconds: number): Uint8Array {
  const out = bytes.slice();
  out.fill(0xff, Math.round(fromSeconds * RATE), Math.round((fromSeconds + seconds) * RATE));
  return out;
}
