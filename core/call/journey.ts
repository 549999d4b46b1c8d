import type { Action, AskedAbout, Question } from '#core/contracts/action.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import type { EventId } from '#core/contracts/ids.ts';
import type { Observation } from '#core/contracts/observation.ts';
import type { NavigationAction, Step } from '#core/navigation/choice.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';
import { questionIn } from './asked.ts';
import { LEAST_TALK_MS } from './conversation.ts';

/** What was lived through in a call so far, read from its log. */
export interface Journey {
  /** Prompts and what was done at them, in this dial attempt. */
  readonly steps: readonly Step[];
  /** The same of the attempts before that led to somebody or to a queue; a redial follows them. */
  readonly earlier: readonly Step[];
  /** Kinds observed in this attempt, in order. */
  readonly observed: readonly Observation['kind'][];
  /** Keys pressed and phrases said in this attempt since it was last on hold. */
  readonly moves: number;
  /** This attempt has been on hold. */
  readonly held: boolean;
  /** Of some prompt in this attempt not all was understood, for a reason of ours. */
  readonly halfHeard: boolean;
  /** In this attempt there was a conversation, and it is over. */
  readonly talked: boolean;
  /** When the room of the one that is not over was opened (epoch ms). */
  readonly openedAt: number | null;
  /** Questions that the person was asked in this call. */
  readonly asked: readonly string[];
  /** What the person allowed in this call (see `Question.about`). */
  readonly approved: readonly string[];
  /** What the person was asked for and did not allow or give, or did not answer to. */
  readonly refused: readonly string[];
  /** What is being asked now. */
  readonly unanswered: string | null;
  /** The prompt that was decided on last in this attempt. */
  readonly lastPrompt: Prompt | null;
  /** How often in a row it was waited for a prompt's repeat, since not all of it had been understood. */
  readonly awaitedRepeats: number;
  /** What the company said since it was last decided: a line that ends in mid-sentence may have told why. */
  readonly lastWords: string;
}

type Prompt = Extract<Observation, { kind: 'prompt' }>;

type Attempt = { -readonly [K in 'observed' | 'moves' | 'held' | 'halfHeard' | 'talked' | 'openedAt']: Journey[K] } & {
  steps: Step[];
  lastWords: string;
  lastPrompt: Prompt | null;
  awaitedRepeats: number;
};

const begun = (): Attempt => ({
  steps: [],
  observed: [],
  moves: 0,
  held: false,
  halfHeard: false,
  talked: false,
  openedAt: null,
  lastWords: '',
  lastPrompt: null,
  awaitedRepeats: 0,
});

/** A decision's name says what it was made on, so that their order in the log does not matter. */
export function decidedIdOf(observationId: string): EventId {
  return `${observationId}${DECIDED}` as EventId;
}
const DECIDED = '-decided';

export function journeyOf(log: readonly CallEvent[]): Journey {
  const prompts = new Map<string, Prompt>();
  for (const { eventId, what } of log) {
    if (what.kind === 'step.observed' && what.observation.kind === 'prompt')
      prompts.set(decidedIdOf(eventId), what.observation);
  }
  let attempt = begun();
  const earlier: Step[] = [];
  const asked: string[] = [];
  const questions = new Questions();
  for (const { eventId, at, what } of log) {
    switch (what.kind) {
      case 'call.dialling':
        if (!ledNowhere(attempt)) earlier.push(...attempt.steps);
        attempt = begun();
        break;
      case 'words.heard':
        if (what.track === 'inbound') attempt.lastWords = `${attempt.lastWords} ${what.text}`.trim();
        break;
      case 'bridge.opened':
        attempt.openedAt = at;
        break;
      case 'bridge.closed':
        attempt.talked ||= what.talkedMs >= LEAST_TALK_MS;
        attempt.openedAt = null;
        break;
      case 'step.observed':
        attempt.observed = [...attempt.observed, what.observation.kind];
        if (what.observation.kind === 'prompt' && what.observation.patchy) attempt.halfHeard = true;
        questions.observed(what.observation);
        break;
      case 'step.decided':
        decided(attempt, what.action, prompts.get(eventId), questions.isOpen);
        questions.decided(what.action);
        if (what.action.next === 'ask_user') asked.push(what.action.question);
        break;
    }
  }
  const { approved, refused, unanswered } = questions;
  return { ...attempt, earlier, asked, approved, refused, unanswered };
}

/** Its keys may have been wrong or late: a second call finds its way anew. */
const ledNowhere = ({ halfHeard, held, observed }: Attempt): boolean =>
  halfHeard && !held && !observed.includes('human');

/** What became of what the person was asked. A question that is followed by something else without an answer was not answered. */
class Questions {
  readonly approved: string[] = [];
  readonly refused: string[] = [];
  #open: Question | null = null;
  #isAnswered = false;

  get isOpen(): boolean {
    return this.#open !== null;
  }

  get unanswered(): string | null {
    const about = this.#isAnswered ? undefined : this.#open?.about;
    return about ? nameOf(about) : null;
  }

  observed(observation: Observation): void {
    if (!this.#open || (observation.kind !== 'user_answered' && observation.kind !== 'user_silent')) return;
    const { about } = this.#open;
    const answer = observation.kind === 'user_answered' ? observation.answer : 'no';
    if (about && answer === 'no') this.refused.push(nameOf(about));
    else if (about?.kind === 'approval' && answer === 'yes') this.approved.push(about.approval);
    this.#isAnswered = true;
  }

  decided(action: Action): void {
    // Whoever heard the call was lost, or the company hung up, and the same is asked on.
    const asks = questionIn(action);
    const isAskedOn = asks !== null && asks.question === this.#open?.question;
    if (isAskedOn && (!this.#isAnswered || action.next === 'redial')) return;
    if (this.unanswered !== null) this.refused.push(this.unanswered);
    this.#open = asks;
    this.#isAnswered = false;
  }
}

const nameOf = (about: AskedAbout): string => (about.kind === 'approval' ? about.approval : about.fact);

/** @param answered the decision follows a question to the person, about the prompt before it */
function decided(attempt: Attempt, action: Action, prompt: Prompt | undefined, answered: boolean): void {
  attempt.lastWords = '';
  if (action.next === 'press' || action.next === 'enter' || action.next === 'say') attempt.moves += 1;
  if (action.next === 'hold') {
    attempt.moves = 0;
    attempt.held = true;
  }
  const taken = navigationOf(action);
  const isWait = action.next === 'listen' || action.next === 'hold';
  const isLate = answered || attempt.awaitedRepeats > 0;
  const about = prompt ?? (isLate && taken && !('wait' in taken) ? attempt.lastPrompt : null);
  if (prompt) attempt.lastPrompt = prompt;
  const awaitsRepeat = prompt?.patchy !== undefined && isWait;
  if (prompt || !isWait) attempt.awaitedRepeats = awaitsRepeat ? attempt.awaitedRepeats + 1 : 0;
  if (awaitsRepeat) return;
  // Heard by its beginning only: the whole of it comes next.
  if (!about || !taken || (action.next === 'listen' && action.sinceMs < about.atMs)) return;
  attempt.steps.push({ heard: about.text, kind: readPrompt(about.text).kind, action: taken });
}

function navigationOf(action: Action): NavigationAction | null {
  switch (action.next) {
    case 'press':
      return { press: action.digits };
    case 'enter':
      return { enter: action.fact };
    case 'say':
      return { say: action.text };
    case 'listen':
    case 'hold':
      return { wait: true };
    case 'reach_user':
      return { human: true };
    case 'finish':
      return { hangup: true };
    default:
      return null;
  }
}
