import type { Action } from '#core/contracts/action.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import type { EventId } from '#core/contracts/ids.ts';
import type { Observation } from '#core/contracts/observation.ts';
import type { NavigationAction, Step } from '#core/navigation/choice.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';

/** What was lived through in a call so far, read from its log. */
export interface Journey {
  /** Prompts and what was done at them, in this dial attempt. */
  readonly steps: readonly Step[];
  /** The same of the attempts before; a redial follows them. */
  readonly earlier: readonly Step[];
  /** Kinds observed in this attempt, in order. */
  readonly observed: readonly Observation['kind'][];
  /** Keys pressed and phrases said in this attempt since it was last on hold. */
  readonly moves: number;
  /** This attempt has been on hold. */
  readonly held: boolean;
  /** In this attempt the person was connected. */
  readonly talked: boolean;
  /** Questions that the person was asked in this call. */
  readonly asked: readonly string[];
  /** What the company said since it was last decided: a line that ends in mid-sentence may have told why. */
  readonly lastWords: string;
}

type Attempt = { -readonly [K in 'observed' | 'moves' | 'held' | 'talked']: Journey[K] } & {
  steps: Step[];
  lastWords: string;
};

const begun = (): Attempt => ({ steps: [], observed: [], moves: 0, held: false, talked: false, lastWords: '' });

/** A decision's name says what it was made on, so that their order in the log does not matter. */
export function decidedIdOf(observationId: string): EventId {
  return `${observationId}${DECIDED}` as EventId;
}
const DECIDED = '-decided';

export function journeyOf(log: readonly CallEvent[]): Journey {
  const prompts = new Map<string, string>();
  for (const { eventId, what } of log) {
    if (what.kind === 'step.observed' && what.observation.kind === 'prompt')
      prompts.set(decidedIdOf(eventId), what.observation.text);
  }
  let attempt = begun();
  const earlier: Step[] = [];
  const asked: string[] = [];
  for (const { eventId, what } of log) {
    switch (what.kind) {
      case 'call.dialling':
        earlier.push(...attempt.steps);
        attempt = begun();
        break;
      case 'words.heard':
        if (what.track === 'inbound') attempt.lastWords = `${attempt.lastWords} ${what.text}`.trim();
        break;
      case 'bridge.opened':
        attempt.talked = true;
        break;
      case 'step.observed':
        attempt.observed = [...attempt.observed, what.observation.kind];
        break;
      case 'step.decided':
        decided(attempt, what.action, prompts.get(eventId));
        if (what.action.next === 'ask_user') asked.push(what.action.question);
        break;
    }
  }
  return { ...attempt, earlier, asked };
}

function decided(attempt: Attempt, action: Action, heard: string | undefined): void {
  attempt.lastWords = '';
  if (action.next === 'press' || action.next === 'say') attempt.moves += 1;
  if (action.next === 'hold') {
    attempt.moves = 0;
    attempt.held = true;
  }
  const taken = navigationOf(action);
  if (heard !== undefined && taken) attempt.steps.push({ heard, kind: readPrompt(heard).kind, action: taken });
}

function navigationOf(action: Action): NavigationAction | null {
  switch (action.next) {
    case 'press':
      return { press: action.digits };
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
