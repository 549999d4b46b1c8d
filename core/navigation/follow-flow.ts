import { proposal, withItsAct } from './assent.ts';
import type { Choice, NavigationAction } from './choice.ts';
import type { FlowStep } from './flow.ts';
import { guard, guardedAct } from './guard.ts';
import { mayTake } from './may-take.ts';
import { optionAction } from './pick.ts';
import type { PromptOption } from './prompt.ts';
import type { Situation } from './situation.ts';

/** What the stored way does here; null when there is none, or when it would bind the person, or lacks their data: then the prompt is read, and the person asked. */
export function followFlow(situation: Situation): Choice | null {
  const { prompt, flow, factNames } = situation;
  if (!flow) return null;
  const action = actionOf(flow);
  if ('enter' in action && !factNames.includes(action.enter)) return null;
  const chosen = prompt.options.find((option) => JSON.stringify(optionAction(option)) === JSON.stringify(action));
  const isChoice = 'press' in action || 'say' in action;
  if (isChoice && !(chosen ? mayFollow(situation, chosen) : mayAnswer(situation))) return null;
  return { action, confidence: 0.97, reason: reasonOf(flow), by: 'flow' };
}

/** In the words with which the menu offers it, where the way knows them. */
function reasonOf(flow: FlowStep): string {
  const label = flow.do === 'DTMF' ? flow.label : undefined;
  return label === undefined ? 'by the known way' : `'${label}', by the known way`;
}

function actionOf(flow: FlowStep): NavigationAction {
  if (flow.do === 'DTMF' && flow.digits !== undefined) return { press: flow.digits };
  if (flow.do === 'DTMF' && flow.fact !== undefined) return { enter: flow.fact };
  return flow.do === 'SPEAK' ? { say: flow.say } : { wait: true };
}

/** A way that led to a person before knows better than a list of verbs, but not better than the person what may bind them. */
function mayFollow(situation: Situation, option: PromptOption): boolean {
  const { prompt, intent, approved = [] } = situation;
  const meant = withItsAct(prompt, option);
  switch (guardedAct(meant)) {
    case null:
      return true;
    case 'unfamiliar':
      return guard(meant, intent, approved, prompt.kind).kind === 'free';
    default:
      return mayTake(situation, option).kind === 'free';
  }
}

/** The option was not heard, or not yet: an answer to what is about to happen is given only if just that was approved. */
function mayAnswer({ prompt, approved = [] }: Situation): boolean {
  const proposed = proposal(prompt);
  return proposed === null || approved.some((one) => one === proposed || one.startsWith(`${proposed}:`));
}
