import { numberAt, ordinalOf } from './numbers.ts';
import { type Word, wordsOf } from './words.ts';

/** What is known of a date; `year` has two digits (0..99) when its century was not given. */
export interface WrittenDate {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
}

/** In which order a country writes day, month and year. */
export type DateOrder = 'MDY' | 'DMY' | 'YMD';

const YEAR_FIRST = /^\+(81|82|86|886|36)/;
/**
 * How dates are ordered where the number is, for prompts that do not say it and for answers in figures alone: month first in the numbering plan
 * of North America, year first in Japan, Korea, China, Taiwan and Hungary, day first elsewhere. Source: CLDR short dates.
 * @param number E.164
 */
export const dateOrderOf = (number: string): DateOrder =>
  number.startsWith('+1') ? 'MDY' : YEAR_FIRST.test(number) ? 'YMD' : 'DMY';

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const LATER_DAYS =
  'eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth';
const FIRST_LATER_DAY = 11;
/** Words of a date before its year: "the twenty first of". */
const BEFORE_YEAR = 4;

/** @returns 1..12; null: no month's name ("mar" and "sept" are) */
const monthOf = (word: string): number | null => {
  const at = word.length < 3 ? -1 : MONTHS.findIndex((name) => name.startsWith(word));
  return at < 0 || (word.length > 4 && MONTHS[at] !== word) ? null : at + 1;
};

/** @returns the date, or null when the value is none, or may be several */
export function writtenDate(value: string, order: DateOrder): WrittenDate | null {
  const text = value.trim();
  const groups = /^\d+([-/. ]+\d+){1,2}$/.test(text) ? text.split(/[-/. ]+/) : null;
  if (groups) return inGroups(groups, order);
  if (/^\d{8}$/.test(text) || /^\d{6}$/.test(text)) return inOneRun(text, order);
  return dateInWords(wordsOf(text));
}

/** As it is written in figures where the number is; when that is no date, in the one other order that makes it one. */
const ORDERS: readonly DateOrder[] = ['YMD', 'MDY', 'DMY'];
function firstThatIs(order: DateOrder, read: (order: DateOrder) => WrittenDate): WrittenDate | null {
  return [order, ...ORDERS.filter((other) => other !== order)].map(read).find(isDate) ?? null;
}

function inGroups(groups: readonly string[], order: DateOrder): WrittenDate | null {
  if (groups.length < 3) return null;
  const [first = '', , last = ''] = groups;
  if (first.length === 4) return onlyIfDate(ordered(groups, 'YMD'));
  if (last.length === 4) {
    const yearLast = order === 'DMY' ? 'DMY' : 'MDY';
    return onlyIfDate(ordered(groups, yearLast)) ?? onlyIfDate(ordered(groups, yearLast === 'DMY' ? 'MDY' : 'DMY'));
  }
  return groups.every(({ length }) => length <= 2) ? onlyIfDate(ordered(groups, order)) : null;
}

const inOneRun = (digits: string, order: DateOrder): WrittenDate | null => {
  const yearDigits = digits.length - 4;
  const read = (by: DateOrder) => ordered(cut(digits, by, yearDigits), by);
  return digits.length === 8 ? firstThatIs(order, read) : onlyIfDate(read(order));
};

function cut(digits: string, order: DateOrder, yearDigits: number): string[] {
  const lengths = [...order].map((part) => (part === 'Y' ? yearDigits : 2));
  const begin = (at: number) => lengths.slice(0, at).reduce((sum, length) => sum + length, 0);
  return lengths.map((length, at) => digits.slice(begin(at), begin(at) + length));
}

const ordered = (groups: readonly string[], order: DateOrder): WrittenDate => ({
  year: Number(groups[order.indexOf('Y')]),
  month: Number(groups[order.indexOf('M')]),
  day: Number(groups[order.indexOf('D')]),
});

const onlyIfDate = (date: WrittenDate): WrittenDate | null => (isDate(date) ? date : null);

function isDate({ year, month, day }: WrittenDate): boolean {
  if (year !== null && (year < 0 || (year > 99 && (year < 1900 || year >= 2100)))) return false;
  if (month !== null && (month < 1 || month > 12)) return false;
  // A year of two digits, or none, may be a leap year.
  const leapYear = year === null || year < 100 ? 2000 : year;
  return day === null || (day >= 1 && day <= new Date(Date.UTC(leapYear, month ?? 1, 0)).getUTCDate());
}

