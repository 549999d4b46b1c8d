/**
 * The cast. `studio` voices are recordings: steady level, no room. `person` voices are people on a handset: another speaker, a little room.
 * `engine` is the flite voice that renders ahead, `effects` what sox does to it, `live` how eSpeak NG imitates it for sentences that nobody rendered.
 */
export interface Voice {
  readonly kind: 'studio' | 'person';
  readonly engine: 'slt' | 'rms' | 'awb' | 'kal16';
  /** flite's duration_stretch: above 1 = slower. */
  readonly stretch: number;
  readonly effects: readonly string[];
  readonly live: { readonly voice: string; readonly pitch: number; readonly wordsPerMinute: number };
}

const STUDIO_LEVEL = ['compand', '0.02,0.2', '6:-70,-60,-20', '-5', '-90', '0.1', 'norm', '-4'];
const HANDSET = ['reverb', '14', '40', '30', 'norm', '-6'];

export const VOICES: Readonly<Record<string, Voice>> = {
  anna: {
    kind: 'studio',
    engine: 'slt',
    stretch: 1,
    effects: STUDIO_LEVEL,
    live: { voice: 'en-us+f3', pitch: 55, wordsPerMinute: 165 },
  },
  ruth: {
    kind: 'studio',
    engine: 'slt',
    stretch: 1.08,
    effects: ['pitch', '-170', ...STUDIO_LEVEL],
    live: { voice: 'en-us+f2', pitch: 45, wordsPerMinute: 155 },
  },
  carl: {
    kind: 'studio',
    engine: 'kal16',
    stretch: 1.05,
    effects: STUDIO_LEVEL,
    live: { voice: 'en-us+m3', pitch: 40, wordsPerMinute: 160 },
  },
  mike: {
    kind: 'person',
    engine: 'rms',
    stretch: 0.92,
    effects: HANDSET,
    live: { voice: 'en-us+m1', pitch: 42, wordsPerMinute: 185 },
  },
  dana: {
    kind: 'person',
    engine: 'slt',
    stretch: 1.0,
    effects: ['pitch', '210', 'tempo', '-s', '1.06', ...HANDSET],
    live: { voice: 'en-us+f4', pitch: 68, wordsPerMinute: 190 },
  },
  ewan: {
    kind: 'person',
    engine: 'awb',
    stretch: 1,
    effects: HANDSET,
    live: { voice: 'en-gb-scotland+m4', pitch: 50, wordsPerMinute: 180 },
  },
  joe: {
    kind: 'person',
    engine: 'rms',
    stretch: 0.98,
    effects: ['pitch', '180', ...HANDSET],
    live: { voice: 'en-us+m7', pitch: 48, wordsPerMinute: 195 },
  },
};

export function voiceNamed(name: string): Voice {
  const voice = VOICES[name];
  if (!voice) throw new RangeError(`No voice is called "${name}"; there are ${Object.keys(VOICES).join(', ')}.`);
  return voice;
}
