import { inForm } from './date-form.ts';
import { numberAt, spokenDigit } from './numbers.ts';
import { plainText, type Word, wordsOf } from './words.ts';
import { type DateOrder, dateAt, writtenDate } from './written-date.ts';

/** A date as it may have been keyed in. */
const FORMS = ['MMDDYYYY', 'DDMMYYYY', 'YYYYMMDD', 'MMDDYY', 'DDMMYY'];

/**
 * Does a prompt read these values back? For the shell that holds the facts: neither the values nor the digits leave this function.
 * @param order how dates are written where the number is
 * @returns null when the prompt reads no digits back
 */
export function readBackAgrees(
  prompt: string,
  values: readonly string[],
  order: DateOrder,
): 'agrees' | 'differs' | null {
  const dates = datesIn(prompt);
  const runs = digitRuns(prompt);
  const wanted = values.map((value) => keyedForms(value, order)).filter(({ plain }) => plain.length > 1);
  if (runs.length + dates.length === 0 || wanted.length === 0) return null;
  const isReadBack = ({ plain, date }: Keyed): boolean => {
    // The year alone would agree with another day of it.
    if (date.length > 0 && dates.length > 0) return dates.some((read) => date.includes(read));
    return runs.some((run) =>
      [plain, ...date].some((value) => run.includes(value) || (run.length >= FEWEST && value.endsWith(run))),
    );
  };
  return wanted.some(isReadBack) ? 'agrees' : 'differs';
}

interface Keyed {
  /** Letters and digits of the value, as given. */
  readonly plain: string;
  /** When it is a date: as it may have been keyed in. */
  readonly date: readonly string[];
}

function keyedForms(value: string, order: DateOrder): Keyed {
  const date = writtenDate(value, order);
  return {
    plain: value.toLowerCase().replace(/[^a-z0-9]/g, ''),
    date: date ? FORMS.flatMap((form) => inForm(date, form) ?? []) : [],
  };
}

/** Fewest digits by which a part of a value is known ("ending in 4 1 5 5"). */
const FEWEST = 4;

/**
 * The same for a prompt whose numbers were hidden when they were heard (`hideNumbers`): their names are compared with those of the values.
 * Null: no number was hidden in it.
 */
export function taggedAgrees(
  tags: readonly string[],
  values: readonly string[],
  tagOf: (digits: string) => string,
  order: DateOrder,
): 'agrees' | 'differs' | null {
  const wanted = values.flatMap((value) => digitsOfValue(value, order)).filter((digits) => digits.length >= FEWEST);
  if (tags.length === 0 || wanted.length === 0) return null;
  const ours = new Set(wanted.flatMap(partsOf).map(tagOf));
  return tags.some((tag) => ours.has(tag)) ? 'agrees' : 'differs';
}

/** A date may be keyed in, and read back, in any order. */
function digitsOfValue(value: string, order: DateOrder): string[] {
  const { date } = keyedForms(value, order);
  return [value.replace(/\D/g, ''), ...date];
}

/** The whole, and what is left when its beginning or end was not heard. */
const partsOf = (digits: string): string[] =>
  Array.from({ length: digits.length - FEWEST + 1 }, (_, cut) => [
    digits.slice(cut),
    digits.slice(0, digits.length - cut),
  ]).flat();

const ANCHOR =
  /\b(you (just )?(entered|said|keyed|typed|dialed|gave)|i (heard|have|got|show)|we have|entered|is it|read(s|ing)? back|that s|that is|your [a-z]+( [a-z]+)? is|is (that|this) (right|correct)|if (that|this) is (right|correct))\b/;

/** A letter or a code, as it is read back. */
const letterOf = (word: string): string | null =>
  (/^[a-z]$/.test(word) && word !== 'a' && word !== 'i') || /^[a-z]*\d[a-z0-9]*$/.test(word) ? word : null;

/** Right behind "you entered" even "for" and "to" are digits. */
const isFirst = (words: readonly Word[], at: number): boolean =>
  /\b(entered|keyed|typed|dialed|heard)$/.test(plainText(words.slice(Math.max(0, at - 2), at)));

/** Digits and spelled letters that stand together, after "you entered" and the like. */
function digitRuns(prompt: string): string[] {
  const words = wordsOf(prompt);
  const text = words.map((word) => word.text).join(' ');
  if (!ANCHOR.test(text)) return [];
  const runs: string[] = [];
  let run = '';
  for (let at = 0; at < words.length; ) {
    const word = words[at]?.text ?? '';
    const number = numberAt(words, at);
    const single = number
      ? String(number.value)
      : word === 'oh' || word === 'o'
        ? '0'
        : run !== '' || isFirst(words, at)
          ? (spokenDigit(word) ?? letterOf(word))
          : letterOf(word);
    if (single !== null && !/^press$|^dial$/.test(words[at - 1]?.text ?? '')) run += /^\d+$/.test(word) ? word : single;
    else if (run !== '') {
      runs.push(run);
      run = '';
    }
    at = number ? number.next : at + 1;
  }
  if (run !== '') runs.push(run);
  return runs.filter((one) => one.length >= 3 && /\d/.test(one));
}

/** "July 4th, 1982" and "the 4th of July 1982", as figures: year, month, day. */
function datesIn(prompt: string): string[] {
  const words = wordsOf(prompt);
  if (!ANCHOR.test(plainText(words))) return [];
  return words.flatMap((_, at) => {
    const date = dateAt(words, at);
    return (date && inForm(date, 'YYYYMMDD')) ?? [];
  });
}
