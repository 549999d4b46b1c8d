import { type Effect, type Heard, type ListenerRules, listenerRules, step } from '#core/call/listener.ts';
import { listenerAt } from '#core/call/listener-state.ts';
import type { Happening } from '#core/contracts/events.ts';
import type { Observation } from '#core/contracts/observation.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import type { EarEvent, Segment, SoundClass, ToneKind } from '#core/ears/ears.ts';
import { mediaMs } from '#core/media/media-clock.ts';

type Token = Waiting['token'];
export const token = (name: string) => name as Token;

export const listen = (
  sinceMs = 0,
  more: { patienceMs?: number; expect?: string[]; token?: string } = {},
): Waiting => ({
  state: 'Listen',
  token: token(more.token ?? 'listen-token'),
  since: 0,
  sinceMs: mediaMs(sinceMs),
  patienceMs: more.patienceMs ?? 15_000,
  expect: more.expect ?? [],
});

export const waitIn = (state: 'ReachUser' | 'Bridge' | 'AskUser', sinceMs = 0): Waiting => ({
  state,
  token: token(`${state}-token`),
  since: 0,
  sinceMs: mediaMs(sinceMs),
});

export const holdSince = (sinceMs = 0, certainty: 'probable' | 'confirmed' = 'confirmed') =>
  ({
    state: 'Hold' as const,
    token: token('Hold-token'),
    since: 0,
    sinceMs: mediaMs(sinceMs),
    certainty,
  }) satisfies Waiting;

export const placeCall: Waiting = { state: 'PlaceCall', token: token('place-token'), since: 0 };

const TICK_MS = 100;
/** Speech-to-text tells a stretch as final so long after its end. */
const WORDS_AFTER_MS = 600;
/** Short pauses do not end a voice for the ears. */
const SPEECH_ENDS_AFTER_MS = 500;

/**
 * A line as a script: `'speech 3s "thank you for calling", silence 2s, music 5s, tone busy 3s'`. Words are spread over their speech.
 * `words: false` = speech-to-text tells nothing.
 */
export function hearLine(
  script: string,
  options: {
    readonly ask?: readonly { readonly atMs: number; readonly waiting: Waiting }[];
    readonly also?: readonly { readonly atMs: number; readonly heard: Heard }[];
    readonly words?: boolean;
    readonly rules?: Partial<ListenerRules>;
    /** From when on this listener hears the line; what sounded before has no beginning for it. */
    readonly bornMs?: number;
  } = {},
) {
  const { heard, endMs } = readScript(script, options.words ?? true);
  for (const { atMs, waiting } of options.ask ?? []) heard.push({ atMs, heard: { kind: 'asked', waiting } });
  heard.push(...(options.also ?? []));
  for (let atMs = TICK_MS; atMs <= endMs; atMs += TICK_MS) {
    heard.push({ atMs, heard: { kind: 'time', nowMs: mediaMs(atMs), levelDb: -30 } });
  }
  const bornMs = options.bornMs ?? 0;
  const over = new Set(heard.flatMap((one) => idOfEnded(one, bornMs)));
  heard.splice(0, heard.length, ...heard.flatMap((one) => heardFrom(bornMs, over, one)));
  heard.sort((a, b) => a.atMs - b.atMs);
  const rules = { ...listenerRules, ...options.rules };
  let state = listenerAt(mediaMs(bornMs));
  const effects: { atMs: number; effect: Effect }[] = [];
  for (const one of heard) {
    const [next, caused] = step(state, one.heard, rules);
    state = next;
    effects.push(...caused.map((effect) => ({ atMs: one.atMs, effect })));
  }
  const answers: { atMs: number; token: string; observation: Observation }[] = [];
  const happenings: Happening[] = [];
  for (const { atMs, effect } of effects) {
    if (effect.kind === 'answer') answers.push({ atMs, token: effect.token, observation: effect.observation });
    if (effect.kind === 'happening') happenings.push(effect.what);
  }
  const expectations = effects.flatMap(({ effect }) => (effect.kind === 'expect' ? [effect] : []));
  const expected = expectations.map(({ what }) => what);
  const said = effects.flatMap(({ effect }) => (effect.kind === 'said' ? [effect.sentences] : []));
  return { answers, happenings, expectations, expected, said, observation: answers[0]?.observation ?? null, state };
}

