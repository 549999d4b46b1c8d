import type { Action } from '#core/contracts/action.ts';
import { inForm, isInForm } from '#core/navigation/date-form.ts';
import { asWords, withGaps } from '#core/navigation/digit-ladder.ts';
import type { EntryForm } from '#core/navigation/entry-form.ts';
import { type DateOrder, dateSpoken, writtenDate } from '#core/navigation/written-date.ts';

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
/** The longest that a leg plays. */
const MOST_KEYS = 64;

/**
 * How a fact is given: keys, or words when keys are not heard or not wanted. Null: it cannot be given in the form that is asked for.
 * @param usual how dates are written where the number is
 */
export function entryOf(
  { fact, delivery, terminator, ...form }: Omit<Enter, 'next' | 'reason'>,
  value: string,
  usual: DateOrder,
): { readonly keys: string; readonly count: number } | { readonly words: string } | null {
  if (delivery === 'spoken') return spoken(fact, form, value.trim(), usual);
  const wanted = form.date ? dateKeys(value.trim(), form.date, usual) : asLong(fact, form, keysOf(value));
  if (wanted === null || wanted === '') return null;
  const pressed = `${delivery === 'with_gaps' ? withGaps(wanted) : wanted}${terminator ?? ''}`;
  return pressed.length > MOST_KEYS ? null : { keys: pressed, count: wanted.length };
}

const keysOf = (value: string): string =>
  KEYPAD.reduce((text, [letters, key]) => text.replace(letters, key), value.toLowerCase()).replace(/\D/g, '');

/** Of a date whose parts were not all given, figures that are the form's own are taken as they are. */
function dateKeys(value: string, form: string, usual: DateOrder): string | null {
  const date = writtenDate(value, usual);
  if (date) return inForm(date, form);
  const figures = value.replace(/[-/. ]/g, '');
  return isInForm(figures, form) ? figures : null;
}

/** Names are spoken, numbers and codes spelled. */
function spoken(fact: string, form: EntryForm, value: string, usual: DateOrder): { readonly words: string } | null {
  if (form.date) {
    const date = /MM.*DD|DD.*MM/.test(form.date) ? writtenDate(value, usual) : null;
    const figures = dateKeys(value, form.date, usual);
    return figures === null ? null : { words: date ? dateSpoken(date) : asWords(figures) };
  }
  if (!/\d/.test(value) && form.firstCharacters === null) return { words: value.slice(0, 300) };
  const wanted = asLong(fact, form, value.replace(/[^0-9a-z]/gi, ''));
  return wanted === null || wanted === '' ? null : { words: asWords(wanted).slice(0, 300) };
}

/** The characters that are wanted of those that were given; null when they cannot be as many as were asked for. */
function asLong(fact: string, { lengths, lastDigits, firstCharacters }: EntryForm, given: string): string | null {
  const whole =
    lengths.length === 0 ? undefined : [given, ...shorter(fact, given)].find(({ length }) => lengths.includes(length));
  if (whole !== undefined) return whole;
  if (lastDigits !== null) return given.length < lastDigits ? null : given.slice(-lastDigits);
  // A name may be shorter than the letters that are asked for.
  if (firstCharacters !== null) return given.slice(0, firstCharacters);
  return lengths.length === 0 ? given : null;
}

/** A telephone number without the country's 1, a zip code without its extension. */
const shorter = (fact: string, given: string): string[] => {
  if (/phone|mobile|cell|callback/.test(fact) && /^1\d{10}$/.test(given)) return [given.slice(1)];
  return /zip|postal|postcode/.test(fact) && /^\d{9}$/.test(given) ? [given.slice(0, 5)] : [];
};
