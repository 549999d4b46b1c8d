import { z } from 'zod';
import { assents, happens, proposal } from './assent.ts';
import type { Choice } from './choice.ts';
import { wantedOtherwise } from './choose-confirmation.ts';
import { actsIn, asksFor, backsOut, guardedAct, statementOf } from './guard.ts';
import { readIntent } from './intent.ts';
import { keyMentions } from './keys.ts';
import { optionAction, pick } from './pick.ts';
import type { PromptOption } from './prompt.ts';
import { otherAmount, sameMatter } from './same-matter.ts';
import type { Situation } from './situation.ts';
import { isAssent } from './understood.ts';
import { plain, wordsOf } from './words.ts';

const Answer = z.object({
  action: z.enum(['press', 'say', 'enter', 'wait', 'hangup', 'human']),
  value: z.union([z.string(), z.number()]).nullish(),
  confidence: z.number().min(0).max(1).catch(0.7),
  reason: z.string().max(300).catch(''),
});
type Answer = z.infer<typeof Answer>;

export type CheckedAnswer =
  | { readonly ok: true; readonly choice: Choice }
  /** `why` goes into the log: it holds no transcript. */
  | {
      readonly ok: false;
      readonly why:
        | 'no_json'
        | 'not_the_form'
        | 'key_not_offered'
        | 'unknown_fact'
        | 'unfit_fact'
        | 'held_by_guard'
        | 'not_at_this_prompt'
        | 'nothing_to_say';
    };

