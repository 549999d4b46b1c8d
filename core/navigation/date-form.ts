import { plain } from './words.ts';
import type { DateOrder, WrittenDate } from './written-date.ts';

/** How a date is to be keyed in: some of MM, DD and YYYY or YY, in their order. */
export type DateForm = string;

type Part = 'M' | 'D' | 'Y';
const NAMED = { month: 'M', day: 'D', year: 'Y' } as const;

/** "MM/DD/YYYY", also spelled letter by letter. */
const LETTERS = /\b(?:[mdy]+ ?){2,8}\b/g;
const SPELLED: ReadonlySet<string> = new Set(
  'MMDDYYYY DDMMYYYY YYYYMMDD MMDDYY DDMMYY YYMMDD MMYYYY MMYY MMDD DDMM'.split(' '),
);
const STARTS_WITH = /\b(?:start|begin)(?:ing|s)? with (?:\w+ ){0,5}?(month|day|year)\b|\b(month|day|year) first\b/;
/** Of a whole date only this is wanted: "the year of your birth". */
const PART_ALONE = /\b(month|day|year) (of (your )?birth|(in which )?you were born)\b|\bbirth (month|year)\b/;
const SHORT_YEAR =
  /\b(two|2) digits? ((for|of) )?(the |your )?(birth )?year\b|\blast (two|2)( digits)? of (the |your )?(birth )?year\b|\byear (as|in|with|using) (two|2)\b|\b(two|2) digits (each )?for (each of )?(the )?(month|day|year) (the )?(month|day|year) (and )?(the )?(month|day|year)\b/;
const FULL_YEAR =
  /\b(four|4) digits? ((for|of) )?(the |your )?(birth )?year\b|\byear (as|in|with|using) (four|4)\b|\b(full|whole) year\b/;

/**
 * The form of a date that a prompt asks for. What it does not say is as dates are written where the number is, with all four digits of the year.
 * @param asked the prompt's words
 * @param lengths numbers of digits that it names
 */
export function dateForm(asked: string, lengths: readonly number[], usual: DateOrder): DateForm {
  const text = plain(asked);
  for (const [letters] of text.matchAll(LETTERS)) {
    const form = letters.replaceAll(' ', '').toUpperCase();
    if (SPELLED.has(form)) return form;
  }
  const order = orderIn(text, lengths, usual);
  const digitsWithLongYear = order.length * 2 + 2;
  const isShort =
    SHORT_YEAR.test(text) ||
    (!FULL_YEAR.test(text) &&
      !lengths.includes(digitsWithLongYear) &&
      lengths.includes(digitsWithLongYear - 2) &&
      order.length > 1);
  return order.map((part) => (part === 'Y' ? (isShort ? 'YY' : 'YYYY') : part.repeat(2))).join('');
}

function orderIn(text: string, lengths: readonly number[], usual: DateOrder): Part[] {
  const named = [
    ...new Set([...text.matchAll(/\b(month|day|year)\b/g)].map(([, name]) => NAMED[name as keyof typeof NAMED])),
  ];
  if (named.length === 3) return named;
  const isWhole = lengths.includes(8) || lengths.includes(6);
  if (named.length === 2 && !(isWhole && named.includes('D'))) return named;
  const [alone] = named;
  if (named.length === 1 && alone && PART_ALONE.test(text) && !/\bdate\b/.test(text)) return [alone];
  const first = STARTS_WITH.exec(text);
  const begins = first ? NAMED[(first[1] ?? first[2]) as keyof typeof NAMED] : named.length === 2 ? alone : undefined;
  return [...(begins === undefined || usual.startsWith(begins) ? usual : BEGINNING[begins])] as Part[];
}

const BEGINNING = { M: 'MDY', D: 'DMY', Y: 'YMD' } as const;

/** The date in this form; null when it lacks what the form wants. */
export function inForm({ year, month, day }: WrittenDate, form: DateForm): string | null {
  const parts = form.match(/MM|DD|YYYY|YY/g) ?? [];
  const written = parts.map((part) => {
    const value = part === 'MM' ? month : part === 'DD' ? day : year;
    if (value === null || (part === 'YYYY' && value < 100)) return null;
    return String(part === 'YY' ? value % 100 : value).padStart(part.length, '0');
  });
  return written.includes(null) ? null : written.join('');
}

const MOST = { MM: 12, DD: 31, YY: 99, YYYY: 2099 } as const;

/** Whether these digits are a date, or a part of one, in this form already. */
export function isInForm(digits: string, form: DateForm): boolean {
  const parts = (form.match(/MM|DD|YYYY|YY/g) ?? []) as (keyof typeof MOST)[];
  if (!/^\d+$/.test(digits) || digits.length !== form.length) return false;
  let at = 0;
  return parts.every((part) => {
    const value = Number(digits.slice(at, at + part.length));
    at += part.length;
    return value <= MOST[part] && value >= (part === 'YYYY' ? 1900 : part === 'YY' ? 0 : 1);
  });
}
