import type { KeyOption } from './key-options.ts';
import type { PromptOption } from './prompt.ts';
import { segmentPhrases } from './service-phrases.ts';
import { rawText, type Word } from './words.ts';

const INTRODUCTION =
  /\b(say|saying|choose from|options are|one of the following|things like|something like|such as|for example|for instance|can ask (me )?about|help (you )?with)( (one of )?the following)?( (options|things|words))?( like| for (example|instance)| such as| is)?$/;
const ENDS =
  /^(or press|please say|and i will|so i can|to (get|help|direct|better)|how can|what can|which (one|would)|at any time|now$|otherwise|if you)/;
const OPTION_STOPS =
  /^(your|the reason|in a few|what|why|how|who|it|that|anything|something about|a few|so|again|briefly)$/;

const option = (say: string, label = say): PromptOption => ({ key: null, say, label });

/** "say yes or no", "you can say billing, sales or something else", "for billing, say billing". */
export function sayOptions(words: readonly Word[], keyed: readonly KeyOption[]): PromptOption[] {
  const found: PromptOption[] = [];
  const text = (at: number): string => words[at]?.text ?? '';
  for (let at = 0; at < words.length; at++) {
    if (text(at) !== 'say' && !introduces(words, at)) continue;
    const from = at + 1;
    if (text(at) === 'say' && /^(or|and)$/.test(text(from))) continue;
    const list = listAfter(words, from);
    if (list.length === 0 || OPTION_STOPS.test(text(from))) continue;
    for (const item of list) found.push(option(item));
    at = from;
  }
  const plain = words.map((word) => word.text).join(' ');
  if (found.length === 0 && /\byes or no\b/.test(plain) && keyed.length === 0) found.push(option('yes'), option('no'));
  const seen = new Set<string>();
  return found.filter((item) => {
    const name = (item.say ?? '').toLowerCase();
    const doubled = seen.has(name) || keyed.some((other) => other.label.toLowerCase() === name);
    seen.add(name);
    return !doubled;
  });
}

function introduces(words: readonly Word[], at: number): boolean {
  const upTo = words
    .slice(Math.max(0, at - 7), at + 1)
    .map((word) => word.text)
    .join(' ');
  return INTRODUCTION.test(upTo) && !/\b(say|saying)$/.test(upTo);
}

/** The phrases of a list that begins at `from`, with or without commas. */
function listAfter(words: readonly Word[], from: number): string[] {
  const end = listEnd(words, from);
  const parts: Word[][] = [[]];
  for (let at = from; at < end; at++) {
    const word = words[at];
    if (!word) continue;
    if (word.text === 'or' && parts.at(-1)?.length !== 0) parts.push([]);
    else if (word.text !== 'or') parts.at(-1)?.push(word);
    if (word.pause === 1) parts.push([]);
  }
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part) => segmentPhrases(part))
    .map((part) => rawText(part).replace(/^(say|or|and|just|please|a|an) /i, ''))
    .filter((phrase) => phrase !== '' && phrase.split(' ').length <= 6);
}

function listEnd(words: readonly Word[], from: number): number {
  for (let at = from; at < words.length; at++) {
    const ahead = words
      .slice(at, at + 4)
      .map((word) => word.text)
      .join(' ');
    if (at > from && ENDS.test(ahead)) return at;
    if (words[at]?.pause === 2) return at + 1;
  }
  return words.length;
}
