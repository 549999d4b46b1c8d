import type { AskedAbout } from '#core/contracts/action.ts';

const YES = /^(y|yes|yeah|yep|yup|ok|okay|sure|approve|approved|confirm|confirmed|go ahead|do it|please do|1)\b/;
const NO = /^(n|no|nope|not|do not|dont|never|refuse|refused|decline|stop|2)\b/;
const NONE =
  /^(no|none|nope|skip|unknown|n a|i (do not|dont) (know|have)( it| one| that)?|do not know|dont know|no idea)$/;

const folded = (answer: string): string =>
  answer
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Leave is given only by a plain yes; whatever else was written is none. */
export function readApproval(answer: string): 'yes' | 'no' {
  const text = folded(answer);
  return YES.test(text) && !NO.test(text) && !/\b(but not|dont|do not|no)\b/.test(text) ? 'yes' : 'no';
}

/** Neither leave nor refusal, or a question back: it is not taken for an answer where the person can be told so. */
export function isUnclear(answer: string, about: AskedAbout): boolean {
  if (/\?\s*$/.test(answer)) return true;
  const text = folded(answer);
  return about.kind === 'approval' && !YES.test(text) && !NO.test(text);
}

/** Was the data given? "No" and "I don't know" give none. */
export function readGiven(answer: string): 'given' | 'no' {
  const text = folded(answer);
  return text === '' || NONE.test(text) ? 'no' : 'given';
}
