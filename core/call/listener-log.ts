import type { Happening } from '#core/contracts/events.ts';
import type { EarEvent, HeardWords, SoundClass } from '#core/ears/ears.ts';
import { type MediaMs, mediaMs } from '#core/media/media-clock.ts';
import type { ListenerRules } from './listener.ts';
import { musicMs } from './listener-answer.ts';
import type { ListenerState } from './listener-state.ts';

export interface Logged {
  readonly mediaMs: MediaMs;
  readonly what: Happening;
}

/** A change of sound is told when it lasts; pauses between words are none. */
const LASTS_MS: Readonly<Record<SoundClass, number>> = {
  silence: 2_000,
  music: 1_000,
  speech: 300,
  ringback: 300,
  tone: 100,
};
/** The same news of the queue is told again after this. */
const SAME_QUEUE_MS = 60_000;

/** What of an ear's event belongs in the log. */
export function loggedOfEvent(event: EarEvent, state: ListenerState): [ListenerState, readonly Logged[]] {
  switch (event.kind) {
    case 'heard-before': {
      const { fromMs, toMs, heardBefore } = event.segment;
      const where = heardBefore?.where ?? 'this-call';
      return [
        state,
        [{ mediaMs: fromMs, what: { kind: 'announcement.heard_before', forMs: Math.max(0, toMs - fromMs), where } }],
      ];
    }
    case 'verdict': {
      const { speaker, certainty, sinceMs, logOdds, evidence } = event;
      // What a machine may be changes with every beep, and nothing is done about it before it is sure.
      if (speaker !== 'human' && certainty === 'probable') return [state, []];
      // In a conversation nobody acts on it, and every pause of the agent would read as a doubt.
      if (state.waiting?.state === 'Bridge') return [state, []];
      const judged = { speaker, certainty, sinceMs, logOdds, evidence: [...evidence] };
      return [state, [{ mediaMs: event.atMs, what: { kind: 'voice.judged', ...judged } }]];
    }
    case 'queue':
      return loggedOfQueue(event, event.atMs, state);
    default:
      return [state, []];
  }
}

export function loggedOfQueue(
  news: { readonly position: number | null; readonly waitSeconds: number | null; readonly leftSeconds?: number | null },
  atMs: MediaMs,
  state: ListenerState,
): [ListenerState, readonly Logged[]] {
  const { position, waitSeconds, leftSeconds = null } = news;
  if (position === null && waitSeconds === null) return [state, []];
  const queue = `${position} ${waitSeconds}`;
  if (queue === state.log.queue && atMs - state.log.queueAtMs < SAME_QUEUE_MS) return [state, []];
  const log = { ...state.log, queue, queueAtMs: atMs };
  return [{ ...state, log }, [{ mediaMs: atMs, what: { kind: 'queue.position', position, waitSeconds, leftSeconds } }]];
}

export function loggedOfWords({ final, words, fromMs }: HeardWords): readonly Logged[] {
  const text = words.map((word) => word.text).join(' ');
  if (!final || text === '') return [];
  return [{ mediaMs: fromMs, what: { kind: 'words.heard', track: 'inbound', fromMs, text } }];
}

/** What the passing of time makes known. */
export function loggedOfTime(state: ListenerState, rules: ListenerRules): [ListenerState, readonly Logged[]] {
  const [sounded, sound] = soundChanged(state);
  const [held, hold] = heldInTalk(sounded, rules);
  return sound.length + hold.length === 0 ? [state, sound] : [held, [...sound, ...hold]];
}

function soundChanged(state: ListenerState): [ListenerState, readonly Logged[]] {
  const { open, log, nowMs, level } = state;
  if (!open || nowMs - open.fromMs < LASTS_MS[open.sound]) return [state, []];
  const tone = open.tone ?? null;
  if (open.sound === log.sound && tone === log.tone) return [state, []];
  const levelDb = level.count === 0 ? open.levelDb : 10 * Math.log10(level.power / level.count + 1e-9);
  return [
    { ...state, log: { ...log, sound: open.sound, tone } },
    [
      {
        mediaMs: open.fromMs,
        what: { kind: 'sound.changed', sound: open.sound, levelDb: Math.round(levelDb * 10) / 10, tone },
      },
    ],
  ];
}

/** In a conversation nobody decides on a hold, so its beginning and end are told here. Elsewhere the decision tells them. */
function heldInTalk(state: ListenerState, rules: ListenerRules): [ListenerState, readonly Logged[]] {
  const { waiting, log, nowMs, open } = state;
  if (waiting?.state !== 'Bridge') {
    return log.heldSinceMs === null ? [state, []] : [{ ...state, log: { ...log, heldSinceMs: null } }, []];
  }
  if (log.heldSinceMs === null) {
    const heldMs = musicMs(state, waiting.sinceMs);
    if (heldMs < rules.musicEndsTalkMs) return [state, []];
    const heldSinceMs = mediaMs(nowMs - heldMs);
    return [{ ...state, log: { ...log, heldSinceMs } }, [{ mediaMs: heldSinceMs, what: { kind: 'hold.began' } }]];
  }
  if (open?.sound !== 'speech' || nowMs - open.fromMs < LASTS_MS.speech) return [state, []];
  const heldMs = Math.max(0, open.fromMs - log.heldSinceMs);
  return [
    { ...state, log: { ...log, heldSinceMs: null } },
    [{ mediaMs: open.fromMs, what: { kind: 'hold.ended', heldMs } }],
  ];
}
