import { describe, expect, it } from 'vitest';
import type { EarEvent } from '#core/ears/ears.ts';
import { gap, hold, type Outcome, play, quiet, SCENES, type Stretch, voice } from '#tests/core/ears/judge/scenes.ts';

const toldOf = (events: readonly EarEvent[]): string[] =>
  events.flatMap((e) => (e.kind === 'verdict' && e.certainty !== 'probable' ? [`${e.speaker} ${e.certainty}`] : []));
const verdicts = (script: readonly Stretch[]): string[] => toldOf(play(script));
const TOLD: Readonly<Record<Exclude<Outcome, 'likely'>, readonly string[]>> = {
  yes: ['human confirmed'],
  no: [],
  ask: [],
  back: ['human confirmed', 'human retracted'],
};

describe('a scene', () => {
  it.each(SCENES)('$name: $outcome', ({ script, outcome }) => {
    const events = play(script);
    const isLikely = events.some((e) => e.kind === 'verdict' && e.certainty === 'probable');
    const told = toldOf(events);
    if (outcome === 'likely') expect(isLikely).toBe(true);
    else expect(told).toEqual(TOLD[outcome]);
    if (outcome === 'ask') expect(events.filter(({ kind }) => kind === 'probe')).toHaveLength(1);
  });
});

