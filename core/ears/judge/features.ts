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

/** A measured fact about a turn, as a number of the order of one. Weights in log-odds a unit are in judge-weights.ts. */
export interface Feature {
  readonly name: string;
  readonly of: (turn: Turn, call: CallSoFar) => number;
}

/** Quiet that was left to us: none, once the music came back. */
const room = (t: Turn): number => (t.musicAfterMs > 160 ? 0 : t.pauseMs);
const clip = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));
const orZero = (x: number): number => (Number.isNaN(x) ? 0 : x);
/** 0 before `from`, 1 after `to`, a ramp between them. */
const ramp = (x: number, from: number, to: number): number => clip((x - from) / (to - from), 0, 1);

export const FEATURES: readonly Feature[] = [
  { name: 'voice sounds like a person', of: (t) => clip(t.person, -5, 5) },
  {
    name: 'left half a second where music would be',
    of: (t, call) => (call.musicMs > 3000 ? ramp(room(t), 500, 800) : 0),
  },
  { name: 'left a second where music would be', of: (t, call) => (call.musicMs > 3000 ? ramp(room(t), 800, 1100) : 0) },
  {
    name: 'left a second and a half where music would be',
    of: (t, call) => (call.musicMs > 3000 ? ramp(room(t), 1100, 1600) : 0),
  },
  {
    name: 'a voice like the recordings',
    of: (_, call) => (Number.isNaN(call.voiceDistance) ? 0 : 1 - ramp(call.voiceDistance, 0.3, 0.8)),
  },
  { name: 'another voice than the recordings', of: (_, call) => ramp(orZero(call.voiceDistance), 0.6, 1.4) },
  {
    name: 'surely another voice',
    of: (t, call) => ramp(orZero(call.voiceDistance), 0.6, 1.4) * ramp(t.spokenMs, 800, 2500),
  },
  { name: 'no recording was heard yet', of: (_, call) => (Number.isNaN(call.voiceDistance) ? 1 : 0) },
  {
    name: 'music stays away for six seconds',
    of: (t, call) => (call.musicMs > 3000 ? ramp(t.musicAwayMs + t.ageMs, 4000, 7000) : 0),
  },
  {
    name: 'music stays away for twelve seconds',
    of: (t, call) => (call.musicMs > 3000 ? ramp(t.musicAwayMs + t.ageMs, 8000, 14_000) : 0),
  },
  { name: 'the voice before sounded like a person', of: (t) => clip(t.personBefore, -4, 4) },
  { name: 'short pauses between phrases', of: (t) => Math.min(3, t.phrases - 1) },
  { name: 'speaks for four seconds without a pause', of: (t) => ramp(t.phraseMs, 2500, 4500) },
  { name: 'speaks for eight seconds without a pause', of: (t) => ramp(t.phraseMs, 5000, 9000) },
  { name: 'music goes on underneath', of: (t) => ramp(t.musicUnder, 0.1, 0.5) },
  { name: 'music came back', of: (t) => ramp(t.musicAfterMs, 160, 500) },
  { name: 'a few landmarks were heard before', of: (t) => ramp(t.mostVotes, 5, 9) },
  { name: 'spoke into the music', of: (t) => (t.before === 'music' ? 1 - ramp(t.gapMs, 60, 200) : 0) },
  { name: 'the line was open before it spoke', of: (t) => ramp(t.gapMs, 600, 1500) },
  { name: 'the line was open for long', of: (t) => (t.before === 'music' ? ramp(t.gapMs, 900, 1600) : 0) },
  { name: 'came after a repeated recording', of: (t) => (t.afterRepeat ? 1 : 0) },
  { name: 'came after music', of: (t) => (t.before === 'music' ? 1 : 0) },
  { name: 'came after a signal', of: (t) => (t.before === 'signal' ? 1 : 0) },
  { name: 'nothing was held yet', of: (_, call) => 1 - ramp(call.heldMs, 2000, 8000) },
  {
    name: 'another room than before',
    of: (t, call) => clip(Math.abs(orZero((Number.isNaN(t.pauseDb) ? t.gapDb : t.pauseDb) - call.lineDb)) / 10, 0, 2),
  },
  {
    name: 'another level than the recordings',
    of: (t, call) => clip(Math.abs(orZero(t.voiceDb - call.recordingDb)) / 6, 0, 2),
  },
  {
    name: 'sounds more like a person than the recordings did',
    of: (t, call) => clip(orZero(t.person - call.recordingPerson), -4, 4),
  },
];

export function featuresOf(turn: Turn, call: CallSoFar): number[] {
  return FEATURES.map((feature) => feature.of(turn, call));
}
