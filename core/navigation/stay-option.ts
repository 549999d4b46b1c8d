import { startsClause } from './formulas.ts';
import type { KeyOption } from './key-options.ts';
import { labelOf } from './label.ts';
import type { PromptOption } from './prompt.ts';
import type { Word } from './words.ts';

const STAY =
  /^((please |just |simply )*(stay|remain|hold|wait|continue to hold|continue holding) (on )?(the |this )?(line|hold|phone)\b|(please |just |simply )*hold on\b|do nothing|(just|simply) (wait|hold|stay)|please (hold|wait)$)/;

/** "Otherwise stay on the line", "if you have a rotary phone, please hold": an option that is chosen by doing nothing. */
export function stayOption(words: readonly Word[], keyed: readonly KeyOption[]): PromptOption | null {
  if (keyed.length === 0) return null;
  for (let at = 0; at < words.length; at++) {
    const ahead = words
      .slice(at, at + 8)
      .map((word) => word.text)
      .join(' ');
    if (!STAY.test(ahead) || words[at - 1]?.text === 'to') continue;
    let from = at;
    while (
      from > 0 &&
      at - from < 14 &&
      !keyed.some((option) => option.to === from && option.key) &&
      (words[from - 1]?.pause ?? 0) < 2
    ) {
      from--;
      if (startsClause(words, from) && /^(if|for|otherwise|to)$/.test(words[from]?.text ?? '')) break;
    }
    const clause = words.slice(from, at);
    const condition = /^(if|for|to)$/.test(clause[0]?.text ?? '') ? labelOf(clause) : '';
    const keyword = words
      .slice(at, at + 5)
      .map((word) => word.raw)
      .filter(Boolean)
      .join(' ');
    const followed = words
      .slice(at, at + 16)
      .map((word) => word.raw)
      .filter(Boolean)
      .join(' ');
    return {
      key: null,
      say: null,
      label: condition || (words[at]?.text === 'do' ? 'do nothing' : followed || keyword),
    };
  }
  return null;
}
