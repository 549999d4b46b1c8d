import { withItsAct } from './assent.ts';
import type { Choice, NavigationAction } from './choice.ts';
import { approvalOf, type GuardedAct } from './guard.ts';
import { mayTake } from './may-take.ts';
import type { PromptOption } from './prompt.ts';
import type { Situation } from './situation.ts';

export const optionAction = (option: PromptOption): NavigationAction =>
  option.key !== null ? { press: option.key } : option.say !== null ? { say: option.say } : { wait: true };

export const nameOf = (option: PromptOption): string =>
  option.key !== null
    ? `${option.key} '${option.label}'`
    : option.say !== null
      ? `'${option.say}'`
      : 'staying on the line';

const CONSEQUENCE: Readonly<Record<GuardedAct, string>> = {
  cancel: 'This cancels something',
  close: 'This closes an account',
  pay: 'This pays',
  authorise: 'This binds you',
  consent: 'This gives consent',
  block: 'This blocks something',
  move_money: 'This moves money',
  postpone: 'This postpones something',
  unfamiliar: 'This may not be undone',
};

/** Chooses an option if the guard lets it through: an action, a question to the person, or null when it must not be chosen. */
export function pick(situation: Situation, option: PromptOption, confidence: number, reason: string): Choice | null {
  const { refused = [], prompt } = situation;
  const verdict = mayTake(situation, option);
  if (verdict.kind === 'free') return { action: optionAction(option), confidence, reason, by: 'reading' };
  if (verdict.kind === 'not_asked' || refused.includes(verdict.approval)) return null;
  const approval = approvalOf(verdict.act, withItsAct(prompt, option));
  const heard = prompt.text.length > 140 ? `${prompt.text.slice(0, 137)}...` : prompt.text;
  return {
    action: {
      ask: {
        // What is asked comes first: a text message that is cut loses the prompt's end.
        text: `${CONSEQUENCE[verdict.act]}. Choose '${option.label}'? The phone system says: "${heard}"`.slice(0, 300),
        options: ['yes', 'no'],
        about: { kind: 'approval', approval },
      },
    },
    confidence,
    reason: `${nameOf(option)} cannot be undone, so you are asked first`,
    by: 'reading',
  };
}
