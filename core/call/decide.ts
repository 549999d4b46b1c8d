import type { Action } from '#core/contracts/action.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { Observation } from '#core/contracts/observation.ts';
import type { Outcome } from '#core/contracts/outcome.ts';
import type { WaitingState } from '#core/contracts/waiting.ts';
import { type MediaMs, mediaMs } from '#core/media/media-clock.ts';
import { answersAsFax } from '#core/navigation/fax.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';
import { similarPrompts } from '#core/navigation/similar.ts';
import { probe } from '#core/people/sentences.ts';
import { mayRedial, questionIn } from './asked.ts';
import { LEAST_TALK_MS } from './conversation.ts';
import { decideAtPrompt } from './decide-at-prompt.ts';
import { type Decision, PATIENCE_MS, type Situation } from './decision.ts';
import { aloud } from './intent-in-log.ts';
import type { Journey } from './journey.ts';
import { asFarAsKeys } from './patchy.ts';
import { expectedNext } from './way.ts';

type Prompt = Extract<Observation, { kind: 'prompt' }>;
type Tone = Extract<Observation, { kind: 'tone' }>;

/** The first prompt may come after a ring of its own. */
const FIRST_PATIENCE_MS = 30_000;
/** A way to a queue that needs more keys and phrases than this is a circle. */
const MOST_MOVES = 40;
/** Devices are rung for at most this long after the human was heard; agents do not wait longer. */
const LONGEST_REACH_MS = 600_000;
/** From here on what was said is a prompt's repeat. */
const SAME_PROMPT = 0.6;
/** In one attempt. */
const MOST_PROBES = 3;
/** A line that stays silent this often may be a hold without music. */
const SILENCES_UNTIL_HOLD = 2;

/** What to do next. Pure: the same situation gives the same decision. */
export function decide(situation: Situation): Decision {
  const { observation, journey, call, lost, nowMs } = situation;
  const expect = expectedNext(situation.known?.path ?? null, journey.steps);
  if (!observation) return lost === 'AskUser' ? afterAsking(situation) : afterTimeout(call, lost, nowMs);
  switch (observation.kind) {
    case 'connected':
      return rule(listen(mediaMs(0), FIRST_PATIENCE_MS, expect));
    case 'prompt':
      if (answersAsFax(readPrompt(observation.text))) return rule(faxAnswers);
      return journey.moves < MOST_MOVES ? decideAtPrompt(situation, observation) : rule(inCircles);
    case 'hold_began':
      return rule({ next: 'hold', sinceMs: observation.atMs });
    case 'human':
      return rule({ next: 'reach_user', sinceMs: observation.sinceMs });
    case 'human_retracted':
      return rule({ next: 'hold', sinceMs: observation.atMs });
    case 'ai_agent':
      return rule(journey.moves < MOST_MOVES ? toAssistant(call.request.intent, journey) : inCircles);
    case 'voice_waits':
      return rule(toWaitingVoice(call.state, journey, observation.atMs));
    case 'said':
      if (call.action?.next === 'say' && call.action.answerSinceMs !== undefined)
        return rule(goOn(call.state, call.action.answerSinceMs));
      return rule(listen(observation.atMs, PATIENCE_MS, expect));
    case 'pressed':
      return rule(listen(observation.atMs, PATIENCE_MS, expect));
    case 'tone':
      return rule(signalled[observation.tone]);
    case 'voicemail':
      return rule(atVoicemail(situation, observation.atMs, expect));
    case 'silence':
      return afterSilence(situation, observation.atMs);
    case 'back_to_hold':
      return rule({ next: 'hold', sinceMs: nowMs });
    case 'user_answered':
    case 'user_silent':
      return afterAsking(situation);
    case 'company_hung_up':
      return rule(afterHangUp(call, journey));
    case 'user_hung_up':
      return rule(afterPersonLeft(journey));
    case 'accepted':
    case 'worker_lost':
      return again(call, nowMs);
    default:
      return rule(finish(...endings(observation)));
  }
}

