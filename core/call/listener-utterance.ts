import type { HeardWord } from '#core/ears/ears.ts';
import { type MediaMs, mediaMs } from '#core/media/media-clock.ts';
import type { Hole, ListenerState, VoiceRun } from './listener-state.ts';

/** All that was said since a moment, as far as it is known. */
export interface Utterance {
  readonly text: string;
  /** Mean of what speech-to-text said of its words, 0..1; 0 without words. */
  readonly confidence: number;
  readonly fromMs: MediaMs;
  /** End of the last voice or word. */
  readonly toMs: MediaMs;
  /** End of the last word; `fromMs` without words. */
  readonly lastWordMs: MediaMs;
  readonly speaking: boolean;
  readonly pauseMs: number;
  readonly voiceMs: number;
  /** Speech-to-text has said all about it that it will say. */
  readonly settled: boolean;
  /** Some of what was said was not understood, or not heard; null: all was. */
  readonly patchy: 'begins_late' | 'within' | null;
}

/** Speech-to-text may round the end of a piece, and the ears the end of a voice. */
const SETTLED_WITHIN_MS = 400;
/** More voice than this without a word about it: words are missing. A breath or a noise is shorter. */
const LOST_VOICE_MS = 900;
/** What one word may take at the end of what is known. */
const ONE_WORD_MS = 700;
/** Voice that sounds from the first frames on has begun before them. */
const AT_BIRTH_MS = 300;
/** Words that did not come until so long after the voice never will. */
const WORDS_LATE_MS = 3_000;
const CONFIDENCE_UNTOLD = 0.9;

/** Null when nothing was said. */
export function utteranceSince(state: ListenerState, sinceMs: MediaMs): Utterance | null {
  const runs = state.voices.filter((run) => run.open || run.toMs > sinceMs);
  const words = wordsSince(state, sinceMs);
  if (runs.length === 0 && words.length === 0) return null;

  const speaking = runs.some(({ open }) => open);
  const ends = runs.map(({ open, toMs }) => (open ? state.nowMs : toMs));
  const lastVoiceMs = Math.max(sinceMs, ...ends);
  const lastWordMs = words.at(-1)?.toMs ?? sinceMs;
  const toMs = Math.min(state.nowMs, Math.max(lastVoiceMs, lastWordMs));
  // Between what was heard before and our first frame nobody knows whether it was a pause.
  const pauseMs = speaking ? 0 : state.nowMs - Math.max(toMs, state.bornMs);
  const begins = [...runs.slice(0, 1), ...words.slice(0, 1)].map(({ fromMs }) => Math.max(sinceMs, fromMs));
  const known = state.interim === null && state.finalUntilMs >= lastVoiceMs - SETTLED_WITHIN_MS;
  const confidences = words.map(({ confidence = CONFIDENCE_UNTOLD }) => confidence);
  return {
    text: words.map(({ text }) => text).join(' '),
    confidence: confidences.reduce((sum, one) => sum + one, 0) / Math.max(1, words.length),
    fromMs: mediaMs(Math.min(...begins)),
    toMs: mediaMs(toMs),
    lastWordMs: mediaMs(lastWordMs),
    speaking,
    pauseMs,
    voiceMs: runs.reduce((sum, run, index) => sum + ((ends[index] ?? 0) - Math.max(sinceMs, run.fromMs)), 0),
    settled: state.wordsDown || known || pauseMs >= WORDS_LATE_MS,
    patchy: patchesOf(state, words, runs, sinceMs, pauseMs),
  };
}

/** Where words are missing. Between two listeners they are lost, or cut in two. */
function patchesOf(
  state: ListenerState,
  words: readonly HeardWord[],
  runs: readonly VoiceRun[],
  sinceMs: MediaMs,
  pauseMs: number,
): Utterance['patchy'] {
  const firstMs = words[0]?.fromMs ?? sinceMs;
  const lost = holesIn(state, runs, sinceMs, pauseMs);
  if (isJoined(state, words, runs) || lost.some(({ toMs }) => toMs > firstMs)) return 'within';
  return lost.length > 0 || isBornInto(state, runs) ? 'begins_late' : null;
}

/** The first words are known from whoever heard the line before, and more was said than these: here, or in the time between. */
function isJoined({ bornMs }: ListenerState, words: readonly HeardWord[], runs: readonly VoiceRun[]): boolean {
  const known = words.findLast(({ fromMs }) => fromMs < bornMs);
  if (!known) return false;
  return runs.some(({ toMs }) => toMs > bornMs) || words.at(-1) !== known || bornMs - known.toMs >= ONE_WORD_MS;
}

/** The line was asked about before this listener heard it, and somebody spoke then. */
function isBornInto({ bornMs, waiting }: ListenerState, [run]: readonly VoiceRun[]): boolean {
  const isAskedBefore = waiting !== null && 'sinceMs' in waiting && waiting.sinceMs < bornMs;
  return isAskedBefore && run !== undefined && run.fromMs < bornMs + AT_BIRTH_MS;
}

/** Stretches of voice about which speech-to-text has said nothing and will say nothing. */
function holesIn(
  { holes, finalUntilMs, nowMs, wordsDown }: ListenerState,
  runs: readonly VoiceRun[],
  sinceMs: MediaMs,
  pauseMs: number,
): readonly Hole[] {
  const isOver = wordsDown || pauseMs >= WORDS_LATE_MS;
  const all = isOver ? [...holes, { fromMs: finalUntilMs, toMs: nowMs }] : holes;
  const voiceIn = (hole: Hole) =>
    runs.reduce((sum, { open, fromMs, toMs }) => {
      const from = Math.max(fromMs, hole.fromMs, sinceMs);
      return sum + Math.max(0, Math.min(open ? nowMs : toMs, hole.toMs) - from);
    }, 0);
  return all.filter((hole) => voiceIn(hole) >= LOST_VOICE_MS);
}

/** A word belongs to where its middle lies; later hearings of a word move its edges a little. */
function wordsSince({ pieces, interim }: ListenerState, sinceMs: MediaMs): HeardWord[] {
  const words: HeardWord[] = [];
  for (const piece of interim === null ? pieces : [...pieces, interim]) {
    if (piece.toMs <= sinceMs) continue;
    for (const word of piece.words) if ((word.fromMs + word.toMs) / 2 >= sinceMs) words.push(word);
  }
  return words;
}
