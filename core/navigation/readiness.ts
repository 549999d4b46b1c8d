import type { Choice } from './choice.ts';
import type { ReadPrompt } from './prompt.ts';

/** A fit this sure does not wait for the rest of a menu. */
const SURE = 0.85;
const FAIR = 0.7;

/**
 * May we act now, while the prompt may still go on? Not before the option that we want was heard whole, and not long after: a sure choice
 * acts as soon as its key was said, a fair one when the options stopped coming, a poor one only when the menu is over.
 */
export function mayActNow(prompt: ReadPrompt, choice: Choice): boolean {
  if (prompt.complete === 'yes') return true;
  if ('wait' in choice.action || 'hangup' in choice.action) return false;
  if (choice.by === 'flow') return true;
  const chosen = prompt.options.some((option) => 'press' in choice.action && option.key === choice.action.press);
  if (choice.by === 'reading' && chosen && choice.confidence >= SURE) return true;
  return prompt.complete === 'likely' && choice.confidence >= FAIR;
}
