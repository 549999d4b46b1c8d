import type { Choice } from './choice.ts';
import { deliveryFor } from './digit-ladder.ts';
import { roleOf } from './option-role.ts';
import { optionAction } from './pick.ts';
import { similarPrompts } from './similar.ts';
import type { Situation } from './situation.ts';

/** How often this very prompt was heard before in this call. */
export const timesHeard = ({ prompt, history }: Situation): number =>
  history.filter((step) => step.kind === prompt.kind && similarPrompts(step.heard, prompt.text) > 0.8).length;

const PASSIVE = new Set([
  'hold_announcement',
  'wait_transfer',
  'greeting',
  'human_greeting',
  'human_smalltalk',
  'closed',
  'voicemail_greeting',
]);

/**
 * The same menu for the third time means that our choice leads nowhere: another option, a person, and at last giving up. Announcements
 * of a queue may repeat as often as they like.
 */
export function outOfLoop(situation: Situation, choice: Choice): Choice {
  if (PASSIVE.has(situation.prompt.kind) || 'ask' in choice.action) return choice;
  // Digits that have no effect are first given in other ways.
  if ('enter' in choice.action && deliveryFor(choice.action, situation.prompt, situation.history)) return choice;
  const heard = timesHeard(situation);
  if (heard < 2) return choice;
  const tried = new Set(
    situation.history
      .filter((step) => similarPrompts(step.heard, situation.prompt.text) > 0.8)
      .map((step) => JSON.stringify(step.action)),
  );
  const fresh = (action: Choice['action']): boolean => !tried.has(JSON.stringify(action));
  if (heard === 2 && fresh(choice.action)) return choice;
  const again = (action: Choice['action'], reason: string): Choice => ({
    action,
    confidence: 0.4,
    reason,
    by: 'fallback',
  });
  const way = situation.prompt.options.find(
    (option) => ['human', 'other', 'back'].includes(roleOf(option)) && fresh(optionAction(option)),
  );
  if (way) return again(optionAction(way), 'the same menu again; another way');
  if (fresh({ press: '0' })) return again({ press: '0' }, 'the same menu again; 0 often reaches a person');
  if (fresh({ say: 'representative' }))
    return again({ say: 'representative' }, 'the same menu again; asking for a person');
  if (heard < 6 && fresh({ wait: true })) return again({ wait: true }, 'the same menu again; staying on the line');
  return {
    action: { hangup: true },
    confidence: 0.7,
    reason: 'the same menu again and again: no way found',
    by: 'fallback',
    giveUp: 'no_way_found',
  };
}
