import type { Turn } from '#core/ears/judge/turn.ts';

/** What the judge knows of the call before this voice. */
export interface CallSoFar {
  /** Music, or a long silence, was heard: we are on hold. */
  readonly heldMs: number;
  /** Voices before this one. */
  readonly turns: number;
  /** Level of those that proved to be recordings, or NaN. */
  readonly recordingDb: number;
  /** Level of the line between sounds before this voice, or NaN. */
  readonly lineDb: number;
}

/** A measured fact about a turn, as a number of the order of one. Weights in log-odds a unit are in judge-weights.ts. */
export interface Feature {
  readonly name: string;
  readonly of: (turn: Turn, call: CallSoFar) => number;
}

const clip = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));
const orZero = (x: number): number => (Number.isNaN(x) ? 0 : x);
/** 0 before `from`, 1 after `to`, a ramp between them. */
const ramp = (x: number, from: number, to: number): number => clip((x - from) / (to - from), 0, 1);

export const FEATURES: readonly Feature[] = [
  { name: 'voice sounds like a person', of: (t) => clip(t.person, -5, 5) },
  { name: 'and it was heard for two seconds', of: (t) => clip(t.person, -5, 5) * ramp(t.spokenMs, 500, 2000) },
  { name: 'left room of half a second', of: (t) => ramp(t.pauseMs, 450, 800) },
  { name: 'left room of one second', of: (t) => ramp(t.pauseMs, 800, 1100) },
  { name: 'left room of a second and a half', of: (t) => ramp(t.pauseMs, 1100, 1600) },
  { name: 'left room of two seconds', of: (t) => ramp(t.pauseMs, 1600, 2200) },
  { name: 'left room before and went on', of: (t) => Math.min(2, t.roomPauses) },
  { name: 'short pauses between phrases', of: (t) => Math.min(3, t.phrases - 1 - t.roomPauses) },
  { name: 'speaks for four seconds without a pause', of: (t) => ramp(t.phraseMs, 2500, 4500) },
  { name: 'speaks for eight seconds without a pause', of: (t) => ramp(t.phraseMs, 5000, 9000) },
  { name: 'music goes on underneath', of: (t) => ramp(t.musicUnder, 0.1, 0.5) },
  { name: 'a few landmarks were heard before', of: (t) => ramp(t.mostVotes, 2, 7) },
  { name: 'the line was open before it spoke', of: (t) => ramp(t.gapMs, 600, 1500) },
  { name: 'came after music', of: (t) => (t.before === 'music' ? 1 : 0) },
  { name: 'came after a signal', of: (t) => (t.before === 'signal' ? 1 : 0) },
  { name: 'nothing was held yet', of: (_, call) => 1 - ramp(call.heldMs, 2000, 8000) },
  { name: 'another room than before', of: (t, call) => clip(Math.abs(orZero((Number.isNaN(t.pauseDb) ? t.gapDb : t.pauseDb) - call.lineDb)) / 10, 0, 2) },
  { name: 'noisier line than before', of: (t, call) => clip(orZero((Number.isNaN(t.pauseDb) ? t.gapDb : t.pauseDb) - call.lineDb) / 10, -2, 2) },
  { name: 'another level than the recordings', of: (t, call) => clip(Math.abs(orZero(t.voiceDb - call.recordingDb)) / 6, 0, 2) },
];

export function featuresOf(turn: Turn, call: CallSoFar): number[] {
  return FEATURES.map((feature) => feature.of(turn, call));
}
