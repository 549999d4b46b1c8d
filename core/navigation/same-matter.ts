import { rankOptions } from './fit.ts';
import { readIntent } from './intent.ts';
import { numberAt } from './numbers.ts';
import { opposed } from './opposites.ts';
import type { Situation } from './situation.ts';
import { plain, wordsOf } from './words.ts';

/** How like what was understood must be to what is wanted. */
const SAME = 0.1;

/** Is what the prompt understood the matter of the intent? */
export function sameMatter({ prompt, intent }: Pick<Situation, 'prompt' | 'intent'>): boolean {
  if (readIntent(intent).wantsHuman) return false;
  const label = prompt.didWeUnderstand?.understood ?? '';
  if (opposed(plain(label), plain(intent)) || namesAnother(prompt.text, intent)) return false;
  if (otherAmount(prompt.text, intent)) return false;
  const score = rankOptions([{ key: null, say: null, label }], intent, 'let-pass')[0]?.score ?? 0;
  return score >= SAME || /\b(fine|ok|okay|confirm|yes|correct|sure|good)\b/.test(plain(intent));
}

const DAY =
  /\b((mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)(?=s?\b)/g;
const BOUND_FOR = /\b(?:to|from|in|at|for) ([A-Z][a-z]+)/g;
const JOURNEY =
  /\bfrom \w+( \w+)? to \w+|\b(trip|flight|stay|train|ticket|booking|reservation)\b.{0,30}\b(to|in|at) \w+/;

/** A day, or a place of a journey, that the prompt does not name while it names others. */
function namesAnother(prompt: string, intent: string): boolean {
  const heard = plain(prompt);
  const lacks = (names: readonly string[]): boolean => names.length > 0 && !names.some((name) => heard.includes(name));
  const days = plain(intent).match(DAY) ?? [];
  if (lacks(days) && (heard.match(DAY) ?? []).length > 0) return true;
  const places = [...intent.matchAll(BOUND_FOR)]
    .map(([, name]) => plain(name ?? ''))
    .filter((name) => !name.match(DAY));
  return JOURNEY.test(heard) && lacks(places);
}

const MONEY = /^(dollars?|pounds?|euros?|bucks|quid)$/;
const SENDING = /^(send|pay|transfer|move|wire|give|only|just|not|of)$/;
/** Larger numbers are those of bookings and cards. */
const MOST = 3000;

/** The prompt names an amount ("150 gallons", "400 pounds"), and the intent another. */
export function otherAmount(prompt: string, intent: string): boolean {
  const heard = amountsIn(spelled(prompt));
  const all = amountsIn(spelled(intent), SENDING);
  // "15 pounds, not 50".
  const wanted = all.some(({ isDenied }) => !isDenied) ? all.filter(({ isDenied }) => !isDenied) : all;
  const units = new Set(heard.map(({ unit }) => unit));
  const alike = wanted.filter(({ unit }) => units.has(unit) || (unit === '' && units.has('money')));
  return alike.length > 0 && !alike.some(({ value }) => heard.some((one) => one.value === value));
}

/** "£50" as it is said. */
const spelled = (text: string): string =>
  text.replace(/[$£€]\s?(\d[\d,]*)(\.\d+)?/g, (_, whole: string) => `${whole.replaceAll(',', '')} dollars`);

interface Amount {
  readonly value: number;
  /** What is counted; `money` whatever the currency; empty when it is not said. */
  readonly unit: string;
  /** "Not 50". */
  readonly isDenied: boolean;
}

/** Numbers with what they count, and (`after`) those that such a word precedes. */
function amountsIn(text: string, after?: RegExp): Amount[] {
  const words = wordsOf(text);
  return words.flatMap((_, at) => {
    const number = numberAt(words, at);
    const isInside = at > 0 && (numberAt(words, at - 1)?.next ?? 0) > at;
    if (!number || isInside || number.value > MOST) return [];
    const next = words[number.next]?.text ?? '';
    const before = words[at - 1]?.text ?? '';
    const isDenied = before === 'not';
    if (MONEY.test(next)) return [{ value: number.value, unit: 'money', isDenied }];
    if (/^[a-z]{4,}s$/.test(next)) return [{ value: number.value, unit: next, isDenied }];
    return after?.test(before) === true ? [{ value: number.value, unit: '', isDenied }] : [];
  });
}
