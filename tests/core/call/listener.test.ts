import { describe, expect, it } from 'vitest';
import { mediaMs } from '#core/media/media-clock.ts';
import { hearLine, holdSince, listen, placeCall, verdict, voiceWaits, waitIn, wordsOf } from './line-script.ts';

const MENU = 'for account balances press one for questions about your statement press two';
const ask = (waiting: ReturnType<typeof listen>, atMs = 0) => [{ atMs, waiting }];

describe('Listen', () => {
  it.each([
    {
      told: 'a prompt is told when its recording has stopped',
      line: `speech 6s "${MENU}", silence 4s`,
      observed: { kind: 'prompt', text: MENU, fromMs: 0, atMs: 6000 },
    },
    {
      told: 'a menu that breathes between its options is not cut',
      line: 'speech 3s "for account balances press one", silence 1.8s, speech 3s "for your statement press two", silence 4s',
      observed: { kind: 'prompt', text: 'for account balances press one for your statement press two' },
    },
    {
      told: 'a greeting is told together with the menu that follows it after a breath',
      line: `speech 2s "thank you for calling northwind bank", silence 1.5s, speech 6s "${MENU}", silence 4s`,
      observed: { kind: 'prompt', text: `thank you for calling northwind bank ${MENU}` },
    },
    {
      told: 'music after the last words is a hold',
      line: 'silence 1s, music 6s',
      observed: { kind: 'hold_began' },
    },
    {
      told: 'please hold is a prompt first',
      line: 'speech 3s "please hold while i transfer you", music 10s',
      observed: { kind: 'prompt', text: 'please hold while i transfer you' },
    },
    {
      told: 'a busy tone',
      line: 'tone busy 0.5s, silence 0.5s, tone busy 0.5s, silence 0.5s, tone busy 0.5s',
      observed: { kind: 'tone', tone: 'busy' },
    },
    { told: 'the tones of a dead number', line: 'tone sit 1s, silence 3s', observed: { kind: 'tone', tone: 'sit' } },
    {
      told: 'nothing at all, until the patience is over',
      line: 'silence 16s',
      observed: { kind: 'silence', atMs: 15_000 },
    },
    {
      told: 'ringing is not silence, but not for ever',
      line: 'ringback 200s',
      observed: { kind: 'silence', atMs: 195_000 },
    },
  ])('$told', ({ line, observed }) => {
    const { observation, answers } = hearLine(line, { ask: ask(listen()) });
    expect(observation).toMatchObject(observed);
    expect(answers).toHaveLength(1);
  });

  it('waits less after a prompt that is whole than after one that may go on', () => {
    const whole = hearLine('speech 4s "please enter your account number followed by the pound key", silence 5s', {
      ask: ask(listen()),
    });
    const open = hearLine('speech 4s "thank you for calling northwind bank", silence 5s', { ask: ask(listen()) });
    expect(whole.answers[0]?.atMs).toBeLessThan(5_500);
    expect(open.answers[0]?.atMs).toBeGreaterThanOrEqual(6_500);
  });

  it('answers while a menu begins anew, without waiting for a pause', () => {
    const twice = `${MENU} for account balances press one`;
    const { answers } = hearLine('speech 30s', {
      ask: ask(listen()),
      also: [{ atMs: 9_000, heard: wordsOf(twice, 0, 8_500) }],
    });
    expect(answers[0]).toMatchObject({ atMs: 9_000, observation: { kind: 'prompt', text: twice } });
  });

  it('answers as soon as a beginning is heard that is known from the flow', () => {
    const { answers } = hearLine('speech 30s', {
      ask: ask(listen(0, { expect: ['Thank you for calling Northwind Bank.'] })),
      also: [{ atMs: 3_000, heard: wordsOf('thank you for calling northwind bank for account', 0, 2_800, false) }],
    });
    expect(answers[0]).toMatchObject({ atMs: 3_000, observation: { kind: 'prompt' } });
  });

  it('finds what was said before the command arrived, and nothing before the moment that it names', () => {
    const line = `speech 3s "welcome to northwind bank", silence 3s, speech 6s "${MENU}", silence 10s`;
    const { answers } = hearLine(line, { ask: ask(listen(4_000), 18_000) });
    expect(answers[0]).toMatchObject({ observation: { kind: 'prompt', text: MENU, fromMs: 6_000 } });
    expect(answers[0]?.atMs).toBe(18_000);
  });

  it('tells a prompt without its words when speech-to-text is down', () => {
    const down = { atMs: 0, heard: { kind: 'words-lost' } } as const;
    const { observation } = hearLine('speech 6s, silence 4s', { ask: ask(listen()), also: [down], words: false });
    expect(observation).toEqual({ kind: 'prompt', text: '', confidence: 0, fromMs: 0, atMs: 6_000, patchy: 'within' });
  });

  it('also when speech-to-text says that it works and tells nothing', () => {
    const { answers } = hearLine('speech 6s, silence 8s', { ask: ask(listen()), words: false });
    expect(answers[0]).toMatchObject({ observation: { kind: 'prompt', text: '' } });
    expect(answers[0]?.atMs).toBeGreaterThanOrEqual(10_000);
  });

  describe('a prompt is patchy', () => {
    const [begins, ends] = ['for billing press one for', 'lost cards press three'];
    const patchy = (script: string, more: Parameters<typeof hearLine>[1] = {}) => {
      const { observation } = hearLine(script, { ask: ask(listen()), ...more });
      return observation?.kind === 'prompt' ? (observation.patchy ?? null) : observation;
    };

    it('when the voice goes on and no words of it come', () => {
      const also = [{ atMs: 4_600, heard: wordsOf(begins, 0, 4_000) }];
      expect(patchy('speech 9s, silence 6s', { also })).toBe('within');
      expect(patchy('speech 4s, silence 6s', { also })).toBeNull();
    });

    it('when speech-to-text was out in the middle of it, though not when it heard no words there', () => {
      const first = { atMs: 3_600, heard: wordsOf(begins, 0, 3_000) };
      const last = { atMs: 9_600, heard: wordsOf(ends, 6_000, 9_000) };
      const none = { words: [], final: true, fromMs: mediaMs(3_000), toMs: mediaMs(6_000) };
      expect(patchy('speech 9s, silence 4s', { also: [first, last] })).toBe('within');
      const empty = { atMs: 6_600, heard: { kind: 'words', words: none } } as const;
      expect(patchy('speech 9s, silence 4s', { also: [first, empty, last] })).toBeNull();
    });

    it('not by its pauses', () => {
      expect(patchy(`speech 3s "${begins}", silence 2s, speech 3s "${ends}", silence 4s`)).toBeNull();
    });

    it('when two listeners heard a part each', () => {
      const piece = { words: [], final: true, fromMs: mediaMs(0), toMs: mediaMs(3_500) };
      const words = [{ text: begins, fromMs: mediaMs(0), toMs: mediaMs(3_500) }];
      const recalled = { kind: 'recalled', fromMs: mediaMs(0), pieces: [{ ...piece, words }] } as const;
      const also = [
        { atMs: 4_000, heard: recalled },
        { atMs: 9_600, heard: wordsOf(ends, 4_000, 9_000) },
      ];
      expect(patchy('speech 9s, silence 4s', { bornMs: 4_000, also })).toBe('within');
    });

    it('not when the listener changed right after its last word', () => {
      const words = [{ text: begins, fromMs: mediaMs(0), toMs: mediaMs(3_800) }];
      const piece = { words, final: true, fromMs: mediaMs(0), toMs: mediaMs(3_800) };
      const also = [{ atMs: 4_200, heard: { kind: 'recalled', fromMs: mediaMs(0), pieces: [piece] } as const }];
      expect(patchy('speech 3.8s, silence 9s', { bornMs: 4_200, also })).toBeNull();
      expect(patchy('speech 3.8s, silence 9s', { bornMs: 5_000, also })).toBe('within');
    });

    it('when only its beginning was lost', () => {
      const also = [{ atMs: 9_600, heard: wordsOf(ends, 4_000, 9_000) }];
      expect(patchy('speech 9s, silence 4s', { also })).toBe('begins_late');
    });

    it('when it sounded already as the listener was born, though not when it began later', () => {
      const also = [{ atMs: 9_600, heard: wordsOf(ends, 4_000, 9_000) }];
      expect(patchy('speech 9s, silence 4s', { bornMs: 4_000, also })).toBe('begins_late');
      expect(patchy(`silence 6s, speech 3s "${ends}", silence 4s`, { bornMs: 4_000 })).toBeNull();
    });
  });

  it('tells a recording that never stops as far as it was heard', () => {
    const { observation } = hearLine('speech 120s', {
      ask: ask(listen()),
      also: [{ atMs: 5_000, heard: wordsOf('once upon a time', 0, 4_000) }],
    });
    expect(observation).toMatchObject({ kind: 'prompt', text: 'once upon a time' });
  });

  it('tells a human that was judged a moment before the step began to listen', () => {
    const { observation } = hearLine('silence 20s', {
      ask: ask(listen(12_000), 12_000),
      also: [verdict('human', 'confirmed', 11_000, 10_200)],
    });
    expect(observation).toMatchObject({ kind: 'human', sinceMs: 10_200, certainty: 'confirmed' });
  });

  it.each([
    ['voicemail', 'voicemail'],
    ['ai_agent', 'ai_agent'],
  ] as const)('tells a %s', (speaker, kind) => {
    expect(
      hearLine('silence 5s', { ask: ask(listen()), also: [verdict(speaker, 'confirmed', 3_000)] }).observation,
    ).toMatchObject({ kind });
  });
});

