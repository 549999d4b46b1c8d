import type { TaskToken } from '#core/contracts/ids.ts';
import type { Observation } from '#core/contracts/observation.ts';
import type { OurSentence, Waiting, WaitingState } from '#core/contracts/waiting.ts';
import type { EarEvent, Expectation, HeardWords } from '#core/ears/ears.ts';
import type { MediaMs } from '#core/media/media-clock.ts';
import { findAnswer } from './listener-answer.ts';
import { type Logged, loggedOfEvent, loggedOfQueue, loggedOfTime, loggedOfWords } from './listener-log.ts';
import { navigationReading, type Reading } from './listener-reading.ts';
import {
  isNews,
  type ListenerState,
  withEarEvent,
  withoutQuestion,
  withQuestion,
  withRecalled,
  withTime,
  withWords,
} from './listener-state.ts';

/** What reaches the listener of one stream. Time comes in with the audio. */
export type Heard =
  /** Audio was heard until `nowMs`; about every 100 ms. */
  | { readonly kind: 'time'; readonly nowMs: MediaMs; readonly levelDb: number }
  | { readonly kind: 'ear'; readonly event: EarEvent }
  | { readonly kind: 'words'; readonly words: HeardWords }
  /** What whoever heard the line before wrote down of its words, from a moment on. */
  | { readonly kind: 'recalled'; readonly fromMs: MediaMs; readonly pieces: readonly HeardWords[] }
  | { readonly kind: 'words-lost' }
  | { readonly kind: 'words-restored' }
  | { readonly kind: 'asked'; readonly waiting: Waiting }
  /** That step does not wait any more. */
  | { readonly kind: 'gone'; readonly token: TaskToken };

export type Effect =
  /** At most one for each token. */
  | { readonly kind: 'answer'; readonly token: TaskToken; readonly observation: Observation }
  | ({ readonly kind: 'happening' } & Logged)
  | { readonly kind: 'expect'; readonly what: Expectation; readonly usualHoldSeconds?: number | undefined }
  /** What we say on the line ourselves, instead of what was to be said and has not begun. */
  | { readonly kind: 'said'; readonly sentences: readonly OurSentence[] };

/** All durations in ms of media time. */
export interface ListenerRules {
  readonly reading: Reading;
  /** Pause after a prompt that asks something, and after one that may go on: menus breathe for up to 2 s between options. */
  readonly wholePauseMs: number;
  readonly openPauseMs: number;
  /** Voice without any words although speech-to-text works: this much of it, and this pause, before it counts. */
  readonly leastWordlessVoiceMs: number;
  readonly wordlessPauseMs: number;
  readonly leastVoiceMs: number;
  /** A prompt that goes on for longer is told as far as it was heard. */
  readonly longestPromptMs: number;
  readonly musicIsHoldMs: number;
  /** Agents' lines play short tunes; a hold lasts longer. */
  readonly musicEndsTalkMs: number;
  /** Sounding in all within 6 s. */
  readonly busyToneMs: number;
  readonly leastToneMs: number;
  /** How old a standing judgement may be when a step begins to listen. */
  readonly verdictAgeMs: number;
  /** Beyond its patience a step listens at most this long to what gives no answer (ringing on and on). */
  readonly longestListenMs: number;
  readonly longestHoldMs: number;
}

export const listenerRules: ListenerRules = {
  reading: navigationReading,
  wholePauseMs: 1_200,
  openPauseMs: 2_500,
  leastWordlessVoiceMs: 1_500,
  wordlessPauseMs: 4_000,
  leastVoiceMs: 600,
  longestPromptMs: 90_000,
  musicIsHoldMs: 3_000,
  musicEndsTalkMs: 5_000,
  busyToneMs: 1_200,
  leastToneMs: 300,
  verdictAgeMs: 10_000,
  longestListenMs: 180_000,
  longestHoldMs: 4 * 3_600_000,
};

const EXPECTED: Readonly<Record<WaitingState, Expectation>> = {
  PlaceCall: 'in-menu',
  Listen: 'in-menu',
  AskUser: 'in-menu',
  Hold: 'on-hold',
  ReachUser: 'with-human',
  Bridge: 'with-human',
};

