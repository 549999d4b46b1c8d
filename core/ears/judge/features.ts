import type { Turn } from '#core/ears/judge/turn.ts';

/** What the judge knows of the call before this voice. */
export interface CallSoFar {
  /** Music of this hold so far; a call that is passed on begins anew. */
  readonly musicMs: number;
  /** Distance to the nearest voice of the recordings before, or NaN. */
  readonly voiceDistance: number;
  /** Music, or a long silence, was heard: we are on hold. */
  readonly heldMs: number;
  /** Level of those that proved to be recordings, or NaN. */
  readonly recordingDb: number;
  /** Log-odds of the voice model for those, or NaN: this line and this company's studio taken into account. */
  readonly recordingPerson: number;
  /** Level of the line between sounds before this voice, or NaN. */
  readonly lineDb: number;
}

/** A measured fact about a turn; what it says, in log-odds, is fitted: see judge-weights.ts. */
export interface Feature {
  readonly name: string;
  /** NaN: it cannot be told, or does not apply, and says nothing. */
  readonly of: (turn: Turn, call: CallSoFar) => number;
}

const FIRST_MS = 1100;
const SECOND_MS = 2600;
const KNOWN_MUSIC_MS = 3000;
/** Less music than this may have been a ringing tone that was not known for it. */
const HOLD_MUSIC_MS = 6000;
const LONGER_HEARD_MS = 1500;
/** A menu that waits for a key leaves the line open as well, and its next prompt follows: a longer gap says no more than this one. */
const WAITING_MENU_MS = 1500;

/** Quiet that was left to us: none, once the music came back. */
const room = (t: Turn): number => (t.musicAfterMs > 160 ? 0 : t.pauseMs);
const isMusicKnown = (call: CallSoFar): boolean => call.musicMs > KNOWN_MUSIC_MS;
const when = (applies: boolean, value: number): number => (applies ? value : Number.NaN);
const flag = (is: boolean): number => (is ? 1 : 0);

export const FEATURES: readonly Feature[] = [
  { name: 'sounds like a person, at first', of: (t) => when(t.spokenMs < FIRST_MS, t.person) },
  {
    name: 'sounds like a person, after a second',
    of: (t) => when(t.spokenMs >= FIRST_MS && t.spokenMs < SECOND_MS, t.person),
  },
  { name: 'sounds like a person, longer heard', of: (t) => when(t.spokenMs >= SECOND_MS, t.person) },
  {
    name: 'the line was open before it, after music',
    of: (t, call) => when(t.before === 'music' && call.musicMs > HOLD_MUSIC_MS, t.gapMs),
  },
  {
    name: 'the line was open before it, after a little music',
    of: (t, call) => when(t.before === 'music' && call.musicMs <= HOLD_MUSIC_MS, t.gapMs),
  },
  { name: 'the line was open before it, after a signal', of: (t) => when(t.before === 'signal', t.gapMs) },
  { name: 'the line was open before it, after silence', of: (t) => when(t.before === 'silence', t.gapMs) },
  {
    name: 'the line was open before it, after a voice',
    of: (t) => when(t.before === 'voice', Math.min(t.gapMs, WAITING_MENU_MS)),
  },
  { name: 'a breath before it, after a voice', of: (t) => when(t.before === 'breath', t.gapMs) },
  { name: 'another voice than a breath before', of: (t) => t.distanceBefore },
  { name: 'more like a person than the voice a breath before', of: (t) => t.personOverBefore },
  { name: 'louder than the voice a breath before', of: (t) => t.dbOverBefore },
  { name: 'leaves room where music would be', of: (t, call) => when(isMusicKnown(call), room(t)) },
  { name: 'leaves room', of: (t, call) => when(!isMusicKnown(call), room(t)) },
  {
    name: 'leaves room after a few words, after a signal',
    of: (t) => when(t.before === 'signal' && t.spokenMs < SECOND_MS, room(t)),
  },
  { name: 'music came after it', of: (t) => t.musicAfterMs },
  { name: 'music goes on underneath', of: (t) => t.musicUnder },
  { name: 'how long it lasts', of: (t) => t.ageMs },
  { name: 'the line clicked before it', of: (t) => t.clickDb },
  { name: 'the line grew louder before it', of: (t) => t.riseDb },
  { name: 'another voice than the recordings', of: (_, call) => call.voiceDistance },
  {
    name: 'another voice than the recordings, longer heard',
    of: (t, call) => when(t.spokenMs > LONGER_HEARD_MS, call.voiceDistance),
  },
  { name: 'no recording was heard yet', of: (_, call) => flag(Number.isNaN(call.voiceDistance)) },
  { name: 'more like a person than the recordings were', of: (t, call) => t.person - call.recordingPerson },
  { name: 'louder than the recordings', of: (t, call) => t.voiceDb - call.recordingDb },
  { name: 'something was held', of: (_, call) => call.heldMs },
  { name: 'music stays away', of: (t, call) => when(isMusicKnown(call), t.musicAwayMs + t.ageMs) },
  { name: 'the voice before sounded like a person', of: (t) => when(t.before !== 'breath', t.personBefore) },
  { name: 'left room before', of: (t) => t.roomPauses },
  { name: 'phrases', of: (t) => t.phrases },
  { name: 'speaks without a pause', of: (t) => t.phraseMs },
  { name: 'another room before it than on the line', of: (t, call) => t.gapDb - call.lineDb },
  { name: 'another room in its pauses than on the line', of: (t, call) => t.pauseDb - call.lineDb },
];

export function featuresOf(turn: Turn, call: CallSoFar): number[] {
  return FEATURES.map((feature) => feature.of(turn, call));
}
