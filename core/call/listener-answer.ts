import type { Observation } from '#core/contracts/observation.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import { type MediaMs, mediaMs } from '#core/media/media-clock.ts';
import type { ListenerRules } from './listener.ts';
import { type ListenerState, sinceOf, type Verdict } from './listener-state.ts';
import { type Utterance, utteranceSince } from './listener-utterance.ts';

type WaitingOf<S extends Waiting['state']> = Extract<Waiting, { state: S }>;

/** What there is to tell now, if anything; on hold also how far the words were considered. */
export interface Finding {
  readonly observation: Observation | null;
  /** Words that were found to need no answer. */
  readonly considered?: Utterance;
}

const NOTHING: Finding = { observation: null };

export function findAnswer(state: ListenerState, rules: ListenerRules): Finding {
  const { waiting } = state;
  switch (waiting?.state) {
    case 'PlaceCall':
      return { observation: { kind: 'connected' } };
    case 'Listen':
      return { observation: listening(state, waiting, rules) };
    case 'Hold':
      return holding(state, waiting, rules);
    case 'AskUser':
      return { observation: whileAsking(state, waiting, rules) };
    case 'ReachUser':
      return { observation: watching(state, waiting, rules) };
    default:
      return NOTHING;
  }
}

function listening(state: ListenerState, waiting: WaitingOf<'Listen'>, rules: ListenerRules): Observation | null {
  const sinceMs = sinceOf(waiting, state.bornMs);
  // What is told by one step is decided on before the next begins: a verdict may be a little older than what the step asks for.
  const judged =
    spoken(state, mediaMs(sinceMs - rules.verdictAgeMs), sinceMs, waiting.certainty) ??
    signalled(state, sinceMs, rules);
  if (judged) return judged;
  const utterance = utteranceSince(state, mediaMs(Math.max(waiting.sinceMs, state.recalledFromMs)));
  const prompt = utterance && promptOf(utterance, state, waiting.expect, rules);
  if (prompt) return prompt;
  const waits = waitingVoice(state, sinceMs);
  if (waits) return waits;
  const pending = utterance !== null && (utterance.text !== '' || utterance.voiceMs >= rules.leastVoiceMs);
  if (!pending && musicMs(state, sinceMs) >= rules.musicIsHoldMs) return { kind: 'hold_began', atMs: state.nowMs };
  return silenceOf(state, waiting, sinceMs, pending, rules);
}

function holding(state: ListenerState, waiting: WaitingOf<'Hold'>, rules: ListenerRules): Finding {
  const sinceMs = sinceOf(waiting, state.bornMs);
  const judged = spoken(state, sinceMs, sinceMs, waiting.certainty) ?? signalled(state, sinceMs, rules);
  if (judged) return { observation: judged };
  if (state.nowMs - sinceMs >= rules.longestHoldMs) return { observation: { kind: 'silence', atMs: state.nowMs } };
  const utterance = utteranceSince(state, state.consideredUntilMs);
  const prompt = utterance && promptOf(utterance, state, [], rules);
  if (!prompt) return { observation: waitingVoice(state, sinceMs) };
  return rules.reading.needsAnswer(prompt.text)
    ? { observation: prompt }
    : { observation: null, considered: { ...utterance, toMs: prompt.atMs } };
}

/** A menu that gets no key sends the caller on: whoever answers there does not wait until the person has. What else it says, it says again. */
function whileAsking(state: ListenerState, waiting: WaitingOf<'AskUser'>, rules: ListenerRules): Observation | null {
  const sinceMs = sinceOf(waiting, state.bornMs);
  const judged = spoken(state, mediaMs(sinceMs - rules.verdictAgeMs), sinceMs);
  return judged?.kind === 'human' ? judged : signalled(state, sinceMs, rules);
}

/** A human was found: only that it was none, or that the hold came back, matters now. */
function watching(state: ListenerState, waiting: WaitingOf<'ReachUser'>, rules: ListenerRules): Observation | null {
  const { human } = state.verdicts;
  if (human?.certainty === 'retracted' && human.atMs >= waiting.sinceMs) {
    return { kind: 'human_retracted', atMs: human.atMs, evidence: [...human.evidence] };
  }
  const heldMs = musicMs(state, sinceOf(waiting, state.bornMs));
  if (heldMs < rules.musicEndsTalkMs) return null;
  const evidence = [{ what: `music for ${Math.round(heldMs / 1000)} s`, logOdds: -6 }];
  return { kind: 'human_retracted', atMs: state.nowMs, evidence };
}

