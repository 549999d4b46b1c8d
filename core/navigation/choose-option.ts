import type { Choice } from './choice.ts';
import { factNamed, factsMeant } from './facts.ts';
import { type Fit, rankOptions } from './fit.ts';
import { type ReadIntent, readIntent } from './intent.ts';
import { stemsOf } from './lexicon/stem.ts';
import { languageOf, type OptionRole, roleOf } from './option-role.ts';
import { nameOf, pick } from './pick.ts';
import type { PromptOption } from './prompt.ts';
import { readPrompt } from './read-prompt.ts';
import type { Situation } from './situation.ts';
import { plain } from './words.ts';

/** From here on a fit is trusted. */
const FITS = 0.12;
/** The same where a menu has an option for all the rest. */
const FITS_BEFORE_OTHER = 0.16;
/** Enough for the only option that has anything to do with the intent. */
const ALONE = 0.1;
/** By so much one option is ahead of the others. */
const CLEARLY = 0.04;
/** From here on a fit is better than nothing. */
const HINTS = 0.02;
/** The same where a person can be had instead. Tuned on dev and own to own-6. */
const HINTS_BESIDE_PERSON = 0.08;

/** The option of a menu that answers the intent; else the way to a person. */
export function chooseOption(situation: Situation): Choice {
  const intent = readIntent(situation.intent);
  return (
    lifeline(situation, intent) ??
    mechanics(situation, intent) ??
    byFact(situation) ??
    person(situation, intent) ??
    answer(situation, intent) ??
    service(situation, intent) ??
    fallback(situation, intent)
  );
}

const ofRole = (options: readonly PromptOption[], role: OptionRole): PromptOption | undefined =>
  options.find((option) => roleOf(option) === role);

const services = (situation: Situation): PromptOption[] =>
  situation.prompt.options.filter((option) => roleOf(option) === 'service');

/** Somebody in danger is brought to whoever is there for that, before anything else is weighed. */
const SELF_HARM =
  /\b(suicid\w*|not (feel |feeling )?safe with myself|kill myself|end my life|end it all|(hurt|harm)(ing)? myself|want to die|(not|no longer) want to (be here|live|go on)|no reason to live)\b/;
const CRISIS = /\b(crisis|suicide|988|emotional distress|lifeline)\b/;

function lifeline(situation: Situation, intent: ReadIntent): Choice | null {
  if (!SELF_HARM.test(intent.text)) return null;
  const option = situation.prompt.options.find(({ label }) => CRISIS.test(label.toLowerCase()));
  return option ? pick(situation, option, 0.95, `option ${nameOf(option)} is for a crisis`) : null;
}

/** "Say that again", "wrong menu": what the intent asks of the menu itself. */
function mechanics(situation: Situation, intent: ReadIntent): Choice | null {
  if (!intent.mechanic) return null;
  const option = ofRole(situation.prompt.options, intent.mechanic);
  return option ? pick(situation, option, 0.85, `option ${nameOf(option)} was asked for`) : null;
}

/** "Press 1 to enter your member number, 2 for your date of birth": the one that we have. An extension that was given is dialled. */
export function byFact(situation: Situation): Choice | null {
  const { factNames, prompt } = situation;
  if (factNames.includes('extension') && /\bextension\b/i.test(prompt.text))
    return { action: { enter: 'extension' }, confidence: 0.85, reason: 'an extension can be dialled', by: 'reading' };
  const entries = prompt.options.filter((option) =>
    /^(enter|key in|use|say|give)\b.*\b(number|id|identification|code|date|social|zip|name|npi)\b/i.test(option.label),
  );
  if (entries.length < 2) return null;
  const chosen = entries.find(
    (option) => factNamed(plain(option.label), factsMeant(plain(option.label)).slice(0, 2), factNames) !== null,
  );
  return chosen ? pick(situation, chosen, 0.85, `option ${nameOf(chosen)} is for what we have`) : null;
}

/** A wish for a person: the option that offers one, else the one for all other matters, else staying on the line. */
function person(situation: Situation, intent: ReadIntent): Choice | null {
  if (!intent.wantsHuman) return null;
  const { options } = situation.prompt;
  const best = rankOptions(services(situation), situation.intent)[0];
  const human = ofRole(options, 'human');
  if (human && (!best || best.score < 0.5)) return pick(situation, human, 0.9, `option ${nameOf(human)} is a person`);
  if (best && best.score >= (intent.topic === '' ? 0.3 : FITS))
    return pick(situation, best.option, 0.8, fits(best, situation));
  const other = ofRole(options, 'other');
  return other
    ? pick(situation, other, 0.75, `option ${nameOf(other)} is nearest to a person`)
    : fallback(situation, intent);
}