describe('Hold', () => {
  const hold = [{ atMs: 0, waiting: holdSince() }];

  it.each([
    [
      'an announcement',
      'music 20s, speech 4s "all of our representatives are busy please stay on the line", music 20s',
    ],
    ['an advert', 'music 20s, speech 4s "did you know that you can pay your bill online", music 20s'],
    ['a voice without words', 'music 20s, speech 4s, music 20s'],
    ['a judged recording', 'music 20s, speech 4s "hello", music 5s'],
  ])('%s does not end it', (_, line) => {
    expect(hearLine(line, { ask: hold }).answers).toEqual([]);
  });

  it.each([
    'to receive a call back press one to continue to hold press two',
    'press one to remain on the line',
    'if you would like us to call you back say yes',
  ])('an offer that needs an answer ends it: %s', (offer) => {
    const { observation } = hearLine(`music 20s, speech 5s "${offer}", silence 3s`, { ask: hold });
    expect(observation).toMatchObject({ kind: 'prompt', text: offer });
  });

  it('a human ends it once confirmed', () => {
    const { observation, answers } = hearLine('music 20s, speech 2s "hello", silence 3s', {
      ask: hold,
      also: [verdict('human', 'probable', 22_300), verdict('human', 'confirmed', 23_100)],
    });
    expect(observation).toMatchObject({ kind: 'human', atMs: 23_100 });
    expect(answers).toHaveLength(1);
  });

  it('and already when probable, if the person wants to be rung early', () => {
    const { observation } = hearLine('music 20s, speech 2s "hello", silence 3s', {
      ask: [{ atMs: 0, waiting: holdSince(0, 'probable') }],
      also: [verdict('human', 'probable', 22_300)],
    });
    expect(observation).toMatchObject({ kind: 'human', certainty: 'probable' });
  });

  it('a voice that waits for a word ends it, once', () => {
    const { answers } = hearLine('music 20s, speech 2s, silence 8s', {
      ask: hold,
      also: [verdict('human', 'probable', 22_300), voiceWaits(24_000, 20_000)],
    });
    expect(answers.map(({ observation }) => observation)).toEqual([{ kind: 'voice_waits', atMs: 24_000 }]);
  });

  it('what we say around its beginning is told to the ears', () => {
    const said = [{ fromMs: mediaMs(900), toMs: mediaMs(5_000) }];
    expect(hearLine('music 3s', { ask: [{ atMs: 1_000, waiting: { ...holdSince(), said } }] }).said).toEqual([said]);
  });

  it('the keeper speaks as long as the person is reached, and no longer', () => {
    const said = [
      { fromMs: mediaMs(900), toMs: mediaMs(8_000) },
      { fromMs: mediaMs(15_000), toMs: mediaMs(18_000) },
    ];
    const reach = waitIn('ReachUser');
    const ask = [
      { atMs: 1_000, waiting: { ...reach, said } },
      { atMs: 1_100, waiting: reach },
      { atMs: 9_000, waiting: { ...waitIn('Bridge'), since: 1 } },
    ];
    expect(hearLine('silence 10s', { ask }).said).toEqual([said, []]);
  });

  it('an announcement that was understood waits for nothing', () => {
    const line = 'music 20s, speech 2s "your call is important to us", silence 8s';
    expect(hearLine(line, { ask: hold, also: [voiceWaits(26_000, 20_000)] }).answers).toEqual([]);
  });

  it('a judgement from before the hold does not end it', () => {
    const again = [{ atMs: 10_000, waiting: holdSince(10_000) }];
    expect(hearLine('music 30s', { ask: again, also: [verdict('human', 'confirmed', 8_000)] }).answers).toEqual([]);
  });

  it('silence ends it only after hours', () => {
    expect(hearLine('silence 600s', { ask: hold }).answers).toEqual([]);
    const { observation } = hearLine('silence 30s', { ask: hold, rules: { longestHoldMs: 20_000 } });
    expect(observation).toEqual({ kind: 'silence', atMs: 20_000 });
  });
});