describe('the judge', () => {
  it.each<[string, Stretch[], string[]]>([
    [
      'music, a doubtful voice, music again: no ring',
      [hold, gap, { is: 'voice', seconds: 6, person: -1.5 }, gap, hold],
      [],
    ],
    [
      'the same voice, when it is a repeat: no ring',
      [
        hold,
        { is: 'silence', seconds: 0.2 },
        { is: 'voice', seconds: 5, person: 0.6, repeat: true },
        { is: 'silence', seconds: 2 },
      ],
      [],
    ],
    [
      'an announcement of an earlier call: no ring',
      [hold, gap, { is: 'voice', seconds: 5, person: 0.6, earlier: true }, { is: 'silence', seconds: 1 }, hold],
      [],
    ],
    [
      'taken for a person, but music comes back: retracted',
      [hold, { is: 'silence', seconds: 1.2 }, { is: 'voice', seconds: 2, person: 2 }, gap, hold],
      ['human confirmed', 'human retracted'],
    ],
    [
      'a person who is silent for long, then music, then a person: taken back, and told again',
      [
        hold,
        { is: 'silence', seconds: 1.2 },
        { is: 'voice', seconds: 2, person: 2 },
        { is: 'silence', seconds: 9 },
        hold,
        { is: 'silence', seconds: 1.2 },
        { is: 'voice', seconds: 2, person: 2 },
      ],
      ['human confirmed', 'human retracted', 'human confirmed'],
    ],
    [
      'a person who passes us on without a word: the ringing takes it back',
      [
        hold,
        { is: 'silence', seconds: 1.2 },
        { is: 'voice', seconds: 2, person: 2 },
        { is: 'silence', seconds: 9 },
        { is: 'ringback', seconds: 2 },
        { is: 'silence', seconds: 1.5 },
        { is: 'voice', seconds: 3, person: 3 },
      ],
      ['human confirmed', 'human retracted', 'human confirmed'],
    ],
  ])('%s', (_, script, expected) => expect(verdicts(script)).toEqual(expected));

  it('a person whom we let go is not told again while that voice goes on; the next voice is', () => {
    const person = { is: 'voice', seconds: 3, person: 3 } as const;
    const found: Stretch[] = [hold, { is: 'silence', seconds: 1.5 }, person];
    const letGo: Stretch[] = [
      { ...person, seconds: 2, expect: 'with-human' },
      { ...person, expect: 'on-hold' },
    ];
    expect(verdicts([...found, ...letGo])).toEqual(['human confirmed']);
    expect(verdicts([...found, ...letGo, { is: 'silence', seconds: 1.5 }, person])).toEqual([
      'human confirmed',
      'human confirmed',
    ]);
  });
  it('a person whose line stays open is one, however long; music for a moment is a noise', () => {
    const script: Stretch[] = [
      hold,
      { is: 'silence', seconds: 1.2 },
      { is: 'voice', seconds: 2, person: 2 },
      { is: 'silence', seconds: 20 },
      { is: 'music', seconds: 1 },
      { is: 'silence', seconds: 5 },
      { is: 'voice', seconds: 2, person: 2 },
    ];
    expect(verdicts(script)).toEqual(['human confirmed']);
  });
  it('says voicemail when a beep follows a greeting', () => {
    const events = play([{ is: 'voice', seconds: 4, person: -1 }, gap, { is: 'beep', seconds: 0.4 }]);
    expect(events.flatMap((e) => (e.kind === 'verdict' ? [`${e.speaker} ${e.certainty}`] : []))).toEqual([
      'voicemail probable',
    ]);
  });
  it.each<[string, Stretch[]]>([
    ['a voice after it', [{ is: 'beep', seconds: 0.4 }, gap, { is: 'voice', seconds: 4, person: -1 }]],
    [
      'a voice long before it',
      [
        { is: 'voice', seconds: 4, person: -1 },
        { is: 'silence', seconds: 4 },
        { is: 'beep', seconds: 0.4 },
      ],
    ],
  ])('a beep tells nothing of %s', (_, script) => {
    expect(play(script).filter(({ kind }) => kind === 'verdict')).toEqual([]);
  });
  it.each<[string, number, boolean, ...Stretch[]]>([
    ['half a second that sounds like a person is too little to ring for', 0.5, false],
    ['a second is not', 1, true],
    ['a short hello that leaves room is one', 0.5, true, gap, quiet(0.4)],
  ])('%s', (_, seconds, rings, ...after) => {
    const voice = { is: 'voice', seconds, person: 4 } as const;
    const told = verdicts([hold, { is: 'silence', seconds: 1.2 }, voice, ...after, { is: 'music', seconds: 2 }]);
    expect(told.includes('human confirmed')).toBe(rings);
  });
  it.each([
    ['in-menu', -0.4],
    ['on-hold', undefined],
    ['with-human', 1],
  ] as const)('what is waited for is a reason: %s %s', (expected, logOdds) => {
    const events = play([
      { is: 'ringback', seconds: 2, expect: expected },
      { is: 'silence', seconds: 1.5 },
      { is: 'voice', seconds: 3, person: 3 },
      { is: 'silence', seconds: 2 },
    ]);
    const reasons = events.flatMap((e) => (e.kind === 'verdict' ? e.evidence : []));
    expect(reasons).not.toEqual([]);
    expect(reasons.find(({ what }) => what === `expected: ${expected}`)?.logOdds).toBe(logOdds);
  });
  it.each([
    ['who may have spoken before: what was in doubt is not held against the next voice', 0.6, true],
    ['after what was surely a recording, in a voice like it', -4, false],
  ])('a person at once, %s', (_, before, rings) => {
    const script: Stretch[] = [{ is: 'ringback', seconds: 2 }, quiet(1.5), voice(2, before), quiet(1.4), voice(2, 1.4)];
    expect(verdicts(script).includes('human confirmed')).toBe(rings);
  });
  it('asks nobody for a hello: not who speaks on, nor a recording that pauses', () => {
    const doubtful = { is: 'voice', seconds: 2, person: -0.3 } as const;
    const recording = { is: 'voice', seconds: 6, repeat: true } as const;
    const open = { is: 'silence', seconds: 8 } as const;
    for (const script of [
      [open, doubtful, { is: 'silence', seconds: 1.2 } as const, doubtful],
      [hold, gap, recording, { is: 'silence', seconds: 4 } as const],
    ])
      expect(play(script).filter(({ kind }) => kind === 'probe')).toEqual([]);
  });
  it('a verdict without words says that it is one by sound alone, and one with words does not', () => {
    const said = (more: Partial<Stretch>) =>
      play([hold, { is: 'silence', seconds: 1.2 }, { is: 'voice', seconds: 3, person: 2, ...more }]).flatMap((e) =>
        e.kind === 'verdict' && e.certainty === 'confirmed' ? e.evidence.map(({ what }) => what) : [],
      );
    expect(said({})).toContain('by its sound alone: none of its words are known');
    const withWords = said({ says: 'hi my name is Dana how can I help you today' });
    expect(withWords).toContain('says: offers help');
    expect(withWords).not.toContain('by its sound alone: none of its words are known');
  });
  it.each([
    ['takes a ring back when words prove a recording', 1000, ['human confirmed', 'human retracted']],
    ['takes back what was only likely when they come before a voice may ring', 600, ['human retracted']],
  ])('%s', (_, wordsAfterMs, expected) => {
    const says = 'all of our agents are currently busy please continue to hold';
    const voice = { is: 'voice', seconds: 3, person: 2.5, says, wordsAfterMs } as const;
    expect(verdicts([hold, { is: 'silence', seconds: 1.5 }, voice])).toEqual(expected);
  });
  it.each([
    ['you are caller number four in the queue', 'queue confirmed'],
    ['please leave a message after the tone', 'voicemail confirmed'],
    ['please state your name and i will see if this person is available', 'screening confirmed'],
    ['hello i am the virtual assistant tell me in a few words what you need', 'ai_agent confirmed'],
  ])('tells others by their words: %s', (says, expected) => {
    const heard = verdicts([hold, gap, { is: 'voice', seconds: 3, person: -1, says }]);
    expect(heard).toContain(expected);
    expect(heard).not.toContain('human confirmed');
  });
  it.each([
    [
      'rings until its words tell, then it is taken back',
      1000,
      ['human confirmed', 'human retracted', 'ai_agent confirmed'],
    ],
    [
      'is only likely, and taken back, when its words come before it may ring',
      600,
      ['human retracted', 'ai_agent confirmed'],
    ],
  ])('a machine that sounds like a person %s', (_, wordsAfterMs, expected) => {
    const says = 'hello i am the virtual assistant how can i help you today';
    const voice = { is: 'voice', seconds: 3, person: 2.5, says, wordsAfterMs } as const;
    expect(verdicts([hold, { is: 'silence', seconds: 1.5 }, voice])).toEqual(expected);
  });
  it.each([undefined, 3])(
    'a voice that is believed at once needs no hello and no answer to us (we speak for %s s)',
    (weSay) => {
      const events = play([
        { is: 'silence', seconds: 8 },
        { is: 'voice', seconds: 2, person: 1 },
        { is: 'silence', seconds: 2 },
        { is: 'silence', seconds: 3, ...(weSay === undefined ? {} : { weSay }) },
        { is: 'voice', seconds: 1.5, person: 1.5 },
      ]);
      const told = events.flatMap((e) => (e.kind === 'verdict' ? [e.certainty] : e.kind === 'probe' ? ['probe'] : []));
      expect(told.filter((one) => one !== 'probable')).toEqual(['confirmed']);
    },
  );
  it.each([
    ['a voice that answers us', 3, true],
    ['a voice that goes on by itself', undefined, false],
  ])('%s: that we spoke is a reason: %s', (_, weSay, isReason) => {
    const events = play([
      { is: 'silence', seconds: 8 },
      { is: 'voice', seconds: 2, person: -0.3 },
      { is: 'silence', seconds: 2 },
      { is: 'silence', seconds: 3, ...(weSay === undefined ? {} : { weSay }) },
      { is: 'voice', seconds: 1.5, person: 1.5 },
    ]);
    const reasons = events.flatMap((e) => (e.kind === 'verdict' ? e.evidence.map(({ what }) => what) : []));
    expect(reasons.includes('answered when we spoke')).toBe(isReason);
  });
  it('a voice that answers us is not taken back for its sound', () => {
    const script: Stretch[] = [
      { is: 'ringback', seconds: 2 },
      quiet(1.5),
      voice(3, 3),
      { ...quiet(1.2), weSay: 1 },
      voice(2, -5),
      quiet(2),
    ];
    expect(verdicts(script)).toEqual(['human confirmed']);
  });
  it('gives every verdict its reasons, and they add up', () => {
    const events = play([hold, { is: 'silence', seconds: 1.2 }, { is: 'voice', seconds: 2, person: 2 }, gap, hold]);
    const told = events.filter((event) => event.kind === 'verdict');
    expect(told.map(({ certainty }) => certainty)).toEqual(['probable', 'confirmed', 'retracted']);
    for (const event of told) {
      expect(event.evidence.length).toBeGreaterThan(2);
      const sum = event.evidence.reduce((total, one) => total + one.logOdds, 0);
      expect(sum).toBeCloseTo(event.logOdds, 9);
    }
  });
});
