import type { EarEvent, Expectation, ToneKind } from '#core/ears/ears.ts';
import { createJudge, type Judge } from '#core/ears/judge/judge.ts';
import type { Before, JudgedFrame } from '#core/ears/judge/turn.ts';
import { createWordJudge, type WordJudge } from '#core/ears/words/word-evidence.ts';
import { FRAME_MS, mediaMs } from '#core/media/media-clock.ts';

/** One stretch of a script: what is heard, for how long, and what the models say of it. */
export interface Stretch {
  readonly is: 'music' | 'silence' | 'ringback' | 'voice' | 'beep';
  readonly seconds: number;
  readonly person?: number;
  /** Who speaks: the bands of the voice rise by so much each, in nepers. */
  readonly speaker?: number;
  /** It is recognised after 800 ms. */
  readonly repeat?: boolean;
  /** The same recording was heard in an earlier call. */
  readonly earlier?: boolean;
  /** Votes of the voice before that are still counted when this one begins. */
  readonly lateVotes?: boolean;
  readonly says?: string;
  /** When the words are here, after its beginning. */
  readonly wordsAfterMs?: number;
  /** What is waited for, from its beginning on. */
  readonly expect?: Expectation;
  /** We speak from its beginning on, for so many seconds. */
  readonly weSay?: number;
}

/** What a voice sounds like: its bands rise by so much each, in nepers. */
export const bandsOf = (slope: number): Float32Array => Float32Array.from({ length: 24 }, (_, band) => slope * band);

/** What is looked at after each frame. */
export type Look = (judge: Judge, words: WordJudge, frame: JudgedFrame) => void;

export function play(script: readonly Stretch[], look: Look = () => {}): EarEvent[] {
  const words = createWordJudge();
  const judge = createJudge(words);
  const events: EarEvent[] = [];
  const frame: JudgedFrame = {
    atMs: mediaMs(0),
    voice: false,
    music: 0,
    levelDb: -70,
    digitalSilence: false,
    votes: 0,
    earlierVotes: 0,
    person: 0,
    mel: new Float32Array(24),
  };
  let at = 0;
  for (const stretch of script) {
    const { is, seconds, person = 0, speaker = 0, repeat = false, earlier = false, lateVotes = false } = stretch;
    const { says, wordsAfterMs = 600, weSay, expect: expected } = stretch;
    if (expected !== undefined) judge.expect(expected);
    if (weSay !== undefined) judge.said([{ fromMs: mediaMs(at), toMs: mediaMs(at + weSay * 1000) }]);
    const sound: Before = is === 'ringback' ? 'signal' : is;
    const tone: ToneKind | null = is === 'beep' ? 'beep' : null;
    const from = at;
    for (; at < from + seconds * 1000; at += FRAME_MS) {
      frame.atMs = mediaMs(at);
      frame.voice = is === 'voice';
      frame.music = is === 'music' ? 0.95 : 0;
      frame.levelDb = is === 'silence' ? -70 : -22;
      frame.person = person;
      frame.mel = bandsOf(speaker);
      const votes = repeat && at - from > 800 ? 30 + (at - from) / 1000 : 0;
      frame.earlierVotes = earlier && at - from > 800 ? 30 + (at - from) / 1000 : 0;
      frame.votes = lateVotes && at - from < 100 ? 30 : votes;
      judge.hear(frame, sound, tone, events);
      if (says !== undefined && at === from + wordsAfterMs) {
        const list = says
          .split(' ')
          .map((text, index) => ({ text, fromMs: mediaMs(from + 50 * index), toMs: mediaMs(from + 50 * index + 40) }));
        words.read({ words: list, final: true, fromMs: mediaMs(from), toMs: mediaMs(from + wordsAfterMs) });
        judge.reread(events);
      }
      look(judge, words, frame);
    }
  }
  return events;
}

/** When a person was told in the last stretch of a script, in milliseconds after its beginning; null: none was. */
export function ringsAfterMs(script: readonly Stretch[]): number | null {
  const seconds = script.slice(0, -1).reduce((sum, one) => sum + one.seconds, 0);
  const ring = play(script).find((e) => e.kind === 'verdict' && e.certainty === 'confirmed' && e.atMs > seconds * 1000);
  return ring?.kind === 'verdict' ? Math.round(ring.atMs - seconds * 1000) : null;
}

