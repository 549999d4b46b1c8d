import { numberAt, spokenDigit } from './numbers.ts';
import { plainText, type Word } from './words.ts';

/** Longer than this no data is. */
const LONGEST = 40;

/** How long an entry is to be. */
export interface LengthsAsked {
  /** Numbers of digits that a prompt names for whole data; empty: any. */
  readonly lengths: readonly number[];
  /** "The last four": only so many of the last digits are wanted. */
  readonly lastDigits: number | null;
  /** "The first three letters": only so many of the first characters are wanted. */
  readonly firstCharacters: number | null;
}

const DIGITS = /^(digits?|numbers|characters)$/;
const AT_LEAST = /\b(at least|minimum( of)?|or more|or longer)\b/;
const MORE_THAN = /\bmore than$/;
const UP_TO = /\b(up to|at most|maximum( of)?|no more than)$/;

/** "Ten digit account number", "four to six digits", "the last four of your social". Letters beside the digits leave the length of the whole open. */
export function lengthsAsked(words: readonly Word[]): LengthsAsked {
  const last = lastOf(words);
  const first = firstOf(words);
  const parts = { lastDigits: last?.count ?? null, firstCharacters: first?.count ?? null };
  if (/\bletters?\b/.test(plainText(words))) return { lengths: [], ...parts };
  const lengths: number[] = [];
  for (let at = 0; at < words.length; at++) {
    const number = numberAt(words, at);
    if (!number || !isLength(words, afterOrMore(words, number.next)) || number.value < 2 || number.value > LONGEST)
      continue;
    const before = plainText(words.slice(Math.max(0, at - 3), at));
    const behind = plainText(words.slice(number.next, number.next + 4));
    const part = last ?? first;
    if (part && at >= part.from && !isOther(words, part.to, at)) continue;
    lengths.push(...lengthsOf(number.value, { before, behind }, lowerOf(words, at, number.value)));
  }
  return { lengths: [...new Set(lengths)], ...parts };
}

function lengthsOf(value: number, { before, behind }: { before: string; behind: string }, lower: number[]): number[] {
  if (UP_TO.test(before)) return from(1, value);
  if (MORE_THAN.test(before)) return from(value + 1, LONGEST);
  return AT_LEAST.test(before) || AT_LEAST.test(behind) ? from(value, LONGEST) : [...lower, value];
}

/** "Six or more digits". */
const afterOrMore = (words: readonly Word[], at: number): number =>
  words[at]?.text === 'or' && words[at + 1]?.text === 'more' ? at + 2 : at;

const isLength = (words: readonly Word[], at: number): boolean => DIGITS.test(words[at]?.text ?? '');

const from = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);

/** "Six to", "between six and" and "six or" before a length. */
function lowerOf(words: readonly Word[], at: number, upper: number): number[] {
  const joint = words[at - 1]?.text ?? '';
  const lower = numberAt(words, at - 2)?.value;
  if (lower === undefined || lower >= upper) return [];
  if (/^(to|through)$/.test(joint) || (joint === 'and' && words[at - 3]?.text === 'between'))
    return from(lower, upper - 1);
  return joint === 'or' ? [lower] : [];
}

/** The word after "last" may have been taken for another ("for"). */
function lastOf(words: readonly Word[]): { readonly count: number; readonly from: number; readonly to: number } | null {
  for (let at = 0; at < words.length; at++) {
    if (words[at]?.text !== 'last') continue;
    const number = numberAt(words, at + 1);
    const next = number?.next ?? at + 2;
    const count = number?.value ?? (isLength(words, next) ? Number(spokenDigit(words[at + 1]?.text ?? '') ?? 0) : 0);
    if (count >= 1 && count <= LONGEST) return { count, from: at, to: next };
  }
  return null;
}

const PARTS = /^(letters?|digits?|numbers|characters)$/;

/** "The first three letters of your last name"; not "your first two names", "the first of two". */
function firstOf(
  words: readonly Word[],
): { readonly count: number; readonly from: number; readonly to: number } | null {
  for (let at = 0; at < words.length; at++) {
    if (words[at]?.text !== 'first') continue;
    const number = numberAt(words, at + 1);
    const next = number?.next ?? at + 2;
    const count = number?.value ?? Number(spokenDigit(words[at + 1]?.text ?? '') ?? 0);
    if (count >= 1 && count <= LONGEST && PARTS.test(words[next]?.text ?? '')) return { count, from: at, to: next };
  }
  return null;
}

/** "The last four of your nine digit number" speaks of one thing, "the last four, or your nine digit number" of two. */
const isOther = (words: readonly Word[], last: number, at: number): boolean =>
  words.slice(last, at).some(({ text }) => text === 'or' || text === 'and');
