import { refuses, withItsAct } from './assent.ts';
import type { Choice } from './choice.ts';
import { rankOptions } from './fit.ts';
import { asksFor, backsOut, guardedAct } from './guard.ts';
import { readIntent } from './intent.ts';
import { roleOf } from './option-role.ts';
import { nameOf, optionAction, pick } from './pick.ts';
import type { PromptOption } from './prompt.ts';
import { otherAmount, sameMatter } from './same-matter.ts';
import type { Situation } from './situation.ts';
import { onlyAsks } from './understood.ts';
import { plain } from './words.ts';

const YES: PromptOption = { key: null, say: 'yes', label: 'yes' };
const NO: PromptOption = { key: null, say: 'no', label: 'no' };
/** "Only the minimum", "Thursday instead", "not 500": the act is wanted, but otherwise. */
const OTHERWISE =
  /\b(only|instead|rather|different|another|change|not \d+|wrong|mistake|earlier|later|less|more than|other (one|card|account|address|number|day|date|time))\b/;
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
  const person = readIntent(intent).wantsHuman
    ? prompt.options.find((option) => roleOf(option) === 'human')
    : undefined;
  if (person && person !== agree) return take(person, `option ${nameOf(person)} is a person`);
  const adjust = wantedOtherwise(situation);
  if (adjust) return take(adjust, `option ${nameOf(adjust)}: it is wanted otherwise`);
  const act = guardedAct(withItsAct(prompt, agree));
  const better = betterOption(situation, agree);
  const isAsked = act !== null && asksFor(act, intent) && !otherAmount(prompt.text, intent) && !onlyAsks(plain(intent));
  if (better && !(isAsked && (ADJUSTS.test(plain(better.label)) || refuses(better))))
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
