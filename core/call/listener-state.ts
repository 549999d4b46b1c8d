import type { TaskToken } from '#core/contracts/ids.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import type { EarEvent, HeardWords, Segment, SoundClass, Speaker, ToneKind } from '#core/ears/ears.ts';
import { type MediaMs, mediaMs } from '#core/media/media-clock.ts';

export type Verdict = Extract<EarEvent, { kind: 'verdict' }>;
export type Probe = Extract<EarEvent, { kind: 'probe' }>;

/** A run of voice; `toMs` of an open one moves with the time. */
export interface VoiceRun {
  readonly id: number;
  readonly fromMs: MediaMs;
  readonly toMs: MediaMs;
  readonly open: boolean;
}

export interface ToneRun {
  readonly id: number;
  readonly tone: ToneKind;
  readonly fromMs: MediaMs;
  readonly toMs: MediaMs;
}

export interface Hole {
  readonly fromMs: MediaMs;
  readonly toMs: MediaMs;
}

/** What one stream has heard lately and what is asked of it. */
export interface ListenerState {
  /** Where this listener began; what was said before is not known here. */
  readonly bornMs: MediaMs;
  /** End of the audio heard so far. */
  readonly nowMs: MediaMs;
  /** What is asked now; null when nothing is, or when it was answered. */
  readonly waiting: Waiting | null;
  /** The last tokens that were answered or turned out to be gone: never answered again. */
  readonly done: readonly TaskToken[];

  readonly open: Segment | null;
  /** Sum of powers (1 = full scale) and their number since the open segment began. */
  readonly level: { readonly power: number; readonly count: number };
  readonly voices: readonly VoiceRun[];
  readonly tones: readonly ToneRun[];
  /** The last standing judgement of each kind of speaker; taken away when it was told. */
  readonly verdicts: Readonly<Partial<Record<Speaker, Verdict>>>;

  /** The voice that waits for a word of ours; null when none does, or when it was told. */
  readonly probe: Probe | null;

  /** Final pieces of the last minutes. */
  readonly pieces: readonly HeardWords[];
  /** From here on the words of whoever heard the line before are known; `bornMs` when nobody did. */
  readonly recalledFromMs: MediaMs;
  /** The latest piece that may still change. */
  readonly interim: HeardWords | null;
  /** Up to here speech-to-text has said all that it will say. */
  readonly finalUntilMs: MediaMs;
  /** Between these there was sound of which speech-to-text has said nothing, not even that it holds no words. */
  readonly holes: readonly Hole[];
  readonly wordsDown: boolean;
  /** On hold: what was said before this was found to need no answer. */
  readonly consideredUntilMs: MediaMs;

  readonly log: {
    readonly sound: SoundClass | null;
    readonly tone: ToneKind | null;
    readonly queue: string;
    readonly queueAtMs: MediaMs;
    /** In a conversation: since when music plays, once that is in the log. */
    readonly heldSinceMs: MediaMs | null;
  };
}

/** How much of the past is kept for a command that asks for it; a step needs seconds, an outage of the commands perhaps minutes. */
const KEPT_MS = 300_000;

export function listenerAt(bornMs: MediaMs): ListenerState {
  return {
    bornMs,
    nowMs: bornMs,
    waiting: null,
    done: [],
    open: null,
    level: { power: 0, count: 0 },
    voices: [],
    tones: [],
    verdicts: {},
    probe: null,
    pieces: [],
    recalledFromMs: bornMs,
    interim: null,
    finalUntilMs: bornMs,
    holes: [],
    wordsDown: false,
    consideredUntilMs: bornMs,
    log: { sound: null, tone: null, queue: '', queueAtMs: bornMs, heldSinceMs: null },
  };
}

/** What an event of the ears changes. */
export function withEarEvent(state: ListenerState, event: EarEvent): ListenerState {
  switch (event.kind) {
    case 'segment-opened':
    case 'segment-corrected':
    case 'segment-closed':
      return withSegment(state, event.segment, event.kind !== 'segment-closed');
    case 'probe':
      return { ...state, probe: event };
    case 'verdict': {
      const { [event.speaker]: _, ...others } = state.verdicts;
      // That a person is none after all is told; of a machine nothing is left.
      const stands = event.certainty !== 'retracted' || event.speaker === 'human';
      return { ...state, verdicts: stands ? { ...others, [event.speaker]: event } : others };
    }
    default:
      return state;
  }
}

