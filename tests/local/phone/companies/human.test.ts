import { describe, expect, test } from 'vitest';
import { companySchema } from '#local/phone/companies/company.ts';
import { companyParty } from '#local/phone/companies/company-party.ts';
import type { Clip } from '#local/phone/sound/clip.ts';
import { type Cue, drive } from './drive.ts';

/** A voice of 100 ms a word: the manner is what counts here. */
const plain = (text: string): Clip => {
  const texts = text.split(' ');
  const words = texts.map((word, i) => ({ text: word, fromMs: i * 100, toMs: (i + 1) * 100 }));
  return { samples: new Float32Array(texts.length * 800), words };
};

const desk = (manner: object) =>
  companySchema.parse({
    name: 'Desk',
    number: '+18005550199',
    about: 'somebody at a desk',
    start: 'agent',
    places: {
      agent: {
        human: {
          voice: 'mike',
          greets: 'Greeting.',
          asksAgain: ['Again?', 'Anybody?'],
          asksAgainAfterMs: 3000,
          silencePatienceMs: 12_000,
          bridgePatienceMs: 30_000,
          waits: 'Waiting.',
          givesUp: 'Leaving.',
          talk: ['First.', 'Second.'],
          closes: 'Goodbye.',
          ...manner,
        },
      },
    },
  });

const meet = (cues: readonly Cue[], manner = {}) => drive(companyParty(desk(manner), { seed: 5, speech: plain }), cues);

describe('an agent', () => {
  test('into silence: asks again, asks once more, gives up after its patience', () => {
    const call = meet([]);
    expect(call.said).toBe('Greeting. Again? Anybody? Again? Leaving.');
    const greetedMs = call.at('Greeting.') ?? 0;
    expect((call.at('Again?') ?? 0) - greetedMs).toBeCloseTo(3100, -2);
    expect((call.at('Leaving.') ?? 0) - greetedMs).toBeCloseTo(12_100, -2);
  });

  test('answered, but nobody comes: waits, then gives up', () => {
    const call = meet([{ when: /Greeting\./, say: 'One moment.' }]);
    expect(call.said).toBe('Greeting. Waiting. Leaving.');
    expect((call.at('Leaving.') ?? 0) - (call.at('Waiting.') ?? 0)).toBeCloseTo(30_100, -2);
  });

  test('does not ask again while somebody speaks to it', () => {
    const speaks: Cue[] = [1, 2, 3, 4].map(() => ({ when: /^$/, say: 'ongoing', afterMs: 2000 }));
    const call = meet([{ when: /Greeting\./, say: 'One moment.' }, ...speaks]);
    expect(call.said).not.toContain('Again?');
  });

  test('bridged: one sentence for each of the person, then closes', () => {
    const call = meet([
      { when: /Greeting\./, say: 'One moment.' },
      { when: /Waiting\./, bridged: true },
      { when: /^$/, say: 'Hello.' },
      { when: /First\./, say: 'Yes.' },
      { when: /Second\./, say: 'Thanks.' },
    ]);
    expect(call.said).toBe('Greeting. Waiting. First. Second. Goodbye.');
  });

  test('bridged to somebody who falls silent: asks, then gives up', () => {
    const call = meet([
      { when: /Greeting\./, say: 'One moment.' },
      { when: /Waiting\./, bridged: true },
      { when: /^$/, say: 'Hello.' },
    ]);
    expect(call.said).toBe('Greeting. Waiting. First. Again? Anybody? Again? Leaving.');
  });

  test('brings a room with it from the moment it picks up', () => {
    const levels = meet([]).frames.map((frame) => (frame ? frame.filter((byte) => (byte & 0x7f) < 0x78).length : 0));
    const [before, after] = [levels.slice(0, 14), levels.slice(30, 44)].map((part) => part.reduce((a, b) => a + b, 0));
    expect(after).toBeGreaterThan(20 * ((before ?? 0) + 1));
  });
});
