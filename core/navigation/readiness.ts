import type { Choice } from './choice.ts';
import type { ReadPrompt } from './prompt.ts';

/** A fit this sure does not wait for the rest of a menu. */
const SURE = 0.9;
const FAIR = 0.7;
/** So long without a word, the options have stopped coming. */
const STOPPED_MS = 700;

/**
 * May we act now, while the prompt may still go on? Not before the option that we want was heard whole, and not long after: a sure choice
 * acts as soon as its key was said, a fair one when the options stopped coming, a poor one only when the menu is over.
 * @param silentMs since the last word
 */
export function mayActNow(prompt: ReadPrompt, choice: Choice, silentMs = 0): boolean {
  if (prompt.complete === 'yes') return true;
  if ('wait' in choice.action || 'hangup' in choice.action) return false;
  if (choice.by === 'flow') return true;
  const chosen = prompt.options.some((option) => 'press' in choice.action && option.key === choice.action.press);
  if (choice.by === 'reading' && chosen && choice.confidence >= SURE) return true;
  return prompt.complete === 'likely' && silentMs >= STOPPED_MS && choice.confidence >= FAIR;
}