function withSegment(state: ListenerState, segment: Segment, open: boolean): ListenerState {
  const { id, fromMs, toMs, sound, tone } = segment;
  const horizonMs = state.nowMs - KEPT_MS;
  const voices = state.voices.filter((run) => run.id !== id && run.toMs > horizonMs);
  const tones = state.tones.filter((run) => run.id !== id && run.toMs > horizonMs);
  const isOpen = state.open?.id === id;
  return {
    ...state,
    open: open ? segment : isOpen ? null : state.open,
    level: open && !isOpen ? { power: 0, count: 0 } : state.level,
    voices: sound === 'speech' ? [...voices, { id, fromMs, toMs, open }] : voices,
    tones: sound === 'tone' && tone ? [...tones, { id, tone, fromMs, toMs }] : tones,
  };
}

export function withWords(state: ListenerState, words: HeardWords): ListenerState {
  if (!words.final) return { ...state, interim: words.words.length > 0 ? words : null };
  const horizonMs = state.nowMs - KEPT_MS;
  const others = state.pieces.filter(({ fromMs, toMs }) => fromMs !== words.fromMs && toMs > horizonMs);
  const interim = state.interim && state.interim.toMs > words.toMs + 500 ? state.interim : null;
  return {
    ...state,
    interim,
    finalUntilMs: mediaMs(Math.max(state.finalUntilMs, words.toMs)),
    holes: withHole(state, words),
    pieces: words.words.length === 0 ? others : [...others, words].sort((a, b) => a.fromMs - b.fromMs),
  };
}

/** Silence is not sent to speech-to-text, so there is one before each piece; only those with voice in them tell of lost words. */
function withHole({ holes, finalUntilMs, nowMs }: ListenerState, { fromMs }: HeardWords): readonly Hole[] {
  if (fromMs <= finalUntilMs) return holes;
  return [...holes.filter(({ toMs }) => toMs > nowMs - KEPT_MS), { fromMs: finalUntilMs, toMs: fromMs }];
}

/** What the listener before heard of the words, from `fromMs` on: they belong to the same prompt. */
export function withRecalled(state: ListenerState, fromMs: MediaMs, pieces: readonly HeardWords[]): ListenerState {
  const earlier = pieces.filter((piece) => piece.words.length > 0 && piece.fromMs < state.bornMs);
  const own = state.pieces.filter(({ fromMs: at }) => !earlier.some((piece) => piece.fromMs === at));
  return {
    ...state,
    recalledFromMs: mediaMs(Math.min(fromMs, state.bornMs)),
    pieces: [...earlier, ...own].sort((a, b) => a.fromMs - b.fromMs),
  };
}

export function withTime(state: ListenerState, nowMs: MediaMs, levelDb: number): ListenerState {
  const { power, count } = state.level;
  return { ...state, nowMs, level: { power: power + 10 ** (levelDb / 10), count: count + 1 } };
}

/** A command may come again long after its step; a handful of steps is far more than that. */
const DONE_KEPT = 16;

export function withoutQuestion(state: ListenerState, token: TaskToken): ListenerState {
  return { ...state, waiting: null, done: [...state.done, token].slice(-DONE_KEPT) };
}

/** Whether a question is taken up: not one that was answered, nor one that is older than what is asked now. */
export function isNews({ done, waiting: now }: ListenerState, waiting: Waiting): boolean {
  return !done.includes(waiting.token) && (now === null || waiting.since >= now.since);
}

/** A new question replaces the old one. */
export function withQuestion(state: ListenerState, waiting: Waiting): ListenerState {
  const same = waiting.token === state.waiting?.token;
  const { human, ...others } = state.verdicts;
  const known = waiting.state === 'ReachUser' || waiting.state === 'Bridge';
  const keepsHuman = human && (!known || human.certainty === 'retracted');
  return {
    ...state,
    waiting,
    verdicts: keepsHuman ? state.verdicts : others,
    consideredUntilMs: same ? state.consideredUntilMs : sinceOf(waiting, state.bornMs),
  };
}

/** Nothing said before this is part of the answer. */
export function sinceOf(waiting: Waiting, bornMs: MediaMs): MediaMs {
  return 'sinceMs' in waiting ? mediaMs(Math.max(waiting.sinceMs, bornMs)) : bornMs;
}