const rule = (action: Action): Decision => ({ action, by: 'rules', confidence: 1 });

const finish = (outcome: Outcome, reason: string): Action => ({ next: 'finish', outcome, reason });

const listen = (sinceMs: MediaMs, patienceMs: number, expect: string[] = []): Action => ({
  next: 'listen',
  sinceMs,
  patienceMs,
  expect,
});

const inCircles = finish('no_way_found', 'the menus led in circles');
const faxAnswers = finish('company_fax', 'a fax machine answered');
const isBusy = finish('company_busy', 'a busy tone was heard');

/** What a tone of the line says of the number. */
const signalled: Readonly<Record<Tone['tone'], Action>> = {
  busy: isBusy,
  reorder: isBusy,
  sit: finish('company_unreachable', 'the number is not in service'),
  fax: faxAnswers,
};

/** Whoever heard the call was lost and another one hears it: what was being done is gone on with. ReachUser knows whom it has reached already. */
function again({ action }: Situation['call'], nowMs: MediaMs): Decision {
  const goesOn =
    action && action.next !== 'press' && action.next !== 'enter' && action.next !== 'say' && action.next !== 'redial';
  return rule(goesOn ? action : listen(nowMs, PATIENCE_MS));
}

/** A step ran out of time. ReachUser does so often, to look after devices whose callbacks were lost. */
function afterTimeout(call: Situation['call'], lost: WaitingState | null, nowMs: MediaMs): Decision {
  const { action } = call;
  if (lost === 'ReachUser') {
    const goesOn = action?.next === 'reach_user' && nowMs - action.sinceMs < LONGEST_REACH_MS;
    return rule(goesOn ? action : finish('user_unreachable', 'nobody took the call in time'));
  }
  if (lost === 'Bridge') return rule(finish('connected', 'the longest time of a conversation is over'));
  if (action?.next === 'listen' || action?.next === 'hold') return rule(action);
  return rule({ next: 'hold', sinceMs: nowMs });
}

/** The prompt at which the person is asked about something; null when this is decided on something else. */
export function promptAtIssue({ observation, lost, journey }: Situation): Prompt | null {
  if (observation?.kind === 'prompt') return observation;
  const isOver = observation
    ? observation.kind === 'user_answered' || observation.kind === 'user_silent'
    : lost === 'AskUser';
  if (!isOver || !journey.lastPrompt) return null;
  const { lastPrompt, lastWords } = journey;
  return lastWords === '' || similarPrompts(lastWords, lastPrompt.text) > SAME_PROMPT ? lastPrompt : null;
}

/** The person answered, or did not: the prompt still waits for us, unless the company has gone on to say something else. */
function afterAsking(situation: Situation): Decision {
  const { journey, nowMs } = situation;
  const prompt = promptAtIssue(situation);
  if (prompt) return decideAtPrompt(situation, { ...prompt, patchy: undefined });
  return rule(listen(journey.lastPrompt?.atMs ?? nowMs, PATIENCE_MS));
}

/** A menu that speaks of voicemail ("for problems with your voicemail press three") is none. */
function atVoicemail({ call, journey }: Situation, atMs: MediaMs, expect: string[]): Action {
  const isMenu = readPrompt(journey.lastWords).options.some(({ key }) => key !== null);
  if (!isMenu) return finish('company_voicemail', 'only a voicemail answered');
  return listen(call.action?.next === 'listen' ? call.action.sinceMs : atMs, PATIENCE_MS, expect);
}

function afterSilence(situation: Situation, atMs: MediaMs): Decision {
  const { journey } = situation;
  const { awaitedRepeats, lastPrompt, lastWords } = journey;
  // It does not say it again: then what was understood must do.
  if (awaitedRepeats > 0 && lastPrompt && lastWords === '')
    return decideAtPrompt(situation, { ...lastPrompt, patchy: undefined, text: asFarAsKeys(lastPrompt.text) });
  const trailing = journey.observed.length - 1 - journey.observed.findLastIndex((kind) => kind !== 'silence');
  return rule(trailing >= SILENCES_UNTIL_HOLD ? { next: 'hold', sinceMs: atMs } : listen(atMs, PATIENCE_MS));
}

