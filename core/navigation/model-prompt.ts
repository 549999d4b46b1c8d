import type { FlowPath } from './flow.ts';
import type { ReadPrompt } from './prompt.ts';
import type { Situation } from './situation.ts';

/**
 * Everything that a language model is told, in one place. It never sees a fact's value, only names; ways that are known come as flat lines,
 * since models choose better among whole ways than by walking a tree (arXiv 2510.21715: 89% against 81%).
 */
const SYSTEM = `You stand in for a person who calls a company and must get through its phone menus to the right place. You get one prompt of the phone
system as speech-to-text heard it (words may be misheard: "to" for 2, "for" for 4, "dress" for press; punctuation may be missing) and answer
with exactly one action as JSON:
{"action": "press" | "say" | "enter" | "wait" | "hangup" | "human", "value": string or null, "confidence": 0 to 1, "reason": "a few words"}

- press: value is one key that the prompt offers (0-9, *, #). Never a key that it does not offer.
- say: value is what to speak. When phrases are offered, use one of them word for word; to an open question state the intent in a few words;
  to a yes/no question say "yes" or "no"; to ask for a person say "representative".
- enter: value is the NAME of one of the facts listed, when the prompt asks for that data now. Never a value. When a menu offers keys for ways to
  identify oneself, press the key for the fact that we have.
- wait: a greeting, a queue, a transfer, or an option that is chosen by staying on the line.
- hangup: closed or a mailbox and nothing in it serves this intent; or a survey after the matter is done (decline it if that is offered).
- human: a live person speaks (a name, a question to the caller, small talk). A machine that converses is not one: tell it the intent.

How to choose:
- Prefer the option whose meaning serves the intent, also when no word is shared. One for the right kind of caller or the right department is
  right even if it only leads on. If none fits: "all other", then a person, then staying on the line, then going back.
- Repeat or go back only when the intent asks for that, or when the menu is plainly the wrong one.
- Choose the language of the intent; English unless it says otherwise.
- Never cancel, close, pay, transfer, authorise, block, plead or consent to anything unless the intent asks for exactly that; then do it. Asked to
  confirm what the intent did not ask for, take the option that keeps, declines, changes or goes back.
- Asked whether something was understood right, compare it with the intent. When digits are read back, trust "digits read back" below.
- Decline call-backs unless the intent wants one. Screening ("who is calling?"): say the intent in a few words.`;

/** JSON Schema of the answer, for servers that take one. */
export const MODEL_ANSWER_SCHEMA = {
  type: 'object',
  properties: {
    action: { type: 'string', enum: ['press', 'say', 'enter', 'wait', 'hangup', 'human'] },
    value: { type: ['string', 'null'] },
    confidence: { type: 'number' },
    reason: { type: 'string' },
  },
  required: ['action', 'value', 'confidence', 'reason'],
  additionalProperties: false,
} as const;

export interface ModelPrompt {
  readonly system: string;
  readonly user: string;
}

/** What to send for this situation. `paths`: known ways of the company, if any. */
export function buildModelPrompt(situation: Situation, paths: readonly FlowPath[] = []): ModelPrompt {
  const { prompt, intent, factNames, history, readBack } = situation;
  const lines = [
    `Prompt: ${JSON.stringify(prompt.text)}`,
    `Intent: ${JSON.stringify(intent)}`,
    `Facts that can be entered (names): ${factNames.length > 0 ? factNames.join(', ') : 'none'}`,
    `Options as our reader found them (it may be wrong): ${offered(prompt)}`,
  ];
  if (readBack) lines.push(`Digits read back: ${readBack === 'agrees' ? 'are ours' : 'are NOT ours'}`);
  if (history.length > 0) {
    lines.push('So far in this call:');
    for (const step of history.slice(-8))
      lines.push(`- heard ${JSON.stringify(step.heard.slice(0, 160))}; did ${told(step.action)}`);
  }
  if (paths.length > 0) {
    lines.push('Known ways through this company:');
    for (const path of paths.slice(0, 24)) lines.push(`- ${flat(path)}`);
  }
  return { system: SYSTEM, user: lines.join('\n') };
}

function offered({ options }: ReadPrompt): string {
  if (options.length === 0) return 'none';
  return options
    .map(
      (option) =>
        `${option.key ?? (option.say === null ? 'stay on the line' : `say "${option.say}"`)}: ${option.label}`,
    )
    .join('; ');
}

/** An action without what it would give away. */
const told = (action: Situation['history'][number]['action']): string =>
  'press' in action
    ? `press ${action.press.length === 1 ? action.press : 'digits'}`
    : 'say' in action
      ? `say "${action.say}"`
      : 'enter' in action
        ? `enter ${action.enter}`
        : (Object.keys(action)[0] ?? 'wait');

/** A whole way in one line: "dispute a charge = press 2 (billing) > enter account_number > wait". */
export function flat(path: FlowPath): string {
  const steps = path.steps.map((step) =>
    step.do === 'DTMF'
      ? step.fact
        ? `enter ${step.fact}`
        : `press ${step.digits ?? ''}${step.label ? ` (${step.label})` : ''}`
      : step.do === 'SPEAK'
        ? `say "${step.say}"`
        : 'wait',
  );
  return `${path.goals.join(' / ')} = ${steps.join(' > ')}`;
}
