import type { Action } from '#core/contracts/action.ts';
import type { Observation } from '#core/contracts/observation.ts';
import type { Choice, Step } from '#core/navigation/choice.ts';
import { choose } from '#core/navigation/choose.ts';
import { asWords } from '#core/navigation/digit-ladder.ts';
import { entryForm } from '#core/navigation/entry-form.ts';
import type { FlowStep } from '#core/navigation/flow.ts';
import type { FlowAdvice } from '#core/navigation/next-flow-step.ts';
import type { PromptKind, ReadPrompt } from '#core/navigation/prompt.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';
import type { Situation as AtPrompt } from '#core/navigation/situation.ts';
import { withoutTags } from '#core/policy/hide-numbers.ts';
import { type Decision, PATIENCE_MS, type Situation } from './decision.ts';
import { aloud, standsForIntent } from './intent-in-log.ts';
import { knownStep } from './known-way.ts';
import { asFarAsKeys } from './patchy.ts';
import { actsEarly, expectedNext, placeOn, stepTo } from './way.ts';

type Prompt = Extract<Observation, { kind: 'prompt' }>;

/** After these, staying on the line is being on hold. */
const leadsToHold: ReadonlySet<PromptKind> = new Set(['hold_announcement', 'wait_transfer', 'callback_offer']);

/** Words that sound like a person's by less than this may be the rest of a menu whose beginning was not heard. */
const HUMAN_BY_WORDS = 0.5;

/** Speech-to-text was down: the usual first key to a person, once, then patience. */
const BLIND_KEY = '0';

/** Menus say it again after about five seconds without a key. */
const REPEATS_WITHIN_MS = 8_000;
/** How often a repeat is waited for: menus give up after the third time or so, and one of which only the beginning is missing may do the second time. */
const MOST_AWAITED = { begins_late: 1, within: 2 } as const;

/**
 * At a prompt of which words are missing nothing is done but to wait for its repeat: "for billing press two for" is another menu than the one
 * that was said. Only the known way, whose prompt was heard whole before, needs no more.
 */
export function decideAtPrompt(situation: Situation, prompt: Prompt): Decision {
  const { patchy } = prompt;
  if (patchy === undefined) return decideOnWords(situation, prompt);
  const awaited = situation.journey.awaitedRepeats;
  if (awaited >= MOST_AWAITED[patchy]) {
    return decideOnWords(situation, patchy === 'within' ? { ...prompt, text: asFarAsKeys(prompt.text) } : prompt);
  }
  const decision = decideOnWords(situation, prompt);
  if (decision.by === 'flow' || !isActed(decision.action)) return decision;
  const action: Action =
    situation.call.state === 'holding'
      ? { next: 'hold', sinceMs: prompt.atMs }
      : { next: 'listen', sinceMs: prompt.atMs, patienceMs: REPEATS_WITHIN_MS, expect: [] };
  return { action, by: 'rules', confidence: 1 };
}

const isActed = ({ next }: Action): boolean => next !== 'listen' && next !== 'hold' && next !== 'reach_user';

/** What to do at a prompt: the known way first, then what was read in it. The person is asked the same thing once. */
function decideOnWords(situation: Situation, prompt: Prompt): Decision {
  if (prompt.text.trim() === '') return blind(situation, prompt);
  const early = earlyAdvice(situation, prompt);
  if (early === 'hear_it_whole') {
    const action: Action = { next: 'listen', sinceMs: prompt.fromMs, patienceMs: PATIENCE_MS, expect: [] };
    return { action, by: 'flow', confidence: 1 };
  }
  const at = situationAt(situation, prompt, early ?? undefined);
  return decisionOf(situation, prompt, at, choose(at));
}

/** The prompt as navigation sees it: names of facts, no values. */
export function situationAt(
  situation: Situation,
  prompt: Prompt,
  early?: { read: ReadPrompt; advice: FlowAdvice },
): AtPrompt {
  const { call, journey, known, lost } = situation;
  const { approved, refused, unanswered } = journey;
  const read = early?.read ?? readPrompt(prompt.text);
  const advice = early?.advice ?? (known?.path ? placeOn(known.path, journey.steps, read) : null);
  return {
    prompt: read,
    intent: call.request.intent,
    factNames: known?.factNames ?? [],
    fits: (fact) => fitsAt(situation, read, fact),
    history: journey.steps.map((step) => inOwnWords(step, call.request.intent)),
    flow: advice ? stepTo(advice) : knownStep(journey.earlier, prompt.text),
    approved,
    refused: lost === 'AskUser' && unanswered !== null ? [...refused, unanswered] : refused,
    readBack: known?.readBack ?? null,
  };
}

/** The log has what was said of the intent without its numbers; what is tried again is compared in full. */
const inOwnWords = (step: Step, intent: string): Step =>
  'say' in step.action && standsForIntent(step.action.say, intent) ? { ...step, action: { say: intent } } : step;

/** Keyed in, unless only a voice is heard. */
const firstDelivery = ({ asksFor }: ReadPrompt): 'at_once' | 'spoken' =>
  asksFor?.spoken === true && !asksFor.keyed ? 'spoken' : 'at_once';

