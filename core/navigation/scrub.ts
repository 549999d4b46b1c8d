import { keyMentions } from './keys.ts';
import { spokenDigit } from './numbers.ts';
import { wordsOf } from './words.ts';

const MONTH = /^(january|february|march|april|may|june|july|august|september|october|november|december)$/;
const NUMBER =
  /^(\d+\w*|hundred|thousand|dollars?|cents?|(twen|thir|for|fif|six|seven|eigh|nine)ty|(thir|four|fif|six|seven|eigh|nine)teen|ten|eleven|twelve)$/;
/** What `hideNumbers` left of a number. */
const HIDDEN = /\[\d+ digits( [a-p]+)?\]/g;
/** After these a name or other private words follow. */
const PRIVATE_AFTER = /^(hello|hi|mr|mrs|ms|miss|dear)$/;

/**
 * A prompt without what may be personal: digits read back, amounts, dates, the name after "hello". Keys stay. Folded, at most 400 characters.
 */
export function scrub(heard: string): string {
  const words = wordsOf(heard.replace(HIDDEN, ' '));
  const keys = new Set(
    keyMentions(words).flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)),
  );
  const kept: string[] = [];
  words.forEach((word, at) => {
    if (keys.has(at)) kept.push(word.text);
    else {
      const digit = spokenDigit(word.text) !== null && !/^(to|too|for|one|oh|o|two|won)$/.test(word.text);
      const run =
        spokenDigit(word.text) !== null &&
        [at - 1, at + 1].some(
          (near) =>
            /^\d$|^(zero|one|two|three|four|five|six|seven|eight|nine)$/.test(words[near]?.text ?? '') &&
            !keys.has(near),
        );
      const spelled =
        word.text.length === 1 &&
        (words[at - 1]?.text.length === 1 || words[at + 1]?.text.length === 1) &&
        word.text !== 'a' &&
        word.text !== 'i';
      const name =
        PRIVATE_AFTER.test(words[at - 1]?.text ?? '') &&
        /^[A-Z]/.test(word.raw) &&
        !/^(Thank|Welcome|And|You|This)/.test(word.raw);
      if (
        !digit &&
        !run &&
        !spelled &&
        !name &&
        !NUMBER.test(word.text) &&
        !(MONTH.test(word.text) && word.text !== 'may' && word.text !== 'march')
      )
        kept.push(word.text);
    }
  });
  return kept.join(' ').slice(0, 400).trim();
}
