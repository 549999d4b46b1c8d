import type { Choice } from './choice.ts';
import { stemsOf } from './lexicon/stem.ts';
import type { ReadPrompt } from './prompt.ts';

/** A fit this sure does not wait for the rest of a menu. */
const SURE = 0.9;
const FAIR = 0.7;
/** So long without a word, the options have stopped coming. */
const STOPPED_MS = 700;

/**
 * May we act now, while the prompt may still go on? Not before the option that we want was heard whole, and not long after: a sure choice
 * acts as soon as its key was said, a fair one when the options stopped coming, a poor one only when the menu is over. A half-said
 * label is not sure: "credit cards" fits "my card was stolen" better than all that was heard before it, and worse than what follows.
 * @param silentMs since the last word
 */
export function mayActNow(prompt: ReadPrompt, choice: Choice, intent: string, silentMs = 0): boolean {
  if (prompt.complete === 'yes') return true;
  if ('wait' in choice.action || 'hangup' in choice.action) return false;
  if (choice.by === 'flow') return true;
  const chosen = prompt.options.find((option) => 'press' in choice.action && option.key === choice.action.press);
  if (choice.by === 'reading' && chosen && choice.confidence >= SURE && isSaid(chosen.label, intent)) return true;
  return prompt.complete === 'likely' && silentMs >= STOPPED_MS && choice.confidence >= FAIR;
}

/**
 * Are all words of the label in the intent, or all of the intent in the label? Or none: then it is the meaning alone that fits. A part of
 * them ("rent a unit", for "pay my unit") makes a fit look better than it is.
 */
function isSaid(label: string, intent: string): boolean {
  const [named, wanted] = [stemsOf(label), stemsOf(intent)];
  const within = (few: readonly string[], many: readonly string[]): boolean => few.every((stem) => many.includes(stem));
  return within(named, wanted) || within(wanted, named) || !named.some((stem) => wanted.includes(stem));
}