describe('other steps', () => {
  it('PlaceCall is told at once that the company is heard', () => {
    expect(hearLine('silence 1s', { ask: [{ atMs: 0, waiting: placeCall }] }).answers).toMatchObject([
      { token: 'place-token', observation: { kind: 'connected' } },
    ]);
  });

  it('ReachUser is told when the human was none', () => {
    const asked = [{ atMs: 5_000, waiting: waitIn('ReachUser', 3_000) }];
    const { observation } = hearLine('silence 10s', {
      ask: asked,
      also: [verdict('human', 'confirmed', 4_000), verdict('human', 'retracted', 7_000)],
    });
    expect(observation).toMatchObject({ kind: 'human_retracted', atMs: 7_000 });
  });

  it('ReachUser is told when the hold comes back', () => {
    const { observation } = hearLine('speech 2s "one moment", music 8s', {
      ask: [{ atMs: 0, waiting: waitIn('ReachUser') }],
    });
    expect(observation).toMatchObject({ kind: 'human_retracted', atMs: 7_000 });
  });

  it('AskUser is told of a human who answers before the person has, and of a line that ends, but not what a menu says again', () => {
    const ask = [{ atMs: 5_000, waiting: waitIn('AskUser', 5_000) }];
    const menu = 'speech 4s "press one to cancel", silence 6s, speech 4s "press one to cancel", silence 2s, music 9s';
    const others = [voiceWaits(12_000, 10_000), verdict('voicemail', 'confirmed', 13_000)];
    expect(hearLine(menu, { ask, also: others }).answers).toEqual([]);
    const { observation } = hearLine(menu, { ask, also: [verdict('human', 'confirmed', 24_000)] });
    expect(observation).toMatchObject({ kind: 'human', atMs: 24_000, certainty: 'confirmed' });
    expect(hearLine(menu, { ask, also: [verdict('human', 'probable', 24_000)] }).observation).toBeNull();
    expect(hearLine('silence 8s, tone busy 3s', { ask }).observation).toMatchObject({ kind: 'tone', tone: 'busy' });
  });

  it('in a conversation the hold that comes back is only logged', () => {
    const { answers, happenings } = hearLine('speech 2s "please hold", music 20s, speech 3s "thanks for holding"', {
      ask: [{ atMs: 0, waiting: waitIn('Bridge') }],
    });
    expect(answers).toEqual([]);
    expect(happenings.filter(({ kind }) => kind.startsWith('hold'))).toEqual([
      { kind: 'hold.began' },
      { kind: 'hold.ended', heldMs: 20_000 },
    ]);
  });

  it('tells the ears what to expect', () => {
    const { expected } = hearLine('silence 3s', {
      ask: [
        { atMs: 0, waiting: listen() },
        { atMs: 1_000, waiting: holdSince() },
        { atMs: 2_000, waiting: waitIn('ReachUser') },
      ],
    });
    expect(expected).toEqual(['in-menu', 'on-hold', 'with-human']);
  });
});

