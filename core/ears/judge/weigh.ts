import type { Evidence, Expectation } from '#core/ears/ears.ts';
import type { AwaitedWords } from '#core/ears/judge/awaited-words.ts';
import { type CallSoFar, FEATURES } from '#core/ears/judge/features.ts';
import { JUDGE } from '#core/ears/judge/judge-weights.ts';
import { PHRASE_PAUSE_MS, type Turn } from '#core/ears/judge/turn.ts';
import type { JudgedWords } from '#core/ears/words/word-evidence.ts';

/** What is likely before anything is heard, in log-odds relative to a hold. Set by hand: few menus are answered by people. */
const EXPECTED: Record<Expectation, number> = { 'in-menu': -0.4, 'on-hold': 0, 'with-human': 1 };
const REPEAT_LOG_ODDS = -8;
/** Weaker than in the call: it may delay a ring, not suppress it for good. */
const EARLIER_LOG_ODDS = -5;
/** Announcements of a hold, of so much at least, seldom greet: there a beginning tells so much while the voice goes on. Tuned on made calls with words. */
const HELD_MS = 3000;
const BEGINNING_LOG_ODDS = 0.8;
/** Weighs nothing, and says what the verdict stands on. */
const SOUND_ALONE: Evidence = { what: 'by its sound alone: none of its words are known', logOdds: 0 };
const ANSWERED_LOG_ODDS = 2.5;
/** People stop, or have said what they wanted to say; recordings talk on over us. All of it counts from so much on. */
const OVER_US_LOG_ODDS = -2.5;
const OVER_US_MS = 1500;

export interface Weighed {
  readonly evidence: readonly Evidence[];
  readonly logOdds: number;
}

function soundOf(index: number, turn: Turn, call: CallSoFar): number {
  const value = FEATURES[index]?.of(turn, call) ?? Number.NaN;
  return JUDGE.lines[index]?.(value) ?? 0;
}

/** The sum of the log-odds alone: cheap enough for every frame. */
function soundLogOdds(turn: Turn, call: CallSoFar): number {
  let sum = JUDGE.constant;
  for (let index = 0; index < FEATURES.length; index++) sum += soundOf(index, turn, call);
  return sum;
}

/** What its words say. A beginning counts once it is left at that, and a little on hold. */
function wordEvidence(turn: Turn, call: CallSoFar, words: JudgedWords): readonly Evidence[] {
  const { beginning, evidence } = words;
  if (beginning === null) return evidence;
  if (turn.pauseMs >= PHRASE_PAUSE_MS) return [...evidence, beginning];
  const isHeld = call.musicMs > 0 && call.heldMs > HELD_MS;
  return isHeld ? [...evidence, { ...beginning, logOdds: BEGINNING_LOG_ODDS }] : evidence;
}

const total = (evidence: readonly Evidence[]): number => evidence.reduce((sum, one) => sum + one.logOdds, 0);

/** The log-odds by its words alone. */
export function wordLogOdds(turn: Turn, call: CallSoFar, words: JudgedWords): number {
  return total(wordEvidence(turn, call, words));
}

function otherEvidence(
  turn: Turn,
  call: CallSoFar,
  expectation: Expectation,
  words: JudgedWords,
  awaited: AwaitedWords,
): Evidence[] {
  const evidence: Evidence[] = [...wordEvidence(turn, call, words)];
  const doubt = awaited.doubt(turn, words.count, total(evidence));
  if (doubt !== null) evidence.push(doubt);
  if (EXPECTED[expectation] !== 0) evidence.push({ what: `expected: ${expectation}`, logOdds: EXPECTED[expectation] });
  if (turn.repeat.isMatch)
    evidence.push({ what: 'this very recording was heard before in this call', logOdds: REPEAT_LOG_ODDS });
  if (turn.earlier.isMatch)
    evidence.push({ what: 'this recording was heard in an earlier call', logOdds: EARLIER_LOG_ODDS });
  if (turn.answeredUs) evidence.push({ what: 'answered when we spoke', logOdds: ANSWERED_LOG_ODDS });
  if (turn.overUsMs > 0)
    evidence.push({
      what: 'talked on over us',
      logOdds: OVER_US_LOG_ODDS * Math.min(1, turn.overUsMs / OVER_US_MS),
    });
  return evidence;
}

/** The log-odds that a live human speaks to us. */
export function logOddsOf(
  turn: Turn,
  call: CallSoFar,
  expectation: Expectation,
  words: JudgedWords,
  awaited: AwaitedWords,
): number {
  return soundLogOdds(turn, call) + total(otherEvidence(turn, call, expectation, words, awaited));
}

/** The same, with every reason: for a verdict. */
export function weigh(
  turn: Turn,
  call: CallSoFar,
  expectation: Expectation,
  words: JudgedWords,
  awaited: AwaitedWords,
): Weighed {
  const sounds = FEATURES.map((feature, index) => ({
    what: feature.name,
    logOdds: soundOf(index, turn, call),
  }));
  const evidence = [
    { what: 'before anything is heard', logOdds: JUDGE.constant },
    ...sounds.filter((one) => Math.abs(one.logOdds) >= 0.05),
    ...otherEvidence(turn, call, expectation, words, awaited),
    ...(words.count === 0 ? [SOUND_ALONE] : []),
  ];
  return { evidence, logOdds: total(evidence) };
}
