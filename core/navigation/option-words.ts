import type { FlowStep } from './flow.ts';
import { keyOf } from './keys.ts';
import { plain } from './words.ts';

/** "Press two for sales", "for sales please press two": so far apart are label and key. */
const WORDS_BETWEEN = 5;
const KEY_NAMES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/**
 * The words with which a known menu offers the option of this step, label and key: "billing press two". Heard, the option is where it was
 * and its key may go out while the menu still speaks. Empty: the menu is not known so well.
 */
export function optionWords({ expect = [], ...step }: FlowStep): string[] {
  if (step.do !== 'DTMF' || step.digits === undefined || step.label === undefined) return [];
  const { digits } = step;
  const label = plain(step.label).split(' ');
  const found = expect.flatMap((text) => {
    const words = plain(text).split(' ');
    const at = words.findIndex((_, i) => label.every((word, j) => words[i + j] === word));
    if (at < 0) return [];
    const end = at + label.length;
    const isOurs = (word: string) => keyOf(word) === digits;
    const after = words.slice(end, end + WORDS_BETWEEN).findIndex(isOurs);
    if (
      after >= 0 &&
      !words.slice(end, end + after).some((word) => keyOf(word) !== null && word !== 'to' && word !== 'for')
    )
      return [words.slice(at, end + after + 1)];
    const from = words.findLastIndex((word, i) => i < at && i >= at - WORDS_BETWEEN && isOurs(word));
    return from < 0 ? [] : [words.slice(Math.max(0, from - 1), end)];
  });
  const spellings = found.flatMap((words) => [
    words.join(' '),
    ...(/\d/.test(digits) ? [digits, KEY_NAMES[Number(digits)] ?? digits] : []).map((name) =>
      words.map((word) => (keyOf(word) === digits ? name : word)).join(' '),
    ),
  ]);
  return [...new Set(spellings)];
}
