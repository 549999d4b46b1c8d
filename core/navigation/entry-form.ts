import type { Step } from './choice.ts';
import { type DateForm, dateForm } from './date-form.ts';
import { factNamed, factsMeant, isDate } from './facts.ts';
import { type LengthsAsked, lengthsAsked } from './lengths-asked.ts';
import type { DataRequest, ReadPrompt } from './prompt.ts';
import { readPrompt } from './read-prompt.ts';
import { wordsOf } from './words.ts';
import { dateOrderOf } from './written-date.ts';

/** In what form a fact is to be given. */
export interface EntryForm extends LengthsAsked {
  /** For a date. */
  readonly date: DateForm | null;
}

/**
 * The form in which this prompt wants a fact; "please try again" wants it as it was asked for before.
 * @param number of the company (E.164): what a prompt does not say of a date is as its country writes them
 */
export function entryForm(prompt: ReadPrompt, history: readonly Step[], fact: string, number: string): EntryForm {
  const asked = prompt.asksFor ?? requestBefore(history, fact);
  const text = asked?.text ?? '';
  if (!isDate(fact)) return { ...lengthsOf(text, fact), date: null };
  const { lengths } = lengthsAsked(wordsOf(text));
  return { lengths: [], lastDigits: null, firstCharacters: null, date: dateForm(text, lengths, dateOrderOf(number)) };
}

function requestBefore(history: readonly Step[], fact: string): DataRequest | null {
  const before = history.findLast(
    ({ heard, action }) => 'enter' in action && action.enter === fact && readPrompt(heard).asksFor !== null,
  );
  return before ? readPrompt(before.heard).asksFor : null;
}

/** "Account number | or ten digit phone number"; not "six or eight digits", "say or enter". */
const NEXT_CLAUSE =
  /(?<!\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|say|speak|enter|key|in|press|dial)) (?:or|and) /;
const OWN_NOUN = /^(your|the|a|an|its?)\b/;

/** What a request says of the length of this fact, where it asks for others as well. */
function lengthsOf(text: string, fact: string): LengthsAsked {
  const clauses = text.split(NEXT_CLAUSE);
  const at = clauses.findIndex((clause) => factNamed(clause, factsMeant(clause), [fact]) === fact);
  const whole = lengthsAsked(wordsOf(text));
  if (clauses.length === 1) return whole;
  if (at < 0) return { ...whole, lengths: [] };
  const clause = clauses[at] ?? '';
  const own = lengthsAsked(wordsOf(clause));
  // "The last four of your account or card number" is the last four of both.
  const isShared =
    own.lengths.length === 0 && own.lastDigits === null && own.firstCharacters === null && !OWN_NOUN.test(clause);
  return isShared ? { ...lengthsAsked(wordsOf(clauses[at - 1] ?? '')), lengths: [] } : own;
}