/** The JSON object in a model's text: raw, in a fenced block, or between braces in prose. The last one that parses counts. */
export function recoverJson(text: string): unknown {
  const fenced = [...text.matchAll(/```(?:json)?\s*([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  for (const candidate of [text, ...fenced.reverse(), ...braced(text).reverse()]) {
    try {
      const value: unknown = JSON.parse(candidate.trim());
      if (typeof value === 'object' && value !== null) return value;
    } catch {}
  }
  return null;
}

/** Balanced {...} stretches, braces inside strings left alone. */
function braced(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quoted) {
      if (char === '\\') at++;
      else if (char === '"') quoted = false;
    } else if (char === '"' && depth > 0) quoted = true;
    else if (char === '{') {
      if (depth === 0) from = at;
      depth++;
    } else if (char === '}' && depth > 0 && --depth === 0) found.push(text.slice(from, at + 1));
  }
  return found;
}

const refuse = (why: Extract<CheckedAnswer, { ok: false }>['why']): CheckedAnswer => ({ ok: false, why });

/** Holds a model's answer against what was really heard: only offered keys, only facts that we have, nothing that the guard holds. */
export function checkModelAnswer(answer: string, situation: Situation): CheckedAnswer {
  const json = recoverJson(answer);
  if (json === null) return refuse('no_json');
  const parsed = Answer.safeParse(json);
  if (!parsed.success) return refuse('not_the_form');
  const { action } = parsed.data;
  const value = parsed.data.value === null || parsed.data.value === undefined ? '' : String(parsed.data.value).trim();
  const choice = (taken: Choice['action']): CheckedAnswer => ({
    ok: true,
    choice: { action: taken, ...said(parsed.data) },
  });
  switch (action) {
    case 'press':
      return pressed(value, situation, parsed.data);
    case 'say':
      return spoken(value, situation, parsed.data);
    case 'enter':
      if (!situation.factNames.includes(value)) return refuse('unknown_fact');
      return (situation.fits?.(value) ?? true) ? choice({ enter: value }) : refuse('unfit_fact');
    case 'wait':
      return choice({ wait: true });
    case 'human':
      return situation.prompt.options.some((option) => option.key !== null)
        ? refuse('not_at_this_prompt')
        : choice({ human: true });
    case 'hangup':
      return mayEnd(situation) ? choice({ hangup: true }) : refuse('not_at_this_prompt');
  }
}

const said = ({ confidence, reason }: Answer): Omit<Choice, 'action'> => ({
  confidence,
  reason: reason.slice(0, 160),
  by: 'model',
});

const KEY_NAMES: Readonly<Record<string, string>> = { star: '*', asterisk: '*', pound: '#', hash: '#' };

function pressed(value: string, situation: Situation, answer: Answer): CheckedAnswer {
  const key = KEY_NAMES[value.toLowerCase()] ?? value;
  const options = situation.prompt.options.filter((option) => option.key === key);
  if (options.length === 0) {
    const named = keyMentions(wordsOf(situation.prompt.text)).some((mention) => mention.key === key);
    if (!named || key.length !== 1) return refuse('key_not_offered');
    return throughGuard({ key, say: null, label: '' }, situation, answer);
  }
  const verdicts = options.map((option) => throughGuard(option, situation, answer));
  return verdicts.find((verdict) => !verdict.ok) ?? verdicts[0] ?? refuse('key_not_offered');
}

function throughGuard(option: PromptOption, situation: Situation, answer: Answer): CheckedAnswer {
  if (situation.readBack === 'differs' && option === situation.prompt.didWeUnderstand?.agree)
    return refuse('held_by_guard');
  if (option === situation.prompt.didWeUnderstand?.agree && wantedOtherwise(situation)) return refuse('held_by_guard');
  if (agreesBlindly(option, situation)) return refuse('held_by_guard');
  if (situation.prompt.kind === 'confirmation' && backsOutOfAct(option, situation.prompt.text))
    return { ok: true, choice: { action: optionAction(option), ...said(answer) } };
  const picked = pick(situation, option, answer.confidence, answer.reason.slice(0, 160));
  return picked ? { ok: true, choice: { ...picked, by: 'model' } } : refuse('held_by_guard');
}

/** "Cancel" where a payment or a transfer was read out; where something is about to be cancelled, or nothing is known to happen, it may be the act. */
function backsOutOfAct(option: PromptOption, text: string): boolean {
  const acts = actsIn(statementOf(plain(text)));
  return backsOut(option, text) && acts.length > 0 && !acts.some((act) => act === 'cancel' || act === 'close');
}

/**
 * Agreeing to what will then happen, when our own reading finds nothing of it in the intent, or finds another amount. "You said billing, is
 * that right?" is no such thing: there the model may know better.
 */
function agreesBlindly(option: PromptOption, situation: Situation): boolean {
  const { prompt, intent } = situation;
  if (prompt.kind !== 'confirmation' || (option !== prompt.didWeUnderstand?.agree && !assents(option))) return false;
  if (otherAmount(prompt.text, intent)) return true;
  return happens(prompt) && proposal(prompt) === null && !ECHO.test(plain(prompt.text)) && !sameMatter(situation);
}

const ECHO = /\b(you (just )?(said|want|would like|are calling)|sounds like|i heard|did you say)\b/;

/** A phrase is held against the offered ones that it contains, and against what it would itself commit. */
function spoken(value: string, situation: Situation, answer: Answer): CheckedAnswer {
  const text = plain(value);
  if (text === '' || value.length > 300 || /\d{4,}/.test(value.replace(/[\s-]/g, ''))) return refuse('nothing_to_say');
  const { prompt, intent } = situation;
  const yes = /^(yes|yeah|correct|sure)\b/.test(text);
  const offered = prompt.options.filter((option) => {
    const name = plain(option.say ?? option.label);
    return name !== '' && (` ${text} `.includes(` ${name} `) || (yes && name === 'yes'));
  });
  for (const option of offered) {
    const verdict = throughGuard(option, situation, answer);
    if (!verdict.ok || 'ask' in verdict.choice.action) return verdict;
  }
  // What the prompt names and we have not read as an option, and assent to what it said: held against the intent like an option.
  const isHeard = offered.length === 0 && text.includes(' ') && ` ${plain(prompt.text)} `.includes(` ${text} `);
  const isOurs = text === plain(intent) || readIntent(value).wantsHuman;
  if ((isHeard || (offered.length === 0 && isAssent(text))) && !isOurs)
    return throughGuard({ key: null, say: value, label: value }, situation, answer);
  const own = { key: null, say: value, label: value };
  const proposed = yes ? proposal(prompt) : null;
  const act =
    guardedAct(own) ??
    (proposed === null ? null : guardedAct({ key: null, say: null, label: proposed })) ??
    (yes && prompt.didWeUnderstand
      ? guardedAct({ key: null, say: null, label: prompt.didWeUnderstand.understood })
      : null);
  if (act && !asksFor(act, intent)) return refuse('held_by_guard');
  if (act && prompt.kind === 'confirmation')
    return throughGuard({ key: null, say: value, label: `${act}: ${value}` }, situation, answer);
  return { ok: true, choice: { action: { say: value }, ...said(answer) } };
}

const ENDED =
  /\b(closed|hours|open|reopens?|goodbye|message|mailbox|voicemail|tone|beep|survey|rate|scale|questions?|hang up|end this call|feedback|experience|unavailable|not available|(no longer|not|out of|not in) (in )?service|disconnected|check the number|you know what to do)\b/i;

/** A model may end a call only where something was said that ends calls. */
const mayEnd = ({ prompt }: Situation): boolean =>
  ['closed', 'voicemail_greeting', 'survey_offer'].includes(prompt.kind) || ENDED.test(prompt.text);