describe('one token', () => {
  it('is never answered twice, even if it is asked again', () => {
    const { answers } = hearLine('music 20s', {
      ask: [
        { atMs: 0, waiting: listen() },
        { atMs: 8_000, waiting: listen() },
      ],
    });
    expect(answers).toHaveLength(1);
  });

  it('of an older step does not push aside what is asked now', () => {
    const now = { ...listen(0, { token: 'now', patienceMs: 5_000 }), since: 2_000 };
    const { answers } = hearLine('silence 20s', {
      ask: [
        { atMs: 0, waiting: now },
        { atMs: 1_000, waiting: listen(0, { token: 'older' }) },
      ],
    });
    expect(answers.map((answer) => answer.token)).toEqual(['now']);
  });

  it('is not answered once its step is gone', () => {
    const gone = { atMs: 1_000, heard: { kind: 'gone', token: listen().token } } as const;
    expect(hearLine('music 20s', { ask: ask(listen()), also: [gone] }).answers).toEqual([]);
  });

  it('gives way to the next question', () => {
    const { answers } = hearLine('music 20s', {
      ask: [
        { atMs: 0, waiting: listen() },
        { atMs: 1_000, waiting: listen(1_000, { token: 'second' }) },
      ],
    });
    expect(answers.map((answer) => answer.token)).toEqual(['second']);
  });
});