const QUESTION =
  /\b(?:is this|is it|is your|are you|do you|does your|have you|has your|did you|would you|were you|was it|have you|had you)\b(.+)/;

/** "Is this an emergency? Press 1 for yes, for a regular request press 2": yes when the question is like the intent. */
function answer(situation: Situation, intent: ReadIntent): Choice | null {
  const { options, text } = situation.prompt;
  const yes = options.find(({ label }) => /^(yes|so|you (do|are|have)|it is)$/.test(plain(label)));
  const question = QUESTION.exec(
    plain(text).split(/\b(?:if (?:yes|so|you do|you are|it is)|press|say)\b/)[0] ?? '',
  )?.[1];
  if (!yes || question === undefined) return null;
  const rest = options.filter((option) => option !== yes);
  const asked = rankOptions([{ key: null, say: null, label: question }], intent.text)[0]?.score ?? 0;
  const best = rankOptions(rest, intent.text)[0];
  const no = rest.find(({ label }) => /^(no|not)\b/.test(plain(label))) ?? best?.option;
  if (/\bnot\b/.test(intent.text) && no && asked >= FITS)
    return pick(situation, no, 0.6, `${nameOf(no)} answers '${question.trim().slice(0, 60)}'`);
  const chosen = asked >= Math.max(FITS, best?.score ?? 0) ? yes : no;
  return chosen ? pick(situation, chosen, 0.65, `${nameOf(chosen)} answers '${question.trim().slice(0, 60)}'`) : null;
}

const fits = ({ option }: Fit, { intent }: Situation): string =>
  `option ${nameOf(option)} fits '${intent.slice(0, 80)}'`;