function spoken(
  { verdicts }: ListenerState,
  humanSinceMs: MediaMs,
  sinceMs: MediaMs,
  wanted: 'probable' | 'confirmed' = 'confirmed',
): Observation | null {
  const { human, voicemail, ai_agent: machine } = verdicts;
  const told = (verdict: Verdict | undefined, fromMs: MediaMs): verdict is Verdict =>
    verdict !== undefined && verdict.atMs >= fromMs && verdict.certainty === 'confirmed';
  const probably = wanted === 'probable' && human?.certainty === 'probable' && human.atMs >= humanSinceMs;
  if (told(human, humanSinceMs) || (human && probably)) {
    const { atMs, logOdds, certainty, evidence } = human;
    if (certainty === 'retracted') return null;
    return { kind: 'human', atMs, sinceMs: human.sinceMs, certainty, logOdds, evidence: [...evidence] };
  }
  if (told(voicemail, sinceMs)) return { kind: 'voicemail', atMs: voicemail.atMs };
  if (told(machine, sinceMs)) return { kind: 'ai_agent', atMs: machine.atMs };
  return null;
}

/** A voice that was found to need no answer waits for none. */
function waitingVoice({ probe, consideredUntilMs }: ListenerState, sinceMs: MediaMs): Observation | null {
  if (!probe || probe.atMs < sinceMs || probe.sinceMs < consideredUntilMs) return null;
  return { kind: 'voice_waits', atMs: probe.atMs };
}

/** Tones that end a call. Busy and reorder repeat, so one burst of them is not believed. */
function signalled({ tones, nowMs }: ListenerState, sinceMs: MediaMs, rules: ListenerRules): Observation | null {
  for (const tone of ['busy', 'reorder', 'sit', 'fax'] as const) {
    const runs = tones.filter((run) => run.tone === tone && run.fromMs >= sinceMs && run.toMs > nowMs - 6_000);
    const repeats = tone === 'busy' || tone === 'reorder';
    const soundedMs = runs.reduce((sum, run) => sum + run.toMs - run.fromMs, 0);
    if (soundedMs >= (repeats ? rules.busyToneMs : rules.leastToneMs) || (repeats && runs.length > 2)) {
      return { kind: 'tone', atMs: nowMs, tone };
    }
  }
  return null;
}

function promptOf(
  said: Utterance,
  { wordsDown }: ListenerState,
  expect: readonly string[],
  rules: ListenerRules,
): Extract<Observation, { kind: 'prompt' }> | null {
  const { text, fromMs, confidence } = said;
  const patchy = said.patchy ? { patchy: said.patchy } : {};
  if (text === '') {
    const leastMs = wordsDown ? rules.leastVoiceMs : rules.leastWordlessVoiceMs;
    const over = said.pauseMs >= (wordsDown ? rules.openPauseMs : rules.wordlessPauseMs);
    const endless = said.voiceMs >= rules.longestPromptMs;
    if (said.voiceMs < leastMs || !(over || endless)) return null;
    return { kind: 'prompt', atMs: said.toMs, fromMs, text, confidence: 0, ...patchy };
  }
  const early = { kind: 'prompt', atMs: said.lastWordMs, fromMs, text, confidence, ...patchy } as const;
  if (beginsAsExpected(text, expect) || said.voiceMs >= rules.longestPromptMs) return early;
  if (said.pauseMs < rules.wholePauseMs && !said.speaking) return null;
  const progress = rules.reading.progress(text);
  if (progress === 'repeats' && said.lastWordMs - fromMs > 0) return early;
  if (said.speaking || !said.settled) return null;
  if (said.pauseMs < (progress === 'whole' ? rules.wholePauseMs : rules.openPauseMs)) return null;
  return { ...early, atMs: said.toMs };
}

function silenceOf(
  { nowMs, open, voices }: ListenerState,
  { patienceMs }: WaitingOf<'Listen'>,
  sinceMs: MediaMs,
  pending: boolean,
  rules: ListenerRules,
): Observation | null {
  const lastVoiceMs = Math.max(sinceMs, ...voices.map(({ toMs }) => toMs));
  const sounding = open !== null && open.sound !== 'silence';
  const patienceOver = !pending && !sounding && nowMs - lastVoiceMs >= patienceMs;
  const tooLong = nowMs - sinceMs >= patienceMs + rules.longestListenMs;
  return patienceOver || tooLong ? { kind: 'silence', atMs: nowMs } : null;
}

/** How long music has been playing, not counting what played before `sinceMs`. */
export function musicMs({ open, nowMs }: ListenerState, sinceMs: MediaMs): number {
  return open?.sound === 'music' ? nowMs - Math.max(open.fromMs, sinceMs) : 0;
}

function beginsAsExpected(text: string, expect: readonly string[]): boolean {
  const heard = plain(text);
  return expect.some((beginning) => beginning.trim() !== '' && heard.includes(plain(beginning)));
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
