import { own, type Word } from './words.ts';

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  next: 1,
};
/** What speech-to-text writes for a digit said alone. */
const HOMOPHONES: Readonly<Record<string, number>> = { won: 1, to: 2, too: 2, for: 4, fore: 4, ate: 8, oh: 0, o: 0 };

function smallNumber(text: string): number | null {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  const unit = UNITS.indexOf(text);
  if (unit >= 0) return unit;
  const ten = TENS.indexOf(text);
  return ten >= 0 ? 20 + ten * 10 : null;
}

export interface NumberRead {
  readonly value: number;
  /** Index of the first word after the number. */
  readonly next: number;
}

/** Reads "35", "thirty five", "two hundred and ten" or "an hundred" at `at`; null when no number stands there. */
export function numberAt(words: readonly Word[], at: number): NumberRead | null {
  const first = words[at];
  if (!first) return null;
  let value = smallNumber(first.text);
  if (value === null) return null;
  let next = at + 1;
  const isWord = !/^\d/.test(first.text);
  const second = words[next];
  if (isWord && value >= 20 && value < 100 && second) {
    const unit = UNITS.indexOf(second.text);
    if (unit >= 1 && unit <= 9) {
      value += unit;
      next++;
    }
  }
  const scale = words[next]?.text;
  if (scale === 'hundred' || scale === 'thousand') {
    value *= scale === 'hundred' ? 100 : 1000;
    next++;
    const restAt = words[next]?.text === 'and' ? next + 1 : next;
    const rest = numberAt(words, restAt);
    if (rest && rest.value < (scale === 'hundred' ? 100 : 1000)) return { value: value + rest.value, next: rest.next };
  }
  return { value, next };
}

/** "third" or "3rd". */
export function ordinalOf(text: string): number | null {
  const match = /^(\d{1,3})(st|nd|rd|th)$/.exec(text);
  return match ? Number(match[1]) : (own(ORDINALS, text) ?? null);
}

/** A single digit said alone, homophones included ("to" is 2 where a key is expected). */
export function spokenDigit(text: string): string | null {
  if (/^\d$/.test(text)) return text;
  const unit = UNITS.indexOf(text);
  if (unit >= 0 && unit <= 9) return String(unit);
  const alike = own(HOMOPHONES, text);
  return alike === undefined ? null : String(alike);
}