/** Options for the ordinary caller, when the intent does not tell: existing customers, members, "this number". */
const ORDINARY =
  /\b(existing|current) (customers?|members?|patients?|clients?|accounts?|service|policyholders?|subscribers?|residents?|tenants?|owners?|guests?)\b|\balready (have|a|an)\b|(?<!\b(?:staff|team) )\b(members?|patients?|personal|residential|individuals?)$|^(members?|patients?|personal|residential)\b|\b(number|phone) you( are|'re) calling from\b|\bthis (number|phone|account)\b|^(a |an |you are an? )?(customer|consumer|caller|policyholder|resident|homeowner|tenant|guest|passenger|traveler|subscriber|taxpayer)s?$|\b(for|about) yourself\b/;
/** Callers by trade, who say what they are. */
const BY_TRADE =
  /\b(vendors?|suppliers?|(healthcare |health care |medical )?providers?|physicians?|doctor s office|pharmac(y|ies|ists?)|dealers?|brokers?|attorneys?|law firms?|lenders?|contractors?|(another|other) (company|carrier|bank|agency|facility|hospital)|agenc(y|ies)|employers?|employees?|employment|job applicants?|members? of the (press|media)|media)\b/;

/** The caller is no vendor and no agency unless the intent says so: what is left when those are taken away. */
function leftOver(situation: Situation, intent: ReadIntent): PromptOption | undefined {
  const offered = services(situation);
  const trades = offered.flatMap(({ label }) => BY_TRADE.exec(plain(label))?.[0] ?? []);
  if (trades.some((trade) => intent.text.includes(trade))) return undefined;
  const left = offered.filter(({ label }) => !BY_TRADE.test(plain(label)));
  return offered.length > 1 && left.length === 1 ? left[0] : undefined;
}

/**
 * Below "mortgages" every option is about mortgages: what is left of the intent without the words that led here decides, if it decides
 * anything.
 */
function rankedHere(candidates: readonly PromptOption[], { intent, history }: Situation): Fit[] {
  const whole = rankOptions(candidates, intent);
  const led = new Set(history.flatMap(({ heard, action }) => stemsOf(labelChosen(heard, action))));
  const left = plain(intent)
    .split(' ')
    .filter((word) => !stemsOf(word).some((stem) => led.has(stem)));
  // An option that the intent says word for word needs no more.
  const wanted = new Set(stemsOf(intent));
  const isSaid = stemsOf(whole[0]?.option.label ?? '').every((stem) => wanted.has(stem));
  if (isSaid || led.size === 0 || left.length === 0) return whole;
  const rest = rankOptions(candidates, left.join(' '));
  const [first, second] = rest;
  return first && first.score >= FITS && first.score - (second?.score ?? 0) >= CLEARLY ? rest : whole;
}

function labelChosen(heard: string, action: Situation['history'][number]['action']): string {
  const chosen = readPrompt(heard).options.find(
    ({ key, say }) => ('press' in action && key === action.press) || ('say' in action && say === action.say),
  );
  return chosen?.label ?? '';
}

function service(situation: Situation, intent: ReadIntent): Choice | null {
  const { options } = situation.prompt;
  const candidates = options.filter((option) => {
    const role = roleOf(option);
    const ours = role === 'language' && languageOf(option) === intent.language && intent.language !== 'en';
    return role === 'service' || role === 'human' || ours;
  });
  const ranked = rankedHere(candidates, situation);
  const other = ofRole(options, 'other');
  const enough = other ? FITS_BEFORE_OTHER : FITS;
  for (const [rank, fit] of ranked.entries()) {
    const next = ranked[rank + 1]?.score ?? 0;
    if (fit.score < enough && (fit.score < ALONE || fit.score < 2 * next)) break;
    const lead = fit.score - next;
    const chosen = pick(
      situation,
      fit.option,
      Math.min(0.97, 0.45 + fit.score * 0.5 + lead * 0.8),
      fits(fit, situation),
    );
    if (chosen) return chosen;
  }
  if (other) return pick(situation, other, 0.55, `no option fits; ${nameOf(other)} is for the rest`);
  const rest = options.find((option) => option.otherwise);
  if (rest) return pick(situation, rest, 0.6, `${nameOf(rest)} is for all to whom the rest does not apply`);
  const ordinary =
    services(situation).find((option) => ORDINARY.test(option.label.toLowerCase())) ?? leftOver(situation, intent);
  return ordinary ? pick(situation, ordinary, 0.45, `option ${nameOf(ordinary)} is for ordinary callers`) : null;
}

/** What costs or alters something is not guessed at. */
const BINDS = /^(buy|purchase|order|raise|increase|upgrade|downgrade|send|transfer|switch|make a (payment|transfer))\b/;

/** Nothing fits: the nearest, a person, going back, what is left. */
function fallback(situation: Situation, intent: ReadIntent): Choice {
  const { options, kind } = situation.prompt;
  const guess = (option: PromptOption | undefined, confidence: number): Choice | null => {
    const chosen = option ? pick(situation, option, confidence, `no option fits; ${nameOf(option)} is nearest`) : null;
    return chosen && { ...chosen, by: 'fallback' };
  };
  const offered = services(situation);
  const enough = ofRole(options, 'human') ? HINTS_BESIDE_PERSON : HINTS;
  const hint = intent.wantsHuman
    ? undefined
    : rankOptions(offered, situation.intent).find(
        ({ score, option }) => score >= enough && !BINDS.test(plain(option.label)),
      );
  if (options.some((option) => option.say !== null) || kind === 'menu_speech') {
    const said = intent.wantsHuman ? 'representative' : situation.intent;
    return (
      guess(hint?.option, 0.45) ?? {
        action: { say: said },
        confidence: 0.5,
        reason: 'said in our own words',
        by: 'fallback',
      }
    );
  }
  // An offer that nobody asked for is declined.
  const skip = intent.wantsHuman ? undefined : ofRole(options, 'skip');
  const stay = options.find((one) => one.key === null && one.say === null);
  const only = offered.length === 1 && !intent.wantsHuman ? offered[0] : undefined;
  const back = intent.wantsHuman ? undefined : ofRole(options, 'back');
  const chosen =
    guess(hint?.option, 0.4) ??
    guess(ofRole(options, 'human') ?? ofRole(options, 'other'), 0.4) ??
    guess(skip, 0.5) ??
    guess(only, 0.35) ??
    guess(back, 0.4);
  if (chosen) return chosen;
  if (stay)
    return { action: { wait: true }, confidence: 0.5, reason: 'no option fits; staying on the line', by: 'fallback' };
  return {
    action: { press: '0' },
    confidence: 0.3,
    reason: 'no option fits; 0 often reaches a person',
    by: 'fallback',
  };
}
