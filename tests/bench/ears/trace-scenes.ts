/**
 * Writes what the judge measures in the scenes of its own tests, as one JSON line for every 100 ms of each voice: training/ears/refit_judge.py keeps their outcomes.
 * usage: node tests/bench/ears/trace-scenes.ts > SCENES.jsonl
 */
import { createAwaitedWords } from '#core/ears/judge/awaited-words.ts';
import { FEATURES, featuresOf } from '#core/ears/judge/features.ts';
import { createJudge } from '#core/ears/judge/judge.ts';
import { JUDGE } from '#core/ears/judge/judge-weights.ts';
import type { JudgedFrame } from '#core/ears/judge/turn.ts';
import { logOddsOf } from '#core/ears/judge/weigh.ts';
import { createWordJudge } from '#core/ears/words/word-evidence.ts';
import { FRAME_MS, mediaMs } from '#core/media/media-clock.ts';

interface Stretch {
  readonly is: 'music' | 'silence' | 'ringback' | 'voice';
  readonly seconds: number;
  readonly person?: number;
  /** It is recognised after 800 ms, or only by what is left of the voice before. */
  readonly votes?: 'repeat' | 'late';
  readonly says?: string;
  /** We speak from its beginning on, for so many seconds. */
  readonly weSay?: number;
}
/** yes: the last voice rings; likely: it is probable even in a menu; no: none does; ask: none does, and the line that waits is worth a hello; back: the last voice takes a ring back. */
type Outcome = 'yes' | 'likely' | 'no' | 'ask' | 'back';

const music: Stretch = { is: 'music', seconds: 60 };
const quiet = (seconds: number): Stretch => ({ is: 'silence', seconds });
const ringing = (seconds: number): Stretch => ({ is: 'ringback', seconds });
const voice = (seconds: number, person: number, more: Partial<Stretch> = {}): Stretch => ({
  is: 'voice',
  seconds,
  person,
  ...more,
});
const gap = quiet(0.4);
const HELPS = 'hi my name is Dana how can I help you today';
const QUEUE = 'your call is important to us please stay on the line';
const SCENES: readonly (readonly [Outcome, readonly Stretch[]])[] = [
  ['no', [music, gap, voice(6, -1.5), gap]],
  ['yes', [music, quiet(1.2), voice(2, 1.5)]],
  ['yes', [music, quiet(0.7), voice(2, 0.4), quiet(2)]],
  ['yes', [music, gap, voice(5, 0, { votes: 'repeat' }), quiet(1.5), voice(3, 2, { votes: 'late' })]],
  ['yes', [music, gap, voice(5, 0, { votes: 'repeat' }), quiet(0.5), voice(8, 2)]],
  ['yes', [music, quiet(1.2), voice(2, 2), gap]],
  ['yes', [ringing(2), quiet(1.5), voice(3, 3), quiet(2)]],
  ['likely', [ringing(2), quiet(1.5), voice(3, 3), quiet(2)]],
  ['no', [ringing(4), voice(4, -1), gap]],
  ['yes', [music, gap, voice(3, -1, { says: HELPS })]],
  ['no', [music, gap, voice(3, 0.8, { says: QUEUE })]],
  ['yes', [music, quiet(1.5), voice(3, 2.5)]],
  ['ask', [quiet(8), voice(2, -0.3), quiet(3)]],
  ['back', [ringing(2), quiet(1.5), voice(3, 3), quiet(1.2), voice(2, -5), quiet(2)]],
  ['no', [music, quiet(0.7), voice(2, -1.5), voice(5.5, -1.5, { weSay: 7.5 }), voice(2, 0.4)]],
  ['yes', [music, quiet(0.7), voice(2, -1.5), voice(5.5, -1.5), voice(2, 0.4)]],
];
const ROW_MS = 100;
const LEAST_SPOKEN_MS = 400;

function votesOf(kind: Stretch['votes'], sinceMs: number): number {
  if (kind === 'repeat') return sinceMs > 800 ? 30 + sinceMs / 1000 : 0;
  return kind === 'late' && sinceMs < 100 ? 30 : 0;
}

function trace(scene: number, outcome: Outcome, script: readonly Stretch[]): void {
  const words = createWordJudge();
  const judge = createJudge(words);
  const awaited = createAwaitedWords();
  const expected = outcome === 'likely' ? 'in-menu' : 'on-hold';
  judge.expect(expected);
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
  for (const { is, seconds, person = 0, votes, says, weSay } of script) {
    if (weSay !== undefined) judge.said([{ fromMs: mediaMs(at), toMs: mediaMs(at + weSay * 1000) }]);
    const from = at;
    for (; at < from + seconds * 1000; at += FRAME_MS) {
      frame.atMs = mediaMs(at);
      frame.voice = is === 'voice';
      frame.music = is === 'music' ? 0.95 : 0;
      frame.levelDb = is === 'silence' ? -70 : -22;
      frame.person = person;
      frame.votes = votesOf(votes, at - from);
      judge.hear(frame, is === 'ringback' ? 'signal' : is, null, []);
      if (says !== undefined && at === from + 1000) {
        const list = says
          .split(' ')
          .map((text, n) => ({ text, fromMs: mediaMs(from + 50 * n), toMs: mediaMs(from + 50 * n + 40) }));
        words.read({ words: list, final: true, fromMs: mediaMs(from), toMs: mediaMs(at) });
      }
      const { turn } = judge;
      if (turn === null || turn.spokenMs < LEAST_SPOKEN_MS || at % ROW_MS !== 0) continue;
      const x = featuresOf(turn, judge.call);
      const judged = words.between(turn.sinceMs, frame.atMs);
      const total = logOddsOf(turn, judge.call, expected, judged, awaited);
      const sound = x.reduce((sum, value, n) => sum + (JUDGE.lines[n]?.(value) ?? 0), JUDGE.constant);
      const row = {
        scene,
        outcome,
        since: turn.sinceMs,
        spoken: turn.spokenMs,
        pause: turn.pauseMs,
        total,
        other: total - sound,
        x: x.map((value) => (Number.isNaN(value) ? null : value)),
      };
      process.stdout.write(`${JSON.stringify(row)}\n`);
    }
  }
}

process.stdout.write(`${JSON.stringify({ names: FEATURES.map(({ name }) => name) })}\n`);
for (const [scene, [outcome, script]] of SCENES.entries()) trace(scene, outcome, script);
