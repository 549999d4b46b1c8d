import type { Action } from '#core/contracts/action.ts';
import type { CallEvent } from '#core/contracts/events.ts';
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
  /** Decisions in this attempt. */
  readonly decisions: number;
}

export function journeyOf(log: readonly CallEvent[]): Journey {
  let steps: Step[] = [];
  let observed: Observation['kind'][] = [];
  let decisions = 0;
  let prompt: string | null = null;
  const earlier: Step[] = [];
  for (const { what } of log) {
    if (what.kind === 'call.dialling') {
      earlier.push(...steps);
      steps = [];
      observed = [];
      decisions = 0;
    }
    if (what.kind === 'step.observed') {
      observed.push(what.observation.kind);
      prompt = what.observation.kind === 'prompt' ? what.observation.text : null;
    }
    if (what.kind === 'step.decided') {
      decisions += 1;
      const action = navigationOf(what.action);
      if (prompt !== null && action) steps.push({ heard: prompt, kind: readPrompt(prompt).kind, action });
      prompt = null;
    }
  }
  return { steps, earlier, observed, decisions };
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
