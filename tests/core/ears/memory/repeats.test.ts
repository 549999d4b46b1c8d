import { beforeAll, describe, expect, it } from 'vitest';
import { createEars, type EarsOfACall } from '#core/ears/create-ears.ts';
import type { EarEvent } from '#core/ears/ears.ts';
import { NOTHING_REMEMBERED } from '#core/ears/memory/remembered.ts';
import { createFramer } from '#core/media/framer.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { encodeMuLaw } from '#core/media/mu-law.ts';
import { chance } from '#tests/bench/ears/generator/chance.ts';
import { compose } from '#tests/bench/ears/generator/music.ts';
import { openVoices, RECORDED_VOICES, type Voice } from '#tests/bench/ears/generator/voices.ts';
import { hearAll, noise, seeded, silence } from '#tests/core/ears/sounds.ts';

const WAIT = 'All of our agents are currently assisting other customers. Please continue to hold.';
const ADVERT = 'Travel further for less. Our summer offers are here for a limited time only.';

let wait: number[];
let advert: number[];
let holdMusic: number[];

beforeAll(async () => {
  const speak = await openVoices();
  const voice: Voice = RECORDED_VOICES[0] ?? { name: 'en-us', pitch: 50, wordsAMinute: 150 };
  wait = [...speak(WAIT, voice)].map((sample) => sample * 15_000);
  const style = { chords: 'strings', lead: 'piano', bass: true, drums: false, beatsAMinute: 90, metre: 4 } as const;
  holdMusic = [...compose(style, 4, chance(5))].map((sample) => sample * 9_000);
  advert = [...speak(ADVERT, voice)].map((sample) => sample * 15_000);
});

const seconds = (samples: readonly number[]): number => samples.length / 8000;
const heardBefore = (events: readonly EarEvent[]): { where: string }[] =>
  events.flatMap((e) =>
    e.kind === 'heard-before' && e.segment.heardBefore !== undefined ? [{ where: e.segment.heardBefore.where }] : [],
  );
/** When a repeat was told first, in seconds since `first` was over: by the audio that had been heard by then. */
function toldAfter(first: readonly number[], again: readonly number[]): number | undefined {
  const ears = createEars();
  const told: number[] = [];
  createFramer().push(encodeMuLaw([...first, ...again, ...silence(1)]), (frame, atMs) => {
    if (heardBefore(ears.hear(frame, atMs)).some(({ where }) => where === 'this-call')) told.push(atMs + 20);
  });
  return told[0] === undefined ? undefined : told[0] / 1000 - seconds(first);
}
const lossy = (samples: readonly number[], share: number): number[] => {
  const random = seeded(8);
  const lost = Array.from({ length: Math.ceil(samples.length / 160) }, () => random() < share);
  return samples.map((sample, n) => (lost[Math.floor(n / 160)] ? 0 : sample));
};
/** One call, in pieces. */
const hearWith = (ears: EarsOfACall) => {
  const framer = createFramer();
  return (samples: readonly number[]): EarEvent[] => {
    const events: EarEvent[] = [];
    framer.push(encodeMuLaw(samples), (frame, atMs) => events.push(...ears.hear(frame, atMs)));
    return events;
  };
};
/** Another level, and the noise of a line. */
const through = (samples: readonly number[], gain: number): number[] => {
  const hiss = noise(seconds(samples), 90, 3);
  return samples.map((sample, n) => sample * gain + (hiss[n] ?? 0));
};

describe('memory of announcements', () => {
  it('knows a recording again within a second, softer and through noise', () => {
    const first = [...silence(1), ...wait, ...silence(4)];
    const after = toldAfter(first, through(wait, 0.4));
    expect(after).toBeGreaterThan(0);
    expect(after).toBeLessThan(1.2);
  });
  it.each([
    [
      'under hold music',
      (samples: readonly number[]) =>
        samples.map((one, n) => 0.7 * one + 0.25 * (holdMusic[n % holdMusic.length] ?? 0)),
    ],
    ['3% of its packets lost', (samples: readonly number[]) => lossy(samples, 0.03)],
    [
      'through a narrow line',
      (samples: readonly number[]) => samples.map((one, n) => 0.6 * (one - 0.7 * (samples[n - 1] ?? 0))),
    ],
  ])('knows it %s', (_, changed) => {
    const first = [...silence(1), ...wait, ...silence(4)];
    expect(toldAfter(first, changed(wait))).toBeLessThan(1.2);
  });
  it('does not take another sentence of the same voice for it', () => {
    expect(heardBefore(hearAll([...silence(1), ...wait, ...silence(4), ...advert, ...silence(1)]).events)).toEqual([]);
  });
  it('leaves the next call what was heard twice, and nothing else', () => {
    const { ears } = hearAll([...silence(1), ...wait, ...silence(4), ...wait, ...silence(8), ...advert, ...silence(8)]);
    const remembered = ears.remembered();
    expect(remembered.announcements).toHaveLength(1);
    expect(JSON.stringify(remembered).length).toBeLessThan(4000);
    const next = hearAll([...silence(1), ...through(wait, 0.5), ...silence(1)], { remembered });
    expect(heardBefore(next.events).map((one) => one.where)).toEqual(['earlier-call']);
    expect(heardBefore(hearAll([...silence(1), ...advert, ...silence(1)], { remembered }).events)).toEqual([]);
    expect(next.ears.remembered().announcements[0]?.lastHeard).toBe(2);
  });
  it('leaves a repeat that the end of the call cuts off', () => {
    const { ears } = hearAll([...silence(1), ...wait, ...silence(4), ...wait]);
    expect(ears.remembered().announcements).toHaveLength(1);
    expect(hearAll([...silence(1), ...wait]).ears.remembered().announcements).toEqual([]);
  });
  it.each([
    ['a person who greets with a recording is not remembered, when it comes again in the call', 25, 0],
    ['a recording that was taken for a person for a moment is', 2, 1],
  ])('%s', (_, talkedSeconds, remembered) => {
    const ears = createEars();
    const heard = hearWith(ears);
    heard([...silence(1), ...wait]);
    const atMs = 2000;
    const words = 'hello my name is Dana how can I help you today'.split(' ').map((text, n) => ({
      text,
      fromMs: mediaMs(atMs + n * 50),
      toMs: mediaMs(atMs + n * 50 + 40),
    }));
    const read = ears.read({ words, final: true, fromMs: mediaMs(atMs), toMs: mediaMs(atMs + 600) });
    const judged = [...read, ...heard([...silence(talkedSeconds), ...holdMusic])];
    expect(judged.flatMap((e) => (e.kind === 'verdict' && e.certainty !== 'probable' ? [e.certainty] : []))).toEqual([
      'confirmed',
      'retracted',
    ]);
    expect(heardBefore(heard([...silence(1), ...wait, ...silence(8)]))).toHaveLength(1);
    expect(ears.remembered().announcements).toHaveLength(remembered);
  });
  it('starts with nothing', () => {
    expect(hearAll(silence(1)).ears.remembered()).toEqual({ ...NOTHING_REMEMBERED, calls: 1 });
  });
});
