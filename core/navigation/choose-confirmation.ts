import type { Choice } from './choice.ts';
import { rankOptions } from './fit.ts';
import { asksFor, guardedAct } from './guard.ts';
import { readIntent } from './intent.ts';
import { nameOf, optionAction, pick } from './pick.ts';
import type { PromptOption } from './prompt.ts';
import type { Situation } from './situation.ts';

const YES: PromptOption = { key: null, say: 'yes', label: 'yes' };
const NO: PromptOption = { key: null, say: 'no', label: 'no' };

/** Agrees only with what is true: digits that are ours, a matter that is ours, an act that was asked for and approved. */
export function chooseConfirmation(situation: Situation): Choice {
  const { prompt, intent, readBack } = situation;
  const understood = prompt.didWeUnderstand;
  const agree = understood?.agree ?? YES;
  const disagree = understood?.disagree ?? NO;
  const take = (option: PromptOption, reason: string): Choice | null => pick(situation, option, 0.85, reason);
  const safe = (): Choice => ({
    action: optionAction(disagree),
    confidence: 0.6,
    reason: `${nameOf(disagree)} is the safe way`,
    by: 'reading',
  });
  if (readBack === 'agrees') return take(agree, 'it read back what we entered') ?? safe();
  if (readBack === 'differs') return take(disagree, 'it read back other digits than ours') ?? safe();
  const act = committedAct(situation, agree);
  if (act) {
    if (asksFor(act, intent) && !betterOption(situation, agree))
      return pick({ ...situation }, { ...agree, label: agree.label }, 0.85, `'${agree.label}' was asked for`) ?? safe();
    const other = betterOption(situation, agree);
    return (other && take(other, `option ${nameOf(other)} fits better than to ${act}`)) ?? safe();
  }
  const other = betterOption(situation, agree);
  if (other && prompt.options.length > 2) return take(other, `option ${nameOf(other)} fits`) ?? safe();
  const same = rankOptions([{ key: null, say: null, label: understood?.understood ?? '' }], intent)[0]?.score ?? 0;
  const wished = readIntent(intent);
  if (same >= 0.08 && !wished.wantsHuman)
    return take(agree, `it understood '${understood?.understood ?? ''}'`) ?? safe();
  return take(disagree, 'it understood something else') ?? safe();
}

/** The guarded act that agreeing would commit: of the option, or of the sentence that it confirms. */
function committedAct({ prompt }: Situation, agree: PromptOption): ReturnType<typeof guardedAct> {
  const own = guardedAct(agree);
  if (own) return own;
  const about = prompt.didWeUnderstand?.understood ?? '';
  return /\b(about to|you are (canceling|cancelling|paying|closing|transferring)|this (is final|cannot|can not)|fees? (will|applies|apply)|will end)\b/i.test(
    prompt.text,
  )
    ? guardedAct({ key: null, say: null, label: about })
    : null;
}

/** An option other than agreeing that fits the intent clearly better. */
function betterOption({ prompt, intent }: Situation, agree: PromptOption): PromptOption | null {
  const ranked = rankOptions(prompt.options, intent);
  const own = ranked.find((fit) => fit.option === agree)?.score ?? 0;
  const best = ranked[0];
  return best && best.option !== agree && best.score > own + 0.1 ? best.option : null;
}
