import { keyMentions } from './keys.ts';
import { labelOf } from './label.ts';
import type { PromptOption } from './prompt.ts';
import { plainText, type Word, wordsOf } from './words.ts';

/** What stands before a matter and is longer than this greets. */
const CUT_OFF = 5;
/** A prompt with so few options may well be a question. */
const QUESTION = 3;
/** These only lead to a matter. */
const LEAD =
  /^(to|for|if|you|are|your|is|a|an|the|about|calling|or|and|please|would|like|want|wish|speak|talk|with|have)$/;
/** Fewer words than this, unclaimed, say nothing. */
const FEWEST = 2;

/**
 * What else a key of a transcript without any punctuation may stand for, folded: its label with the words before it ("certify" before "for
 * weekly benefits"), and, where words are left over at either end, what stands on the key's other side. In a transcript with punctuation
 * nothing.
 */
export function otherReadings(text: string, option: PromptOption, options: readonly PromptOption[]): string[] {
  if (option.key === null) return [];
  const words = wordsOf(text);
  if (words.slice(0, -1).some(({ pause }) => pause > 0)) return [];
  const keys = keyMentions(words);
  const at = keys.findIndex(({ key }) => key === option.key);
  const mention = keys[at];
  if (!mention) return [];
  const before = words.slice(keys[at - 1]?.to ?? 0, mention.from);
  const after = words.slice(mention.to, keys[at + 1]?.from ?? words.length);
  const label = plainText(wordsOf(option.label));
  const isBefore = plainText(before).includes(label);
  const readings = isBefore ? longer(before, label, at === 0) : [];
  if (!isShifted(words, keys, options)) return readings;
  const other = isBefore ? after : before;
  return other.length < FEWEST ? readings : [...readings, plainText(wordsOf(labelOf(other)))];
}

/** The label with the words that stand before it; before the first key somebody may have been greeted. */
function longer(before: readonly Word[], label: string, isFirst: boolean): string[] {
  const text = plainText(before);
  const lead = text.slice(0, text.lastIndexOf(label)).trim().split(' ');
  const near = lead.filter((word) => word !== '');
  // "... an early exit fee will be added to talk it over": a "to" begins anew, a "for" may go on ("taking it for credit").
  const isOwn = near.length > CUT_OFF && (isFirst || near.at(-1) !== 'for');
  if (near.every((word) => LEAD.test(word)) || isOwn) return [];
  return [labelOf(wordsOf(`${near.join(' ')} ${label}`))];
}

/** A company's name is no matter. */
const GREETS =
  /^((hello|hi|good \w+) )?((thank you|thanks)( so much| very much)? for (calling|choosing|contacting)|welcome to|you have reached) (\w+ ){0,3}\w+$/;

/** Words left over before the first key though its label follows it, or after the last though its label is before it. */
function isShifted(
  words: readonly Word[],
  keys: ReturnType<typeof keyMentions>,
  options: readonly PromptOption[],
): boolean {
  const [first, last] = [keys[0], keys.at(-1)];
  if (!first || !last) return false;
  const labelled = (key: string | null): string =>
    plainText(wordsOf(options.find((option) => option.key === key)?.label ?? ''));
  const head = words.slice(0, first.from);
  // "... press six to talk with someone say representative": the end has a phrase of its own; staying has its aim behind it.
  const end = words.slice(last.to);
  const phrase = end.findIndex((word, at) => at > 0 && word.text === 'say');
  const isAim = last.key === null && /^(for|to)$/.test(end[0]?.text ?? '');
  const tail = phrase > 0 || isAim ? [] : end;
  const headIsLeft =
    head.length >= FEWEST && !GREETS.test(plainText(head)) && !plainText(head).includes(labelled(first.key));
  const tailIsLeft = tail.length >= FEWEST && !plainText(tail).includes(labelled(last.key));
  // "This takes you out of it. Press 1 to accept or 2 to leave things alone": a statement, then what to answer to it.
  const isQuestion = keys.length <= QUESTION && /^(to|for|if)$/.test(tail[0]?.text ?? '');
  return (headIsLeft && !isQuestion) || tailIsLeft;
}
