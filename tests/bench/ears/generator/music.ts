import type { Chance } from '#tests/bench/ears/generator/chance.ts';

const RATE = 8000;

/** How a note sounds: partials with their weights, attack and decay, vibrato. */
interface Timbre {
  readonly partials: readonly number[];
  readonly attackSeconds: number;
  /** Per second; 0 holds. */
  readonly decay: number;
  readonly vibrato: number;
}

const TIMBRES = {
  piano: { partials: [1, 0.5, 0.35, 0.2, 0.1], attackSeconds: 0.006, decay: 2.5, vibrato: 0 },
  pluck: { partials: [1, 0.7, 0.5, 0.4, 0.3, 0.2], attackSeconds: 0.003, decay: 4.5, vibrato: 0 },
  strings: { partials: [1, 0.7, 0.5, 0.4, 0.3, 0.2], attackSeconds: 0.15, decay: 0, vibrato: 0.004 },
  pad: { partials: [1, 0.3, 0.2], attackSeconds: 0.4, decay: 0, vibrato: 0.002 },
  flute: { partials: [1, 0.15, 0.05], attackSeconds: 0.06, decay: 0.3, vibrato: 0.006 },
  organ: { partials: [1, 0.8, 0.1, 0.6, 0.1, 0.4], attackSeconds: 0.01, decay: 0, vibrato: 0 },
  bell: { partials: [1, 0, 0.6, 0, 0, 0.4, 0, 0.3], attackSeconds: 0.002, decay: 3, vibrato: 0 },
  square: { partials: [1, 0, 0.33, 0, 0.2, 0, 0.14], attackSeconds: 0.002, decay: 0, vibrato: 0 },
  brass: { partials: [1, 0.9, 0.8, 0.6, 0.4, 0.3, 0.2], attackSeconds: 0.05, decay: 0.4, vibrato: 0.003 },
  /** "Ah": the partials lie under formants, with a singer's vibrato. */
  choir: {
    partials: [0.7, 1, 0.9, 0.6, 0.5, 0.2, 0.1, 0.05, 0.2, 0.15],
    attackSeconds: 0.12,
    decay: 0,
    vibrato: 0.012,
  },
} as const satisfies Record<string, Timbre>;

export type Instrument = keyof typeof TIMBRES;

/** What a tune is made of. */
export interface Style {
  readonly chords: Instrument | null;
  readonly lead: Instrument | null;
  readonly bass: boolean;
  readonly drums: boolean;
  readonly beatsAMinute: number;
  /** Beats in a bar. */
  readonly metre: 3 | 4;
}

const SCALES = [
  [0, 2, 4, 5, 7, 9, 11],
  [0, 2, 3, 5, 7, 8, 10],
] as const;

function play(into: Float32Array, at: number, note: number, seconds: number, timbre: Timbre, gain: number): void {
  const hz = 440 * 2 ** ((note - 69) / 12);
  const start = Math.round(at * RATE);
  const length = Math.min(into.length - start, Math.round(seconds * RATE));
  let phase = 0;
  for (let n = 0; n < length; n++) {
    const t = n / RATE;
    phase += (2 * Math.PI * hz * (1 + timbre.vibrato * Math.sin(2 * Math.PI * 5.5 * t))) / RATE;
    let sample = 0;
    for (let k = 0; k < timbre.partials.length && hz * (k + 1) < 3700; k++)
      sample += (timbre.partials[k] ?? 0) * Math.sin(phase * (k + 1));
    const envelope =
      Math.min(1, t / timbre.attackSeconds) * Math.min(1, (seconds - t) / 0.03) * Math.exp(-timbre.decay * t);
    into[start + n] = (into[start + n] ?? 0) + gain * envelope * sample;
  }
}

function hit(into: Float32Array, at: number, isSnare: boolean, chance: Chance): void {
  const start = Math.round(at * RATE);
  const length = Math.min(into.length - start, 1200);
  for (let n = 0; n < length; n++) {
    const t = n / RATE;
    const sample = isSnare
      ? 0.4 * (2 * chance.next() - 1) * Math.exp(-26 * t)
      : 0.9 * Math.sin(2 * Math.PI * (90 * t - 60 * t * t)) * Math.exp(-18 * t);
    into[start + n] = (into[start + n] ?? 0) + sample;
  }
}

/** A tune of so many seconds, peak 1, that can be looped. */
export function compose(style: Style, seconds: number, chance: Chance): Float32Array {
  const tune = new Float32Array(Math.round(seconds * RATE));
  const scale = chance.pick(SCALES);
  const root = chance.whole(50, 62);
  const noteOf = (degree: number): number => root + 12 * Math.floor(degree / 7) + (scale[((degree % 7) + 7) % 7] ?? 0);
  const progression = [0, chance.pick([3, 4, 5]), chance.pick([1, 3, 5]), 4];
  const beat = 60 / style.beatsAMinute;
  for (let bar = 0; bar * style.metre * beat < seconds; bar++) {
    const from = bar * style.metre * beat;
    const base = progression[bar % 4] ?? 0;
    if (style.chords !== null)
      for (const step of [0, 2, 4])
        play(tune, from, noteOf(base + step), style.metre * beat, TIMBRES[style.chords], 0.14);
    if (style.bass)
      for (let k = 0; k < style.metre; k += 2)
        play(tune, from + k * beat, noteOf(base) - 12, beat * 1.8, TIMBRES.pluck, 0.22);
    for (let k = 0; k < style.metre; ) {
      const length = chance.pick([0.5, 1, 1, 2]);
      if (style.lead !== null && chance.maybe(0.85))
        play(tune, from + k * beat, noteOf(base + chance.whole(5, 12)), length * beat * 0.95, TIMBRES[style.lead], 0.3);
      k += length;
    }
    if (style.drums) for (let k = 0; k < style.metre; k++) hit(tune, from + k * beat, k % 2 === 1, chance);
  }
  const peak = tune.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1e-6);
  return tune.map((sample) => sample / peak);
}