interface At {
  readonly atMs: number;
  readonly heard: Heard;
}

const idOfEnded = ({ heard }: At, bornMs: number): number[] =>
  heard.kind === 'ear' && heard.event.kind === 'segment-closed' && heard.event.segment.toMs <= bornMs
    ? [heard.event.segment.id]
    : [];

/** A sound that goes on when the listener is born begins then; what is asked and recalled, it is told then. */
function heardFrom(bornMs: number, over: ReadonlySet<number>, { atMs, heard }: At): At[] {
  if (heard.kind === 'ear' && 'segment' in heard.event) {
    const { segment } = heard.event;
    if (over.has(segment.id)) return [];
    const born = { ...segment, fromMs: mediaMs(Math.max(bornMs, segment.fromMs)) };
    return [{ atMs: Math.max(bornMs, atMs), heard: { kind: 'ear', event: { ...heard.event, segment: born } } }];
  }
  if (heard.kind === 'asked' || heard.kind === 'recalled') return [{ atMs: Math.max(bornMs, atMs), heard }];
  return atMs < bornMs ? [] : [{ atMs, heard }];
}

function readScript(script: string, withWords: boolean) {
  const heard: { atMs: number; heard: Heard }[] = [];
  let atMs = 0;
  let id = 0;
  for (const part of script.split(/,\s*(?=[a-z]+ )/)) {
    const [, sound, tone, seconds, text = ''] =
      /^\s*([a-z]+)(?: ([a-z]+))? ([\d.]+)s(?: "(.*)")?\s*$/.exec(part) ?? expectPart(part);
    const lastsMs = Number(seconds) * 1000;
    id += 1;
    const fromMs = atMs;
    atMs += lastsMs;
    const segment: Segment = {
      id,
      sound: sound as SoundClass,
      fromMs: mediaMs(fromMs),
      toMs: mediaMs(fromMs),
      levelDb: -30,
      ...(tone ? { tone: tone as ToneKind } : {}),
    };
    const ear = (event: EarEvent, at: number) => heard.push({ atMs: at, heard: { kind: 'ear', event } });
    const closesMs = sound === 'speech' ? atMs + SPEECH_ENDS_AFTER_MS : atMs;
    ear({ kind: 'segment-opened', segment }, fromMs + 100);
    ear({ kind: 'segment-closed', segment: { ...segment, toMs: mediaMs(atMs) } }, closesMs);
    if (text && withWords) heard.push({ atMs: atMs + WORDS_AFTER_MS, heard: wordsOf(text, fromMs, atMs) });
  }
  return { heard, endMs: atMs };
}

export function wordsOf(text: string, fromMs: number, toMs: number, final = true): Heard {
  const all = text.split(' ');
  const eachMs = (toMs - fromMs) / all.length;
  const words = all.map((word, index) => ({
    text: word,
    fromMs: mediaMs(fromMs + index * eachMs),
    toMs: mediaMs(fromMs + (index + 1) * eachMs),
  }));
  return { kind: 'words', words: { words, final, fromMs: mediaMs(fromMs), toMs: mediaMs(toMs) } };
}

export function verdict(
  speaker: 'human' | 'voicemail' | 'ai_agent' | 'recording',
  certainty: 'probable' | 'confirmed' | 'retracted',
  atMs: number,
  sinceMs = atMs - 1000,
): { atMs: number; heard: Heard } {
  const evidence = [{ what: 'spoke, then left room', logOdds: 3 }];
  const event: EarEvent = {
    kind: 'verdict',
    speaker,
    certainty,
    sinceMs: mediaMs(sinceMs),
    atMs: mediaMs(atMs),
    logOdds: 3,
    evidence,
  };
  return { atMs, heard: { kind: 'ear', event } };
}

/** A voice since `sinceMs` that may be a person's waits for a word of ours. */
export function voiceWaits(atMs: number, sinceMs: number): { atMs: number; heard: Heard } {
  return { atMs, heard: { kind: 'ear', event: { kind: 'probe', atMs: mediaMs(atMs), sinceMs: mediaMs(sinceMs) } } };
}

function expectPart(part: string): never {
  throw new Error(`not a part of a line: ${part}`);
}
