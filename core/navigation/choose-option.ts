import type { Choice } from './choice.ts';
import { rankOptions } from './fit.ts';
import { type ReadIntent, readIntent } from './intent.ts';
import { languageOf, roleOf } from './option-role.ts';
import { nameOf, pick } from './pick.ts';
import type { PromptOption } from './prompt.ts';
import type { Situation } from './situation.ts';

/** From here on a fit is trusted. */
const FITS = 0.13;

/** The option of a menu that answers the intent; else the way to a person. */
export function chooseOption(situation: Situation): Choice {
  const intent = readIntent(situation.intent);
  const { options } = situation.prompt;
  return (
    lifeline(situation, intent) ??
    mechanics(situation, intent) ??
    person(situation, intent) ??
    service(situation, intent) ??
    fallback(situation, options)
  );
}

const ofRole = (options: readonly PromptOption[], role: ReturnType<typeof roleOf>): PromptOption | undefined =>
  options.find((option) => roleOf(option) === role);

/** Somebody in danger is brought to whoever is there for that, before anything else is weighed. */
const SELF_HARM =
  /\b(suicid\w*|not (feel |feeling )?safe with myself|kill myself|end my life|end it all|hurt(ing)? myself|want to die|(not|no longer) want to (be here|live|go on)|no reason to live)\b/;
const CRISIS = /\b(crisis|suicide|988|emotional distress|lifeline)\b/;

function lifeline(situation: Situation, intent: ReadIntent): Choice | null {
  const option = SELF_HARM.test(intent.text)
    ? situation.prompt.options.find(({ label }) => CRISIS.test(label.toLowerCase()))
    : undefined;
  return option ? pick(situation, option, 0.95, `option ${nameOf(option)} is for a crisis`) : null;
}

/** "Say that again", "wrong menu": what the intent asks of the menu itself. */
function mechanics(situation: Situation, intent: ReadIntent): Choice | null {
  if (!intent.mechanic) return null;
  const option = ofRole(situation.prompt.options, intent.mechanic);
  return option ? pick(situation, option, 0.85, `option ${nameOf(option)} was asked for`) : null;
}

/** A wish for a person: the option that offers one, else the one for all other matters, else staying on the line. */
function person(situation: Situation, intent: ReadIntent): Choice | null {
  if (!intent.wantsHuman) return null;
  const { options } = situation.prompt;
  const best = rankOptions(
    options.filter((option) => roleOf(option) === 'service'),
    situation.intent,
  )[0];
  const human = ofRole(options, 'human');
  if (human && (!best || best.score < 0.5)) return pick(situation, human, 0.9, `option ${nameOf(human)} is a person`);
  if (best && best.score >= (intent.topic === '' ? 0.3 : FITS))
    return pick(situation, best.option, 0.8, fits(best.option, situation));
  const other = ofRole(options, 'other');
  if (other) return pick(situation, other, 0.75, `option ${nameOf(other)} is nearest to a person`);
  return fallback(situation, options);
}

const fits = (option: PromptOption, situation: Situation): string =>
  `option ${nameOf(option)} fits '${situation.intent.slice(0, 80)}'`;

/** Options for the ordinary caller, when the intent does not tell: existing customers, members, "this number". */
const ORDINARY =
  /\b(existing|current|already|member|members|patient|patients|personal|residential|number you are calling from|individual)\b/;

function service(situation: Situation, intent: ReadIntent): Choice | null {
  const candidates = situation.prompt.options.filter((option) => {
    const role = roleOf(option);
    return (
      role === 'service' ||
      role === 'human' ||
      (role === 'language' && languageOf(option) === intent.language && intent.language !== 'en')
    );
  });
  const ranked = rankOptions(candidates, situation.intent);
  for (const [rank, fit] of ranked.entries()) {
    if (fit.score < FITS) break;
    const lead = fit.score - (ranked[rank + 1]?.score ?? 0);
    const chosen = pick(
      situation,
      fit.option,
      Math.min(0.97, 0.45 + fit.score * 0.5 + lead * 0.8),
      fits(fit.option, situation),
    );
    if (chosen) return chosen;
  }
  const other = ofRole(situation.prompt.options, 'other');
  if (other) return pick(situation, other, 0.55, `no option fits; ${nameOf(other)} is for the rest`);
  const ordinary = candidates.find((option) => ORDINARY.test(option.label.toLowerCase()));
  if (ordinary) return pick(situation, ordinary, 0.45, `option ${nameOf(ordinary)} is for ordinary callers`);
  return null;
}

/** Nothing fits: a person, then going back, then what is left. */
function fallback(situation: Situation, options: readonly PromptOption[]): Choice {
  const spoken = options.some((option) => option.say !== null);
  const intent = readIntent(situation.intent);
  if (spoken || situation.prompt.kind === 'menu_speech') {
    const said = intent.wantsHuman ? 'representative' : situation.intent;
    return { action: { say: said }, confidence: 0.5, reason: 'said in our own words', by: 'fallback' };
  }
  const human = ofRole(options, 'human') ?? ofRole(options, 'other');
  const weak = rankOptions(
    options.filter((option) => roleOf(option) === 'service'),
    situation.intent,
  )[0];
  const back = ofRole(options, 'back');
  const option =
    human ??
    (back && !intent.wantsHuman ? back : undefined) ??
    (weak && weak.score > 0.04 && !intent.wantsHuman ? weak.option : undefined);
  const chosen = option ? pick(situation, option, 0.4, `no option fits; ${nameOf(option)} is nearest`) : null;
  if (chosen) return { ...chosen, by: 'fallback' };
  const stay = options.find((one) => one.key === null && one.say === null);
  if (stay)
    return { action: { wait: true }, confidence: 0.5, reason: 'no option fits; staying on the line', by: 'fallback' };
  return {
    action: { press: '0' },
    confidence: 0.3,
    reason: 'no option fits; 0 often reaches a person',
    by: 'fallback',
  };
}
