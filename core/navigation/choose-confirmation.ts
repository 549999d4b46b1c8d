import { withItsAct } from './assent.ts';
import type { Choice } from './choice.ts';
import { rankOptions } from './fit.ts';
import { asksFor, backsOut, guardedAct } from './guard.ts';
import { readIntent } from './intent.ts';
import { numberAt } from './numbers.ts';
import { opposed } from './opposites.ts';
import { roleOf } from './option-role.ts';
import { nameOf, optionAction, pick } from './pick.ts';
import type { PromptOption } from './prompt.ts';
import type { Situation } from './situation.ts';
import { plain, wordsOf } from './words.ts';

const YES: PromptOption = { key: null, say: 'yes', label: 'yes' };
const NO: PromptOption = { key: null, say: 'no', label: 'no' };
/** How like what was understood must be to what is wanted. */
const SAME = 0.1;
/** "Only the minimum", "Thursday instead", "not 500": the act is wanted, but otherwise. */
const OTHERWISE =
  /\b(only|instead|rather|different|another|change|not \d+|wrong|mistake|earlier|later|less|more than)\b/;
const ADJUSTS = /\b(change|different|re ?enter|start over|reschedule|edit|modify|another|review|again|correct the)\b/;

/** Agrees only with what is true: digits that are ours, a matter that is ours, an act that was asked for and approved. */
export function chooseConfirmation(situation: Situation): Choice {
  const { prompt, intent, readBack } = situation;
  const agree = prompt.didWeUnderstand?.agree ?? YES;
  const disagree = prompt.didWeUnderstand?.disagree ?? NO;
  const take = (option: PromptOption, reason: string): Choice =>
    pick(situation, option, 0.85, reason) ?? backOut(safest(situation, agree, disagree));
  if (readBack === 'agrees') return take(agree, 'it read back what we entered');
  if (readBack === 'differs') return take(disagree, 'it read back other digits than ours');
  const adjust = wantedOtherwise(situation);
  if (adjust) return take(adjust, `option ${nameOf(adjust)}: it is wanted otherwise`);
  const act = guardedAct(withItsAct(prompt, agree));
  const better = betterOption(situation, agree);
  const isAsked = act !== null && asksFor(act, intent) && !otherAmount(prompt.text, intent);
  if (better && !(isAsked && ADJUSTS.test(plain(better.label))))
    return take(better, `option ${nameOf(better)} fits better`);
  if (act) return isAsked ? commit(situation, agree, take) : backOut(safest(situation, agree, disagree));
  return sameMatter(situation) ? take(agree, 'it understood us') : take(disagree, 'it understood something else');
}

/** The option that changes what is about to be agreed to, when the intent wants it otherwise; null when it does not, or none is offered. */
export function wantedOtherwise({ prompt, intent }: Situation): PromptOption | null {
  if (prompt.kind !== 'confirmation' || !OTHERWISE.test(plain(intent))) return null;
  const { agree } = prompt.didWeUnderstand ?? {};
  return prompt.options.find((option) => option !== agree && ADJUSTS.test(plain(option.label))) ?? null;
}

const backOut = (option: PromptOption): Choice => ({
  action: optionAction(option),
  confidence: 0.6,
  reason: `${nameOf(option)} is the safe way`,
  by: 'reading',
});

/** The person wants the act: it is asked about once, and done when approved. */
function commit(
  situation: Situation,
  agree: PromptOption,
  take: (option: PromptOption, reason: string) => Choice,
): Choice {
  const asked = pick(situation, agree, 0.85, `'${agree.label}' was asked for`);
  if (asked && 'ask' in asked.action) return asked;
  return asked
    ? { ...asked, action: optionAction(agree) }
    : take(situation.prompt.didWeUnderstand?.disagree ?? NO, 'not approved');
}

/** Of the ways that do not agree: backing out is better than changing, changing better than a person. None of them may commit anything. */
function safest({ prompt }: Situation, agree: PromptOption, disagree: PromptOption): PromptOption {
  const others = prompt.options.filter(
    (option) => option !== agree && (guardedAct(option) === null || backsOut(option, prompt.text)),
  );
  const backs = others.find((option) =>
    /^(cancel|keep|decline|no\b|do not|go back|exit|not now)|\bwithout\b/.test(plain(option.say ?? option.label)),
  );
  return (
    backs ??
    others.find((option) => roleOf(option) === 'back') ??
    (others.includes(disagree) ? disagree : (others[0] ?? NO))
  );
}

/** An option other than agreeing that fits the intent clearly better. */
function betterOption({ prompt, intent }: Situation, agree: PromptOption): PromptOption | null {
  const ranked = rankOptions(
    prompt.options.filter((option) => roleOf(option) !== 'back' && !/^(yes|no)$/.test(plain(option.label))),
    intent,
  );
  const own = ranked.find((fit) => fit.option === agree)?.score ?? 0;
  const best = ranked[0];
  return best && best.option !== agree && best.score > own + 0.12 && guardedAct(best.option) === null
    ? best.option
    : null;
}

export function sameMatter({ prompt, intent }: Situation): boolean {
  if (readIntent(intent).wantsHuman) return false;
  const label = prompt.didWeUnderstand?.understood ?? '';
  if (opposed(plain(label), plain(intent)) || namesAnother(prompt.text, intent)) return false;
  if (otherAmount(prompt.text, intent)) return false;
  const score = rankOptions([{ key: null, say: null, label }], intent)[0]?.score ?? 0;
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
  const heard = amountsIn(prompt);
  const wanted = amountsIn(intent, SENDING);
  const units = new Set(heard.map(({ unit }) => unit));
  const alike = wanted.filter(({ unit }) => units.has(unit) || (unit === '' && units.has('money')));
  return alike.length > 0 && !alike.some(({ value }) => heard.some((one) => one.value === value));
}

interface Amount {
  readonly value: number;
  /** What is counted; `money` whatever the currency; empty when it is not said. */
  readonly unit: string;
}

/** Numbers with what they count, and (`after`) those that such a word precedes. */
function amountsIn(text: string, after?: RegExp): Amount[] {
  const words = wordsOf(text);
  return words.flatMap((_, at) => {
    const number = numberAt(words, at);
    const isInside = at > 0 && (numberAt(words, at - 1)?.next ?? 0) > at;
    if (!number || isInside || number.value > MOST) return [];
    const next = words[number.next]?.text ?? '';
    if (MONEY.test(next)) return [{ value: number.value, unit: 'money' }];
    if (/^[a-z]{4,}s$/.test(next)) return [{ value: number.value, unit: next }];
    return after?.test(words[at - 1]?.text ?? '') === true ? [{ value: number.value, unit: '' }] : [];
  });
}