/** "March 3, 1980"; a recogniser takes it in any order. */
export function dateSpoken({ year, month, day }: WrittenDate): string {
  const name = month === null ? '' : (MONTHS[month - 1] ?? '');
  const named = [`${name.charAt(0).toUpperCase()}${name.slice(1)}`, day ?? ''].join(' ').trim();
  return [named, year === null ? '' : String(year)].filter((part) => part !== '').join(', ');
}

/** "March 3rd, 1980", "the third of March nineteen eighty", "March 1980". Null: no month is named, or two are. */
function dateInWords(words: readonly Word[]): WrittenDate | null {
  const months = words.flatMap((word, at) => (monthOf(word.text) === null ? [] : [at]));
  const [at] = months;
  return at === undefined || months.length > 1 ? null : dateAt(words, at);
}

/** The date whose month is the word at `at`. */
export function dateAt(words: readonly Word[], at: number): WrittenDate | null {
  const month = monthOf(words[at]?.text ?? '');
  if (month === null) return null;
  const day = dayBehind(words, at + 1) ?? dayBefore(words, at);
  const year = yearBehind(words, at + 1) ?? yearBefore(words, at);
  return onlyIfDate({ year, month, day });
}

const isWhole = (text: string): boolean => /^(19|20)\d\d$/.test(text);

/** "Nineteen seventy nine", "two thousand four", "twenty oh one": the year behind a day, which is no number of its own before a hundred. */
function yearBehind(words: readonly Word[], from: number): number | null {
  const figures = words.slice(from, from + BEFORE_YEAR).find(({ text }) => isWhole(text));
  if (figures) return Number(figures.text);
  for (let at = from; at < from + BEFORE_YEAR; at++) {
    const first = numberAt(words, at);
    if (first && first.value >= 1900 && first.value < 2100) return first.value;
    // "Twenty | nineteen eighty" is a day and a year.
    if (!/^(nineteen|twenty)$/.test(words[at]?.text ?? '') || beginsYear(words, at + 1)) continue;
    const century = words[at]?.text === 'nineteen' ? 1900 : 2000;
    const oh = /^(oh|o)$/.test(words[at + 1]?.text ?? '');
    const rest = numberAt(words, oh ? at + 2 : at + 1);
    if (rest && (oh ? rest.value < 10 : rest.value >= 10 && rest.value < 100)) return century + rest.value;
  }
  return null;
}

const beginsYear = (words: readonly Word[], at: number): boolean =>
  /^(nineteen|twenty)$/.test(words[at]?.text ?? '') &&
  (/^(oh|o)$/.test(words[at + 1]?.text ?? '') || (numberAt(words, at + 1)?.value ?? 0) >= 10);

/** "1980 March 3". */
const yearBefore = (words: readonly Word[], at: number): number | null => {
  const text = words[at - 1]?.text ?? '';
  return isWhole(text) ? Number(text) : null;
};

function dayBehind(words: readonly Word[], from: number): number | null {
  const at = words[from]?.text === 'the' ? from + 1 : from;
  // "March nineteen eighty" has no day.
  if (beginsYear(words, at) && yearBehind(words, at + 1) === null) return null;
  const tens = tensOf(words[at]?.text ?? '');
  const unit = dayOf(words[at + 1]?.text ?? '');
  return tens !== null && unit !== null && unit < 10 ? tens + unit : dayOf(words[at]?.text ?? '');
}

function dayBefore(words: readonly Word[], month: number): number | null {
  const at = words[month - 1]?.text === 'of' ? month - 2 : month - 1;
  const unit = dayOf(words[at]?.text ?? '');
  const tens = tensOf(words[at - 1]?.text ?? '');
  return tens !== null && unit !== null && unit < 10 ? tens + unit : unit;
}

const tensOf = (word: string): number | null => (word === 'twenty' ? 20 : word === 'thirty' ? 30 : null);

function dayOf(word: string): number | null {
  const later = word === '' ? -1 : LATER_DAYS.split(' ').indexOf(word);
  const figures = /^(\d{1,2})(st|nd|rd|th)?$/.exec(word)?.[1];
  const said = word === 'next' ? null : (ordinalOf(word) ?? numberAt([{ text: word, raw: word, pause: 0 }], 0)?.value);
  const day =
    figures !== undefined ? Number(figures) : word === 'thirtieth' ? 30 : later >= 0 ? later + FIRST_LATER_DAY : said;
  return day != null && day >= 1 && day <= 31 ? day : null;
}