export const hold: Stretch = { is: 'music', seconds: 60 };
export const quiet = (seconds: number): Stretch => ({ is: 'silence', seconds });
export const gap = quiet(0.4);
const ringing = (seconds: number): Stretch => ({ is: 'ringback', seconds });
export const voice = (seconds: number, person: number, more: Partial<Stretch> = {}): Stretch => ({
  is: 'voice',
  seconds,
  person,
  ...more,
});

/** yes: the last voice rings, and none before; likely: it is probable; no: none rings; ask: none does, and the line that waits is worth one hello; back: the last voice takes a ring back. */
export type Outcome = 'yes' | 'likely' | 'no' | 'ask' | 'back';
export interface Scene {
  readonly name: string;
  readonly outcome: Outcome;
  readonly script: readonly Stretch[];
}

const scene = (name: string, outcome: Outcome, ...script: readonly Stretch[]): Scene => ({ name, outcome, script });
const OTHER = { speaker: 0.2 };
const WORDS_AFTER = { wordsAfterMs: 1000 };
const HELPS = { says: 'hi my name is Dana how can I help you today', ...WORDS_AFTER };
const QUEUE = { says: 'your call is important to us please stay on the line', ...WORDS_AFTER };

/** The judge's tests hold them, and training/ears/refit_judge.py keeps them. */
export const SCENES: readonly Scene[] = [
  scene('a doubtful voice, heard through', 'no', hold, gap, voice(6, -1.5), gap),
  scene('the line opens, a person speaks', 'yes', hold, quiet(1.2), voice(2, 1.5)),
  scene('a voice in doubt leaves room where music would be', 'yes', hold, quiet(0.7), voice(2, 0.4), quiet(2)),
  scene(
    'a repeat, room to answer, then a person',
    'yes',
    hold,
    gap,
    voice(5, 0, { repeat: true }),
    quiet(1.5),
    voice(3, 2, { lateVotes: true }),
  ),
  scene(
    'a repeat, and a person at once after it: a match delays the ring, and no more',
    'yes',
    hold,
    gap,
    voice(5, 0, { repeat: true }),
    quiet(0.5),
    voice(8, 2),
  ),
  scene(
    'an announcement of an earlier call, and a person at once after it: delayed, and no more',
    'yes',
    hold,
    gap,
    voice(5, 0, { earlier: true }),
    quiet(0.5),
    voice(14, 1.5),
  ),
  scene(
    'an announcement, and a person a breath after it',
    'yes',
    hold,
    gap,
    voice(5, -3),
    quiet(0.4),
    voice(4, 3, OTHER),
  ),
  scene('an announcement that goes on after a breath', 'no', hold, gap, voice(5, -3), quiet(0.4), voice(4, -1.5), gap),
  scene('a person after music', 'yes', hold, quiet(1.2), voice(2, 2), gap),
  scene('a person at once, without any hold', 'yes', ringing(2), quiet(1.5), voice(3, 3), quiet(2)),
  scene(
    'a person at once, in a menu',
    'likely',
    { ...ringing(2), expect: 'in-menu' },
    quiet(1.5),
    voice(3, 3),
    quiet(2),
  ),
  scene('a recording at once', 'no', ringing(4), voice(4, -1), gap),
  scene('words of a person, against the sound', 'yes', hold, gap, voice(3, -1, HELPS)),
  scene('words of a recording, against the sound', 'no', hold, gap, voice(3, 0.8, QUEUE)),
  scene('a person after a long pause', 'yes', hold, quiet(1.5), voice(3, 2.5)),
  scene('a voice in doubt, and the line waits', 'ask', quiet(8), voice(2, -0.3), quiet(3)),
  scene(
    'a person at once, then surely none',
    'back',
    ringing(2),
    quiet(1.5),
    voice(3, 3),
    quiet(1.2),
    voice(2, -5),
    quiet(2),
  ),
  scene(
    'a voice that talks on over us, as if nobody were there',
    'no',
    hold,
    quiet(0.7),
    voice(2, -1.5),
    voice(5.5, -1.5, { weSay: 7.5 }),
    voice(2, 0.4),
  ),
  scene('the same voice while we are silent', 'yes', hold, quiet(0.7), voice(2, -1.5), voice(5.5, -1.5), voice(2, 0.4)),
];