/** A talking machine is told what is wanted; when it asks on, only that a person is wanted. */
function toAssistant(intent: string, journey: Journey): Action {
  const met = journey.observed.filter((kind) => kind === 'ai_agent').length;
  const reason = 'a talking machine answers';
  return met <= 1
    ? { next: 'say', text: aloud(intent), reason }
    : { next: 'say', text: 'Representative, please.', reason };
}

/** One word tells a person from a recording, and greets the person. Recordings that never answer are not asked for ever. */
function toWaitingVoice(state: CallRecord['state'], { observed }: Journey, atMs: MediaMs): Action {
  if (observed.filter((kind) => kind === 'voice_waits').length > MOST_PROBES) return goOn(state, atMs);
  return { next: 'say', text: probe, answerSinceMs: atMs, reason: 'a voice waits; a person would answer' };
}

/** Back to what was being done. */
const goOn = (state: CallRecord['state'], sinceMs: MediaMs): Action =>
  state === 'holding' ? { next: 'hold', sinceMs } : listen(sinceMs, PATIENCE_MS);

const SPEAKS_OF_HOURS = /\b(closed?|closing|hours?|open|opens|office)\b/i;

function afterHangUp(call: Situation['call'], journey: Journey): Action {
  if (hasTalked(call, journey) && call.state === 'bridged')
    return finish('connected', 'the company hung up after the conversation');
  const words = journey.lastWords === '' ? null : readPrompt(journey.lastWords);
  const last = words ? words.kind : journey.steps.at(-1)?.kind;
  const dropped = journey.held || call.state === 'holding' || call.state === 'reaching' || call.state === 'bridged';
  const asks = questionIn(call.action);
  // Whoever gives up a line on which nobody answers, or keys in what was asked for, says goodbye as a company does that closes.
  const isClosed = last === 'closed' && (!(dropped || asks) || SPEAKS_OF_HOURS.test(journey.lastWords));
  if (isClosed) return finish('company_closed', 'the company said that it is closed, and hung up');
  if (last === 'voicemail_greeting') return finish('company_voicemail', 'only a voicemail answered');
  if (words && answersAsFax(words)) return faxAnswers;
  const isRedialled = mayRedial(call);
  if (isRedialled && asks) {
    const { question, options, about } = asks;
    return { next: 'redial', asks: { question, options, about }, reason: 'the company hung up while you were asked' };
  }
  if (isRedialled && dropped) return { next: 'redial', reason: 'the company dropped us on hold' };
  if (isRedialled && journey.halfHeard)
    return { next: 'redial', reason: 'the company hung up at a menu that was only half heard' };
  return finish('company_hung_up', dropped ? 'the company dropped us on hold' : 'the company hung up');
}

/** An agent who left while the room was being opened has talked to nobody. */
function hasTalked({ legEndedAt }: Situation['call'], { talked, openedAt }: Journey): boolean {
  return talked || (openedAt !== null && (legEndedAt === null || legEndedAt - openedAt >= LEAST_TALK_MS));
}

function afterPersonLeft({ talked, openedAt }: Journey): Action {
  return talked || openedAt !== null
    ? finish('connected', 'the person hung up after the conversation')
    : finish('user_unreachable', 'the person accepted, and was gone before the agent was there');
}

function endings(observation: Observation): [Outcome, string] {
  switch (observation.kind) {
    case 'busy':
      return ['company_busy', 'the line is busy'];
    case 'no_answer':
      return ['company_no_answer', 'nobody answered'];
    case 'refused':
      return ['company_unreachable', observation.reason];
    case 'canceled':
      return ['user_canceled', 'canceled on request'];
    case 'unreachable':
      return ['user_unreachable', 'none of the devices took the call'];
    default:
      return ['failed', `nothing is known to follow ${observation.kind}`];
  }
}
