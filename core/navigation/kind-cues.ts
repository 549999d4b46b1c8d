import { OFFER_CUES } from './cues-of-offers.ts';
import { QUESTION_CUES } from './cues-of-questions.ts';
import { STATEMENT_CUES } from './cues-of-statements.ts';
import type { PromptKind } from './prompt.ts';

/**
 * What speaks for a kind of prompt, as weights that add up. Patterns are matched against folded text ("you are" for "you're",
 * digits and number words as heard). 1 is a hint, 2 is usual, 4 and more hardly ever means anything else; below 0 speaks against it.
 */
export type Cue = readonly [weight: number, pattern: RegExp];

export const KIND_CUES: Readonly<Record<PromptKind, readonly Cue[]>> = {
  ...QUESTION_CUES,
  ...OFFER_CUES,
  ...STATEMENT_CUES,
};