const fitsAt = ({ call, journey, known }: Situation, read: ReadPrompt, fact: string): boolean =>
  known?.fits?.(fact, entryForm(read, journey.steps, fact, call.request.number), firstDelivery(read)) ?? true;

/** What a choice, ours or a model's, comes to. */
export function decisionOf(situation: Situation, prompt: Prompt, at: AtPrompt, choice: Choice): Decision {
  const { call, journey } = situation;
  const onHold = call.state === 'holding' || leadsToHold.has(at.prompt.kind);
  if ('ask' in choice.action && journey.asked.includes(choice.action.ask.text)) {
    return { action: stay(situation, prompt, onHold), by: 'fallback', confidence: 0.3 };
  }
  return { action: actionOf(situation, prompt, at, choice, onHold), by: choice.by, confidence: choice.confidence };
}

/**
 * A step that expected this prompt was told its beginning. It is acted on only where the known way does so; else the whole of it is
 * heard first. Null: this is a whole prompt.
 */
function earlyAdvice(situation: Situation, { text }: Prompt) {
  const { call, journey, known } = situation;
  const { action } = call;
  if (!known?.path || action?.next !== 'listen' || action.expect.length === 0) return null;
  const read = readPrompt({ words: text.split(' '), partial: true });
  const advice = placeOn(known.path, journey.steps, read);
  if (read.complete === 'yes') return null;
  if (advice.kind !== 'follow' || !actsEarly(advice.step)) return 'hear_it_whole';
  const asked = { ...read, asksFor: wholeRequest(advice.step) ?? read.asksFor };
  return isAtHand(situation, asked, advice.step) ? { read: asked, advice } : 'hear_it_whole';
}

/** What the person is to be asked for is told in the prompt's own words, all of them. */
const isAtHand = (situation: Situation, read: ReadPrompt, step: FlowStep): boolean =>
  step.do !== 'DTMF' ||
  step.fact === undefined ||
  (situation.known?.factNames.includes(step.fact) === true && fitsAt(situation, read, step.fact));

/** How an entry ends is said last, and was heard on earlier calls. */
const wholeRequest = (step: FlowStep): ReadPrompt['asksFor'] =>
  step.do === 'DTMF' && step.fact !== undefined
    ? (step.expect.map((text) => readPrompt(text).asksFor).find((asked) => asked !== null) ?? null)
    : null;

function actionOf(
  situation: Situation,
  prompt: Prompt,
  { prompt: read }: AtPrompt,
  { action, reason, giveUp, delivery, confidence }: Choice,
  onHold: boolean,
): Action {
  if ('press' in action)
    return delivery === 'spoken'
      ? { next: 'say', text: asWords(action.press), reason }
      : { next: 'press', digits: action.press, reason };
  if ('enter' in action) {
    return {
      next: 'enter',
      fact: action.enter,
      delivery: delivery ?? firstDelivery(read),
      ...entryForm(read, situation.journey.steps, action.enter, situation.call.request.number),
      terminator: read.asksFor?.terminator ?? null,
      reason,
    };
  }
  if ('say' in action) {
    if (read.kind === 'voicemail_greeting' && !WANTS_MESSAGE.test(situation.call.request.intent))
      return { next: 'finish', outcome: 'company_voicemail', reason: 'a mailbox, and no message was asked for' };
    return { next: 'say', text: aloud(action.say), reason };
  }
  if ('ask' in action) {
    const { text, options, about } = action.ask;
    return { next: 'ask_user', question: withoutTags(text), options: [...options], about };
  }
  // Whether a voice is a person is for the ears to judge; words alone must be plain.
  if ('human' in action)
    return confidence < HUMAN_BY_WORDS
      ? stay(situation, prompt, onHold)
      : { next: 'reach_user', sinceMs: prompt.fromMs };
  if ('hangup' in action) return { next: 'finish', outcome: giveUp ?? 'no_way_found', reason };
  return stay(situation, prompt, onHold);
}

/** What somebody wants to talk about is not for a stranger's mailbox, unless they say so. */
const WANTS_MESSAGE = /\b(leave|send|give|record)\b.*\b(message|voice ?mail|word)\b|\b(message|voice ?mail) for\b/i;

function stay({ journey, known }: Situation, { atMs }: Prompt, onHold: boolean): Action {
  if (onHold) return { next: 'hold', sinceMs: atMs };
  const expect = expectedNext(known?.path ?? null, journey.steps);
  return { next: 'listen', sinceMs: atMs, patienceMs: PATIENCE_MS, expect };
}

function blind(situation: Situation, prompt: Prompt): Decision {
  const steps = situation.journey.steps.length;
  const action: Action =
    steps === 0
      ? {
          next: 'press',
          digits: BLIND_KEY,
          reason: 'a recording spoke, its words are not known; 0 often reaches a person',
        }
      : stay(situation, prompt, steps > 2);
  return { action, by: 'fallback', confidence: 0.2 };
}
