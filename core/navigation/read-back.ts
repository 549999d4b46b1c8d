import { numberAt, ordinalOf, spokenDigit } from './numbers.ts';
import { plainText, type Word, wordsOf } from './words.ts';

/**
 * Does a prompt read these values back? For the shell that holds the facts: neither the values nor the digits leave this function.
 * @returns null when the prompt reads no digits back
 */
export function readBackAgrees(prompt: string, values: readonly string[]): 'agrees' | 'differs' | null {
  const runs = [...digitRuns(prompt), ...datesIn(prompt)];
  if (runs.length === 0) return null;
  const wanted = values
    .map((value) => value.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .filter((value) => value.length > 1);
  if (wanted.length === 0) return null;
  return runs.some((run) => wanted.some((value) => run.includes(value) || (run.length >= 4 && value.endsWith(run))))
    ? 'agrees'
    : 'differs';
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
): 'agrees' | 'differs' | null {
  const wanted = values.flatMap(digitsOfValue).filter((digits) => digits.length >= FEWEST);
  if (tags.length === 0 || wanted.length === 0) return null;
  const ours = new Set(wanted.flatMap(partsOf).map(tagOf));
  return tags.some((tag) => ours.has(tag)) ? 'agrees' : 'differs';
}

/** A date is entered month first (see `entryOf`), and read back in either order. */
function digitsOfValue(value: string): string[] {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value.trim()) ?? [];
  return year && month && day ? [`${month}${day}${year}`, `${year}${month}${day}`] : [value.replace(/\D/g, '')];
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

const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/** "July 4th, 1982" and "the 4th of July 1982", as they would be keyed. */
function datesIn(prompt: string): string[] {
  const heard = wordsOf(prompt);
  const words = heard.map((word) => word.text);
  if (!ANCHOR.test(words.join(' '))) return [];
  return words.flatMap((word, at) => {
    const month = MONTHS.indexOf(word) + 1;
    const year = words.slice(at + 1, at + 4).find((one) => /^(19|20)\d\d$/.test(one)) ?? spokenYear(heard, at + 1);
    const day = [at + 1, at - 1, at - 2].map((i) => dayOf(words[i] ?? '')).find((one) => one !== null);
    if (month === 0 || year === undefined || day == null) return [];
    const [mm, dd] = [String(month).padStart(2, '0'), String(day).padStart(2, '0')];
    return [`${mm}${dd}${year} ${dd}${mm}${year} ${year}${mm}${dd}`];
  });
}

/** Words of a date before its year: "the twenty first of". */
const BEFORE_YEAR = 4;

/** "Nineteen seventy nine", "two thousand four", "twenty oh one": the year behind a day, which is no number of its own before a hundred. */
function spokenYear(words: readonly Word[], from: number): string | undefined {
  for (let at = from; at < from + BEFORE_YEAR; at++) {
    const first = numberAt(words, at);
    if (first && first.value >= 1900 && first.value < 2100) return String(first.value);
    if (!/^(nineteen|twenty)$/.test(words[at]?.text ?? '')) continue;
    const century = words[at]?.text === 'nineteen' ? 1900 : 2000;
    const oh = /^(oh|o)$/.test(words[at + 1]?.text ?? '');
    const rest = numberAt(words, oh ? at + 2 : at + 1);
    if (rest && (oh ? rest.value < 10 : rest.value >= 10 && rest.value < 100)) return String(century + rest.value);
  }
  return undefined;
}

function dayOf(word: string): number | null {
  const day = Number(/^(\d{1,2})(st|nd|rd|th)?$/.exec(word)?.[1] ?? ordinalOf(word) ?? 0);
  return day >= 1 && day <= 31 ? day : null;
}
