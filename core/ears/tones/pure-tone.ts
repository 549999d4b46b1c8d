import type { FrameSound } from '#core/ears/sound/frame-analyser.ts';
import { HISTORY_SAMPLES } from '#core/ears/sound/frame-analyser.ts';
import { BIN_HZ } from '#core/ears/sound/spectrum.ts';
import { toneShare, toneShares } from '#core/ears/tones/goertzel.ts';
import {
  CLOSE_PAIRS,
  dtmfKey,
  FAX_DATA_HZ,
  FAX_MARKS_HZ,
  MODULATED,
  SINGLE_TONES,
  type Signature,
  WIDE_PAIRS,
} from '#core/ears/tones/signatures.ts';
import { FRAME_BYTES } from '#core/media/media-clock.ts';

/** Bins looked at: 280 to 2500 Hz for the tones, 200 to 3600 Hz for what must not be there. */
const FIRST_BIN = 9;
const LAST_BIN = 80;
const FIRST_NOISE_BIN = 6;
const LAST_NOISE_BIN = 115;
/** Share of the power that one tone, or two, must hold; GSM and loss take some (dev timelines 9 and 22). */
const PURE_SHARE = 0.8;
const WEAKER_OF_PAIR = 0.08;
const CLOSE_PAIR_SHARE = 0.62;
const WEAKER_OF_CLOSE_PAIR = 0.18;
const CLOSE_PAIR_SAMPLES = 480;
/** A wave of 12 Hz takes all of the history to be told from a steady tone. */
const MODULATED_SHARE = 0.85;
const WEAKER_SIDE = 0.07;
const SIDES_ALIKE = 3;
const QUIETEST_DB = -52;
const FAX_DATA_SHARE = 0.93;
/** While one bit follows its like, fax data is a pure tone. */
const FAX_MARK_WITHIN_HZ = 25;
const FAX_FIRST_BIN = Math.round(FAX_DATA_HZ.low / BIN_HZ);
const FAX_LAST_BIN = Math.round(FAX_DATA_HZ.high / BIN_HZ);

/** What pure tone a frame holds: its signature and, for a key, which. The same object is written anew each frame. */
export interface PureTone {
  signature: Signature | null;
  key: string | null;
  /** Frequency of the strongest tone. */
  hz: number;
}

/** Peak of a Hann window between bins, by a parabola through the logarithms: right to 2 Hz for a clean tone. */
function peakHz(power: Float64Array, bin: number): number {
  const left = Math.log((power[bin - 1] as number) + 1e-12);
  const middle = Math.log((power[bin] as number) + 1e-12);
  const right = Math.log((power[bin + 1] as number) + 1e-12);
  const curve = left - 2 * middle + right;
  return (bin + (curve === 0 ? 0 : (0.5 * (left - right)) / curve)) * BIN_HZ;
}

function around(power: Float64Array, bin: number): number {
  let sum = 0;
  for (let near = bin - 2; near <= bin + 2; near++) sum += power[near] as number;
  return sum;
}

function strongestBin(power: Float64Array, exceptBin: number): number {
  let best = FIRST_BIN;
  let most = -1;
  for (let bin = FIRST_BIN; bin <= LAST_BIN; bin++) {
    const here = power[bin] as number;
    if (here > most && Math.abs(bin - exceptBin) > 3) {
      most = here;
      best = bin;
    }
  }
  return best;
}

const CLOSE_PAIR_LOWS = [CLOSE_PAIRS[0].lowHz, CLOSE_PAIRS[1].lowHz] as const;
const lows = new Float64Array(2);

function closePair(sound: FrameSound): Signature | null {
  const from = HISTORY_SAMPLES - CLOSE_PAIR_SAMPLES;
  const samples = sound.history();
  toneShares(samples, from, HISTORY_SAMPLES, CLOSE_PAIR_LOWS, lows);
  for (const [index, { signature, highHz }] of CLOSE_PAIRS.entries()) {
    const low = lows[index] as number;
    if (low <= WEAKER_OF_CLOSE_PAIR) continue;
    const high = toneShare(samples, from, HISTORY_SAMPLES, highHz);
    if (high > WEAKER_OF_CLOSE_PAIR && low + high > CLOSE_PAIR_SHARE) return signature;
  }
  return null;
}

