import type { Choice } from './choice.ts';
import { chooseOption } from './choose-option.ts';
import { rankOptions } from './fit.ts';
import { readIntent } from './intent.ts';
import { nameOf, optionAction, pick } from './pick.ts';
import type { Situation } from './situation.ts';
import { plain } from './words.ts';

/** Closed or a mailbox: over, unless an option for just this matter is offered ("for emergencies press 1"). */
export function chooseEnded(situation: Situation): Choice {
  const { prompt, intent } = situation;
  const best = rankOptions(
    prompt.options.filter((option) => option.key !== null || option.say !== null),
    intent,
  )[0];
  if (prompt.kind === 'closed' && best && best.score >= 0.12) {
    const chosen = pick(situation, best.option, 0.75, `closed, but option ${nameOf(best.option)} fits`);
    if (chosen) return chosen;
  }
  const closed = prompt.kind === 'closed';
  if (!closed && takesMessage(situation))
    return { action: { say: intent }, confidence: 0.65, reason: 'the mailbox of whom we want', by: 'reading' };
  return {
    action: { hangup: true },
    confidence: prompt.kindConfidence,
    reason: closed ? 'they are closed' : 'a mailbox, not a person',
    by: 'reading',
    giveUp: closed ? 'company_closed' : 'company_voicemail',
  };
}

const INVITES = /\b(leave|message|tone|beep|record|voice ?mail|you know what to do)\b/;
const REFUSES =
  /\b(full|can ?not accept|not accepting|not (been )?set up|not monitored|try (your call )?again later)\b/;

/** A mailbox that takes messages, of the very person or office that is wanted; one message is enough. */
function takesMessage({ prompt, intent, history }: Situation): boolean {
  const heard = plain(prompt.text);
  if (!INVITES.test(heard) || REFUSES.test(heard)) return false;
  const last = history.at(-1)?.action;
  if (last !== undefined && 'say' in last && last.say === intent) return false;
  const names = (intent.match(/(?<=\S )[A-Z][a-z]+/g) ?? []).map(plain);
  if (names.some((name) => heard.split(' ').includes(name))) return true;
  const whose = heard.split(/\b(?:please|kindly|leave|at the tone|after the)\b/)[0] ?? '';
  return (rankOptions([{ key: null, say: null, label: whose }], intent, 'let-pass')[0]?.score ?? 0) >= 0.15;
}

/** Declines where that can be said; a survey that is only announced is let pass; else the call is over. */
export function chooseSurvey({ prompt }: Situation): Choice {
  const decline = prompt.options.find((option) =>
    /\b(no|not|decline|skip|without|continue|otherwise|main menu)\b/.test(plain(`${option.say ?? ''} ${option.label}`)),
  );
  if (decline) return { action: optionAction(decline), confidence: 0.85, reason: 'no survey', by: 'reading' };
  if (
    /\b((stay|remain|hold)( on)?( the)? line|at (the )?end of|after (this |the |your )?call|once your call)\b/.test(
      plain(prompt.text),
    )
  )
    return { action: { wait: true }, confidence: 0.7, reason: 'a survey is announced; nothing to do', by: 'reading' };
  return { action: { hangup: true }, confidence: 0.7, reason: 'a survey: the call is over', by: 'reading' };
}

const WANTS_CALLBACK =
  /\b(call|ring|phone) (me|us|my)( \w+)? ?(back|instead|when|on|later)?\b|\bcall ?back\b|\breach me\b/;
const OTHER_NUMBER =
  /\b(other|another|different|not this|my cell|my mobile|new) ?(one|number|line|phone)?\b|\bcell instead\b/;

/** We wait for the human; a callback only when the person wants one. */
export function chooseCallback(situation: Situation): Choice {
  const { prompt, intent } = situation;
  const offer = prompt.callbackOffer;
  const text = plain(intent);
  const wants = WANTS_CALLBACK.test(text) && !/\b(do not|not|no) call( me)? ?back\b|\bi will (wait|hold)\b/.test(text);
  const chosen = wants
    ? OTHER_NUMBER.test(text) && offer?.otherNumber
      ? offer.otherNumber
      : (offer?.accept ?? null)
    : (offer?.decline ?? (offer?.otherNumber ? offer.accept : null));
  if (chosen)
    return {
      action: optionAction(chosen),
      confidence: 0.85,
      reason: wants ? 'a call back was asked for' : 'we hold the line ourselves',
      by: 'reading',
    };
  const spoken = prompt.options.length === 0 && /\b(would you like|do you want|say)\b/.test(plain(prompt.text));
  if (spoken)
    return {
      action: { say: wants ? 'yes' : 'no' },
      confidence: 0.7,
      reason: wants ? 'a call back was asked for' : 'we hold the line ourselves',
      by: 'reading',
    };
  return { action: { wait: true }, confidence: 0.7, reason: 'we hold the line ourselves', by: 'reading' };
}

/** A machine that converses, or screens: it is told the matter, or asked for a person. */
export function speakTo(situation: Situation): Choice {
  const { prompt, intent } = situation;
  const wished = readIntent(intent);
  if (wished.wantsHuman && prompt.kind === 'ai_agent') {
    const word =
      /\b(technician|nurse|pharmacist|manager|supervisor|agent|representative|operator)\b/.exec(wished.text)?.[0] ??
      'representative';
    return { action: { say: word }, confidence: 0.85, reason: 'a person is wanted', by: 'reading' };
  }
  if (prompt.options.length > 1) return chooseOption(situation);
  return { action: { say: intent }, confidence: 0.8, reason: 'it asks for our matter', by: 'reading' };
}