describe('log', () => {
  const kinds = (line: string) => hearLine(line, { ask: [{ atMs: 0, waiting: holdSince() }] }).happenings;

  it('tells changes of sound that last, not pauses between words', () => {
    const sounds = kinds('music 5s, speech 3s "hello", silence 1s, speech 3s "hello", silence 3s, music 5s').flatMap(
      (what) => (what.kind === 'sound.changed' ? [what.sound] : []),
    );
    expect(sounds).toEqual(['music', 'speech', 'silence', 'music']);
  });

  it('tells final words and the place in the queue', () => {
    const happenings = kinds('music 5s, speech 4s "you are caller number three", music 6s');
    expect(happenings).toContainEqual({
      kind: 'words.heard',
      track: 'inbound',
      fromMs: 5_000,
      text: 'you are caller number three',
    });
    expect(happenings).toContainEqual({
      kind: 'queue.position',
      position: 3,
      waitSeconds: null,
      leftSeconds: null,
    });
  });

  it('tells how long the queue seems to take, and the ears how long it took before', () => {
    const queue = { kind: 'queue', atMs: mediaMs(8_000), position: 2, waitSeconds: null, leftSeconds: 90 } as const;
    const { happenings, expectations } = hearLine('music 20s', {
      ask: [{ atMs: 0, waiting: { ...holdSince(), usualSeconds: 600 } }],
      also: [{ atMs: 8_000, heard: { kind: 'ear', event: queue } }],
    });
    expect(happenings).toContainEqual({
      kind: 'queue.position',
      position: 2,
      waitSeconds: null,
      leftSeconds: 90,
    });
    expect(expectations).toEqual([{ kind: 'expect', what: 'on-hold', usualHoldSeconds: 600 }]);
  });

  it('tells each judgement and each voice that was heard before', () => {
    const segment = {
      id: 9,
      sound: 'speech',
      fromMs: mediaMs(1_000),
      toMs: mediaMs(3_000),
      levelDb: -20,
      heardBefore: { atMs: null, where: 'earlier-call' },
    } as const;
    const { happenings } = hearLine('silence 5s', {
      also: [
        verdict('recording', 'confirmed', 2_000),
        { atMs: 3_000, heard: { kind: 'ear', event: { kind: 'heard-before', segment } } },
      ],
    });
    expect(happenings).toContainEqual(expect.objectContaining({ kind: 'voice.judged', speaker: 'recording' }));
    expect(happenings).toContainEqual({ kind: 'announcement.heard_before', forMs: 2_000, where: 'earlier-call' });
  });
  it('tells no judgement while two people talk', () => {
    const { happenings } = hearLine('silence 5s', {
      ask: [{ atMs: 1_000, waiting: waitIn('Bridge', 1_000) }],
      also: [verdict('human', 'confirmed', 500), verdict('human', 'retracted', 2_000)],
    });
    const judged = happenings.flatMap((what) => (what.kind === 'voice.judged' ? [what.certainty] : []));
    expect(judged).toEqual(['confirmed']);
  });
});
