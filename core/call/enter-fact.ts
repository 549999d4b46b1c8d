import type { Action } from '#core/contracts/action.ts';
import { asWords, withGaps } from '#core/navigation/digit-ladder.ts';

type Enter = Extract<Action, { next: 'enter' }>;

/** Letters on the keys of a telephone (ITU-T E.161). */
const KEYPAD: readonly (readonly [RegExp, string])[] = [
  [/[abc]/g, '2'],
  [/[def]/g, '3'],
  [/[ghi]/g, '4'],
  [/[jkl]/g, '5'],
  [/[mno]/g, '6'],
  [/[pqrs]/g, '7'],
  [/[tuv]/g, '8'],
  [/[wxyz]/g, '9'],
];
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** The longest that a leg plays. */
const MOST_KEYS = 64;

/** How a fact is given: keys, or words when keys are not heard or not wanted. Null: there is nothing in it to key in. */
export function entryOf(
  { delivery, lastDigits, terminator }: Omit<Enter, 'next' | 'fact' | 'reason'>,
  value: string,
): { readonly keys: string; readonly count: number } | { readonly words: string } | null {
  const date = ISO_DATE.exec(value.trim());
  const plain = date ? `${date[2]}${date[3]}${date[1]}` : value.trim();
  if (delivery === 'spoken') return { words: spoken(plain, lastDigits) };
  const keys = KEYPAD.reduce((text, [letters, key]) => text.replace(letters, key), plain.toLowerCase());
  const wanted = lastOf(keys.replace(/\D/g, ''), lastDigits);
  if (wanted === '') return null;
  const pressed = `${delivery === 'with_gaps' ? withGaps(wanted) : wanted}${terminator ?? ''}`;
  return pressed.length > MOST_KEYS ? null : { keys: pressed, count: wanted.length };
}

/** Names are spoken, numbers and codes spelled. */
function spoken(value: string, lastDigits: number | null): string {
  if (!/\d/.test(value)) return value.slice(0, 300);
  return asWords(lastOf(value.replace(/[^0-9a-z]/gi, ''), lastDigits)).slice(0, 300);
}

const lastOf = (text: string, count: number | null): string => (count === null ? text : text.slice(-count));