/** Turns what one stream hears into the one answer of the step that waits, and into happenings for the log. Pure. */
export function step(
  state: ListenerState,
  heard: Heard,
  rules: ListenerRules = listenerRules,
): [ListenerState, readonly Effect[]] {
  const [taken, logged, effects] = take(state, heard, rules);
  const [answered, answers] = answer(taken, rules);
  if (logged.length + effects.length + answers.length === 0) return [answered, NO_EFFECTS];
  return [answered, [...effects, ...logged.map((one) => ({ kind: 'happening', ...one }) as const), ...answers]];
}

function expectationOf(waiting: Waiting): Effect {
  const usualHoldSeconds = waiting.state === 'Hold' ? waiting.usualSeconds : undefined;
  return { kind: 'expect', what: EXPECTED[waiting.state], usualHoldSeconds };
}

/** The keeper speaks on while the person is reached, and for as long; the command that began it may come before its sentences are known. */
function ourSpeechOf(waiting: Waiting): readonly Effect[] {
  const sentences = 'said' in waiting ? waiting.said : undefined;
  if (sentences === undefined && waiting.state === 'ReachUser') return NO_EFFECTS;
  return [{ kind: 'said', sentences: sentences ?? [] }];
}

const NO_EFFECTS: readonly Effect[] = [];
const NO_LOG: readonly Logged[] = [];

function take(
  state: ListenerState,
  heard: Heard,
  rules: ListenerRules,
): [ListenerState, readonly Logged[], readonly Effect[]] {
  switch (heard.kind) {
    case 'time':
      return [...loggedOfTime(withTime(state, heard.nowMs, heard.levelDb), rules), NO_EFFECTS];
    case 'ear':
      return [...loggedOfEvent(heard.event, withEarEvent(state, heard.event)), NO_EFFECTS];
    case 'words':
      return [withWords(state, heard.words), loggedOfWords(heard.words), NO_EFFECTS];
    case 'recalled':
      return [withRecalled(state, heard.fromMs, heard.pieces), NO_LOG, NO_EFFECTS];
    case 'words-lost':
      return [{ ...state, wordsDown: true, interim: null }, NO_LOG, NO_EFFECTS];
    case 'words-restored':
      return [{ ...state, wordsDown: false }, NO_LOG, NO_EFFECTS];
    case 'asked': {
      if (!isNews(state, heard.waiting)) return [state, NO_LOG, NO_EFFECTS];
      return [
        withQuestion(state, heard.waiting),
        NO_LOG,
        [expectationOf(heard.waiting), ...ourSpeechOf(heard.waiting)],
      ];
    }
    case 'gone':
      return [heard.token === state.waiting?.token ? withoutQuestion(state, heard.token) : state, NO_LOG, NO_EFFECTS];
  }
}

function answer(state: ListenerState, rules: ListenerRules): [ListenerState, readonly Effect[]] {
  if (!state.waiting) return [state, NO_EFFECTS];
  const { observation, considered } = findAnswer(state, rules);
  if (considered) {
    const [logged, news] = loggedOfQueue(rules.reading.queue(considered.text), considered.toMs, state);
    return [
      { ...logged, consideredUntilMs: considered.toMs },
      news.map((one) => ({ kind: 'happening', ...one }) as const),
    ];
  }
  if (!observation) return [state, NO_EFFECTS];
  const { token } = state.waiting;
  const told: Effect = { kind: 'answer', token, observation };
  const done = { ...withoutQuestion(state, token), verdicts: withoutTold(state, observation), probe: null };
  if (observation.kind !== 'prompt' || observation.text === '') return [done, [told]];
  const [logged, news] = loggedOfQueue(rules.reading.queue(observation.text), observation.atMs, done);
  return [logged, [...news.map((one) => ({ kind: 'happening', ...one }) as const), told]];
}

function withoutTold({ verdicts }: ListenerState, observation: Observation): ListenerState['verdicts'] {
  const { human, voicemail, ai_agent: machine, ...others } = verdicts;
  const ofHuman = observation.kind === 'human' || observation.kind === 'human_retracted';
  return {
    ...others,
    ...(human && !ofHuman ? { human } : {}),
    ...(voicemail && observation.kind !== 'voicemail' ? { voicemail } : {}),
    ...(machine && observation.kind !== 'ai_agent' ? { ai_agent: machine } : {}),
  };
}
