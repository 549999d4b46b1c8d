import type { NavigationAction, Step } from './choice.ts';
import type { ReadPrompt } from './prompt.ts';
import { similarPrompts } from './similar.ts';

/** How digits are given: all at once; with gaps, for systems that lose fast ones; as spoken words. */
export type Delivery = 'at_once' | 'with_gaps' | 'spoken';

/** What the next prompt tells of the digits we gave. */
export type Receipt = 'received' | 'not_received' | 'rejected';

/** Receipt is confirmed by the menu's reaction: the same prompt again means that nothing arrived; "that is not valid", that it was wrong. */
export function receiptOf(before: string, after: ReadPrompt): Receipt {
  if (/\b(invalid|not (a )?valid|incorrect|not recogni[sz]ed|(no|not) match|not found|wrong)\b/i.test(after.text))
    return 'rejected';
  return after.kind === 'error_reprompt' || similarPrompts(before, after.text) > 0.6 ? 'not_received' : 'received';
}

const LADDER: readonly Delivery[] = ['at_once', 'with_gaps', 'spoken'];

/**
 * The next rung for this action at this prompt, by how often it was tried here without effect (an error prompt in between counts as the
 * same place); null when the ladder is used up.
 */
export function deliveryFor(action: NavigationAction, prompt: ReadPrompt, history: readonly Step[]): Delivery | null {
  let tries = 0;
  for (const step of [...history].reverse()) {
    if (JSON.stringify(step.action) !== JSON.stringify(action)) break;
    const samePlace =
      similarPrompts(step.heard, prompt.text) > 0.6 ||
      prompt.kind === 'error_reprompt' ||
      step.kind === 'error_reprompt';
    if (!samePlace) break;
    tries++;
  }
  return LADDER[tries] ?? null;
}

/** Digits with pauses of half a second between them, in Twilio's notation (`w`). Source: Twilio's `Play digits` documentation. */
export const withGaps = (digits: string): string => [...digits].join('w');

const NAMES: Readonly<Record<string, string>> = {
  '0': 'zero',
  '1': 'one',
  '2': 'two',
  '3': 'three',
  '4': 'four',
  '5': 'five',
  '6': 'six',
  '7': 'seven',
  '8': 'eight',
  '9': 'nine',
  '*': 'star',
  '#': 'pound',
};

/** "one, two, three" for a system that does not hear keys. */
export const asWords = (digits: string): string => [...digits].map((digit) => NAMES[digit] ?? digit).join(', ');
