import { correlate, takeFloats } from '#core/ears/network/kernel.ts';
import { FRAME_BYTES, SAMPLE_RATE_HZ } from '#core/media/media-clock.ts';
import { MU_LAW_SILENCE, MU_LAW_TO_LINEAR } from '#core/media/mu-law.ts';

/** What a voice is measured over: three periods of 60 Hz. */
const WINDOW_SAMPLES = 400;
/** 400 and 60 Hz. */
const SHORTEST_LAG = 20;
const LONGEST_LAG = 133;
/** The kernel computes thirty-two lags at once; one beyond each end is needed for the parabola. */
const FIRST_LAG = 16;
const LAGS = 128;
const LEAST_ENERGY = 1e-6;
/** Two periods are nearly as alike as one: the shorter lag is taken unless the longer one is so much more alike, an octave. */
const OCTAVE_COST = 0.015;
const REFERENCE_HZ = 150;

/** Periodicity above which the period is a pitch. */
const VOICED = 0.45;
const MOST_CHANGE_OCTAVES = 0.2;
/** What the voice networks are told of each frame: periodicity, pitch, its change. */
export const MELODY_INPUTS = 3;

const hann = Float64Array.from(
  { length: WINDOW_SAMPLES },
  (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / WINDOW_SAMPLES),
);
const windowed = Float64Array.from(hann, (share) => share / 32_768);
/** Room for what is read beyond the window: it stays zero. */
const samples = takeFloats(WINDOW_SAMPLES + FIRST_LAG + LAGS);
const correlation = takeFloats(LAGS);

/** What the window itself does to each lag is divided out (Boersma 1993, "Accurate short-term analysis of the fundamental frequency"). */
const ofWindow = Float64Array.from({ length: LAGS }, (_, k) => {
  let sum = 0;
  let energy = 0;
  for (let n = 0; n < WINDOW_SAMPLES; n++) {
    sum += (hann[n] as number) * (hann[n + FIRST_LAG + k] ?? 0);
    energy += (hann[n] as number) ** 2;
  }
  return energy / sum;
});
const costOfLag = Float64Array.from(
  { length: LAGS },
  (_, k) => OCTAVE_COST * Math.log2((FIRST_LAG + k) / SHORTEST_LAG),
);

/** How a voice sounds besides its colour: of a call's last frames, as training/ears/audio.py and train_voice.py compute it. */
export interface Melody {
  /** Takes the mu-law bytes of one 20 ms frame. */
  keep(frame: Uint8Array): void;
  /** Writes the three inputs of the frame heard `agoFrames` frames before the newest; the change is since the frame written last, if that was the one before it. */
  write(agoFrames: number, into: Float32Array, at: number): void;
}

/** @param reachFrames the most that `agoFrames` will be */
export function createMelody(reachFrames: number): Melody {
  const kept = new Uint8Array(reachFrames * FRAME_BYTES + Math.ceil(WINDOW_SAMPLES / FRAME_BYTES) * FRAME_BYTES).fill(
    MU_LAW_SILENCE,
  );
  /** Where the next frame is written, and how many were. */
  let next = 0;
  let frames = 0;
  let writtenFrame = Number.NEGATIVE_INFINITY;
  let writtenOctaves = Number.NaN;

  /** @returns the energy of the window that ends with the frame */
  function decode(agoFrames: number): number {
    let from = next - agoFrames * FRAME_BYTES - WINDOW_SAMPLES;
    if (from < 0) from += kept.length;
    const end = Math.min(WINDOW_SAMPLES, kept.length - from);
    return take(0, end, from) + take(end, WINDOW_SAMPLES, from - kept.length);
  }

  /** Writes samples n of the window from `kept[from + n]`. */
  function take(begin: number, end: number, from: number): number {
    let energy = 0;
    for (let n = begin; n < end; n++) {
      const sample = (MU_LAW_TO_LINEAR[kept[from + n] as number] as number) * (windowed[n] as number);
      samples[n] = sample;
      energy += sample * sample;
    }
    return energy;
  }

  function writeInputs(periodicity: number, octaves: number, frame: number, into: Float32Array, at: number): void {
    const isVoiced = periodicity > VOICED;
    const change =
      isVoiced && frame === writtenFrame + 1 && !Number.isNaN(writtenOctaves) ? octaves - writtenOctaves : 0;
    into[at] = 3 * (periodicity - 0.5);
    into[at + 1] = isVoiced ? 2 * octaves : 0;
    into[at + 2] = 15 * Math.max(-MOST_CHANGE_OCTAVES, Math.min(MOST_CHANGE_OCTAVES, change));
    writtenFrame = frame;
    writtenOctaves = isVoiced ? octaves : Number.NaN;
  }

  return {
    keep(frame) {
      kept.set(frame, next);
      next = (next + FRAME_BYTES) % kept.length;
      frames += 1;
    },
    write(agoFrames, into, at) {
      const perEnergy = 1 / Math.max(LEAST_ENERGY, decode(agoFrames));
      correlate(samples, correlation, WINDOW_SAMPLES, FIRST_LAG, LAGS);
      const alike = (k: number) => (correlation[k] as number) * perEnergy * (ofWindow[k] as number);
      let best = Number.NEGATIVE_INFINITY;
      let peak = 0;
      for (let k = SHORTEST_LAG - FIRST_LAG; k <= LONGEST_LAG - FIRST_LAG; k++) {
        const worth = alike(k) - (costOfLag[k] as number);
        if (worth > best) {
          best = worth;
          peak = k;
        }
      }
      const periodicity = alike(peak);
      const before = alike(peak - 1);
      const after = alike(peak + 1);
      const bend = before - 2 * periodicity + after;
      const offset = bend < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (before - after)) / bend)) : 0;
      const octaves = Math.log2(SAMPLE_RATE_HZ / (FIRST_LAG + peak + offset) / REFERENCE_HZ);
      writeInputs(Math.max(0, Math.min(1, periodicity)), octaves, frames - agoFrames, into, at);
    },
  };
}
