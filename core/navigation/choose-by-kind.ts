import type { Choice } from './choice.ts';
import { chooseConfirmation } from './choose-confirmation.ts';
import { chooseEntry } from './choose-entry.ts';
import { chooseLanguage } from './choose-language.ts';
import { chooseOption } from './choose-option.ts';
import { chooseCallback, chooseEnded, chooseSurvey, speakTo } from './choose-other.ts';
import { factNamed, factsMeant } from './facts.ts';
import { readIntent } from './intent.ts';
import { roleOf } from './option-role.ts';
import type { Situation } from './situation.ts';
import { plain } from './words.ts';

const waiting = (situation: Situation, reason: string): Choice => ({
  action: { wait: true },
  confidence: Math.max(0.6, situation.prompt.kindConfidence),
  reason,
  by: 'reading',
});

/** In a queue keys are for staying in it or for leaving it. */
const OF_QUEUES = /\b(wait|waiting|hold|holding|line|call(ed)? (you )?back|callback|queue|place|message|voicemail)\b/;

/** "Wait times are longer than usual. For English press one, for..." sounds like a queue, and two keys ask for a choice all the same. */
function menuAfterAll({ prompt }: Situation): ((situation: Situation) => Choice) | null {
  const keyed = prompt.options.filter(({ key }) => key !== null);
  if (keyed.length < 2 || prompt.callbackOffer || keyed.some(({ label }) => OF_QUEUES.test(plain(label)))) return null;
  return keyed.some((option) => roleOf(option) === 'language') ? chooseLanguage : chooseOption;
}

/** Our own reading: what a caller does at this kind of prompt. */
export function chooseByKind(situation: Situation): Choice {
  const { prompt } = situation;
  if (prompt.kind === 'hold_announcement' || prompt.kind === 'wait_transfer' || prompt.kind === 'greeting') {
    const offers = menuAfterAll(situation);
    if (offers) return offers(situation);
  }
  if (prompt.didWeUnderstand && (prompt.kind === 'menu_speech' || prompt.kind === 'error_reprompt'))
    return chooseConfirmation(situation);
  switch (prompt.kind) {
    case 'human_greeting':
    case 'human_smalltalk':
      return { action: { human: true }, confidence: prompt.kindConfidence, reason: 'a person speaks', by: 'reading' };
    case 'hold_announcement':
      return waiting(situation, 'the queue; we wait');
    case 'wait_transfer':
      return waiting(situation, 'we are being connected');
    case 'greeting':
      return waiting(situation, 'a greeting; the menu follows');
    case 'closed':
    case 'voicemail_greeting':
      return chooseEnded(situation);
    case 'survey_offer':
      return chooseSurvey(situation);
    case 'callback_offer':
      return chooseCallback(situation);
    case 'language_choice':
      return chooseLanguage(situation);
    case 'data_entry':
      return chooseEntry(situation);
    case 'confirmation':
      return chooseConfirmation(situation);
    case 'screening':
    case 'ai_agent':
      return speakTo(situation);
    case 'menu':
    case 'menu_speech':
      return chooseOption(situation);
    case 'error_reprompt':
      return prompt.asksFor !== null
        ? chooseEntry(situation)
        : prompt.options.length > 0
          ? chooseOption(situation)
          : retry(situation);
  }
}

/** "Sorry, let us try again": what it must have been about is given again. */
function retry(situation: Situation): Choice {
  const { prompt, factNames, history, intent } = situation;
  const words = plain(prompt.text);
  const fact = factNamed(words, factsMeant(words), factNames);
  const last = history.at(-1)?.action;
  if (fact)
    return {
      action: { enter: fact },
      confidence: 0.7,
      reason: `it wants ${fact.replaceAll('_', ' ')} again`,
      by: 'reading',
    };
  if (last && !('wait' in last))
    return { action: last, confidence: 0.6, reason: 'it was not understood; once more', by: 'reading' };
  return {
    action: { say: readIntent(intent).wantsHuman ? 'representative' : intent },
    confidence: 0.5,
    reason: 'it was not understood; said again',
    by: 'fallback',
  };
}