/** A lost packet in the history looks like a wave on the tone. */
function hasHole(samples: Float64Array): boolean {
  let zeros = 0;
  for (let index = 0; index < HISTORY_SAMPLES && zeros < FRAME_BYTES; index++)
    zeros = samples[index] === 0 ? zeros + 1 : 0;
  return zeros === FRAME_BYTES;
}

/** A note that trembles has sides as well; that it has this carrier and this wave by chance is rare. */
function isModulated(sound: FrameSound): boolean {
  const samples = sound.history();
  const found = MODULATED.some(({ carrierHz, sideHz, carried }) => {
    const below = toneShare(samples, 0, HISTORY_SAMPLES, carrierHz - sideHz);
    if (below < WEAKER_SIDE) return false;
    const above = toneShare(samples, 0, HISTORY_SAMPLES, carrierHz + sideHz);
    const weaker = Math.min(below, above);
    if (weaker < WEAKER_SIDE || Math.max(below, above) > SIDES_ALIKE * weaker) return false;
    const carrier = carried ? toneShare(samples, 0, HISTORY_SAMPLES, carrierHz) : 0;
    return below + carrier + above > MODULATED_SHARE && (!carried || carrier > below + above);
  });
  return found && !hasHole(samples);
}

/** Looks for one pure tone, or two, in the frame. */
export function findPureTone(sound: FrameSound, floorDb: number, tone: PureTone): void {
  tone.signature = null;
  tone.key = null;
  if (sound.levelDb < QUIETEST_DB || sound.levelDb < floorDb + 8) return;
  const { power } = sound;
  let total = 0;
  for (let bin = FIRST_NOISE_BIN; bin <= LAST_NOISE_BIN; bin++) total += power[bin] as number;
  const first = strongestBin(power, -99);
  if (first >= FAX_FIRST_BIN && first <= FAX_LAST_BIN) {
    let data = 0;
    for (let bin = FAX_FIRST_BIN; bin <= FAX_LAST_BIN; bin++) data += power[bin] as number;
    tone.hz = peakHz(power, first);
    const isMark = FAX_MARKS_HZ.some((hz) => Math.abs(hz - tone.hz) < FAX_MARK_WITHIN_HZ);
    if (data > FAX_DATA_SHARE * total && (isMark || around(power, first) < PURE_SHARE * total)) {
      tone.signature = 'fax-data';
      return;
    }
  }
  const firstPower = around(power, first);
  if (firstPower < 0.3 * total) return;
  tone.hz = peakHz(power, first);
  if (tone.hz < 520 && tone.hz > 370 && firstPower > 0.7 * total) {
    tone.signature =
      closePair(sound) ?? (firstPower > PURE_SHARE * total && isModulated(sound) ? 'ring-modulated' : null);
    if (tone.signature !== null) return;
  }
  if (firstPower > PURE_SHARE * total) {
    const known = SINGLE_TONES.find(({ hz, withinHz }) => Math.abs(hz - tone.hz) <= withinHz);
    tone.signature = known?.signature ?? 'steady';
    return;
  }
  const second = strongestBin(power, first);
  const secondPower = around(power, second);
  if (firstPower + secondPower < PURE_SHARE * total || secondPower < WEAKER_OF_PAIR * total) return;
  const secondHz = peakHz(power, second);
  const lowHz = Math.min(tone.hz, secondHz);
  const highHz = Math.max(tone.hz, secondHz);
  tone.key = dtmfKey(lowHz, highHz);
  if (tone.key !== null) tone.signature = 'dtmf';
  else
    tone.signature =
      WIDE_PAIRS.find((p) => Math.abs(p.lowHz - lowHz) < 12 && Math.abs(p.highHz - highHz) < 12)?.signature ?? null;
}
