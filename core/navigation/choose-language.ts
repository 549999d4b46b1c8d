import type { Choice } from './choice.ts';
import { chooseOption } from './choose-option.ts';
import { rankOptions } from './fit.ts';
import { readIntent } from './intent.ts';
import { languageOf, roleOf } from './option-role.ts';
import { nameOf, optionAction } from './pick.ts';
import type { Situation } from './situation.ts';

/** The intent's language when it is offered, else English. */
export function chooseLanguage(situation: Situation): Choice {
  const { language, wantsHuman } = readIntent(situation.intent);
  const { options } = situation.prompt;
  const offered = (code: string) => options.find((option) => languageOf(option) === code);
  const other = rankOptions(
    options.filter((one) => languageOf(one) === null && roleOf(one) === 'service'),
    situation.intent,
  )[0];
  if (other && other.score >= 0.2) return chooseOption(situation);
  if (wantsHuman && language === 'en' && options.some((one) => roleOf(one) === 'human')) return chooseOption(situation);
  const option = offered(language) ?? offered('en');
  if (option)
    return {
      action: optionAction(option),
      confidence: 0.95,
      reason: `option ${nameOf(option)} is our language`,
      by: 'reading',
    };
  const others = options.filter((one) => languageOf(one) === null);
  if (others.length > 0) return chooseOption(situation);
  return {
    action: { wait: true },
    confidence: 0.8,
    reason: 'only other languages are offered; ours follows',
    by: 'reading',
  };
}
