import type { Choice, NavigationAction, Step } from './choice.ts';
import type { FlowStep } from './flow.ts';
import { guard } from './guard.ts';
import type { PromptOption, ReadPrompt } from './prompt.ts';
import { plain } from './words.ts';

export interface Situation {
  readonly prompt: ReadPrompt;
  /** In the person's words. */
  readonly intent: string;
  /** Names only: no value ever enters a decision. */
  readonly factNames: readonly string[];
  /** This call so far, oldest first. */
  readonly history: readonly Step[];
  /** The known step for this place, when its prompt was recognised. */
  readonly flow: FlowStep | null;
  /** What the person approved in this call (see `Question.about`). */
  readonly approved?: readonly string[];
}

const actionOf = (option: PromptOption): NavigationAction =>
  option.key !== null ? { press: option.key } : option.say !== null ? { say: option.say } : { wait: true };

/** The next action at this prompt. Pure; the same situation gives the same choice. */
export function choose(situation: Situation): Choice {
  const { prompt, flow } = situation;
  if (flow?.do === 'DTMF' && flow.digits)
    return { action: { press: flow.digits }, confidence: 0.98, reason: 'the known way', by: 'flow' };
  if (flow?.do === 'DTMF' && flow.fact)
    return { action: { enter: flow.fact }, confidence: 0.98, reason: 'the known way', by: 'flow' };
  if (flow?.do === 'SPEAK') return { action: { say: flow.say }, confidence: 0.98, reason: 'the known way', by: 'flow' };
  if (flow) return { action: { wait: true }, confidence: 0.98, reason: 'the known way', by: 'flow' };
  switch (prompt.kind) {
    case 'human_greeting':
    case 'human_smalltalk':
      return { action: { human: true }, confidence: prompt.kindConfidence, reason: 'a person speaks', by: 'reading' };
    case 'closed':
    case 'voicemail_greeting':
      if (prompt.options.length === 0)
        return {
          action: { hangup: true },
          confidence: prompt.kindConfidence,
          reason: prompt.kind,
          by: 'reading',
          giveUp: prompt.kind === 'closed' ? 'company_closed' : 'company_voicemail',
        };
      break;
    case 'survey_offer':
      return {
        action: { hangup: true },
        confidence: prompt.kindConfidence,
        reason: 'a survey, the call is over',
        by: 'reading',
      };
    case 'data_entry': {
      const fact = prompt.asksFor?.facts.find((name) => situation.factNames.includes(name));
      if (fact) return { action: { enter: fact }, confidence: 0.9, reason: `asks for ${fact}`, by: 'reading' };
      break;
    }
  }
  return byWords(situation);
}

function byWords({ prompt, intent, approved = [] }: Situation): Choice {
  const wanted = new Set(
    plain(intent)
      .split(' ')
      .filter((word) => word.length > 3),
  );
  let best: PromptOption | null = null;
  let hits = 0;
  for (const option of prompt.options) {
    const count = plain(option.label)
      .split(' ')
      .filter((word) => wanted.has(word)).length;
    const verdict = guard(option, intent, approved);
    if (count > hits && verdict.kind !== 'not_asked') {
      best = option;
      hits = count;
    }
  }
  if (!best)
    return {
      action: prompt.options.length > 0 ? { press: '0' } : { wait: true },
      confidence: 0.3,
      reason: 'nothing fits; asking for a person',
      by: 'fallback',
    };
  const verdict = guard(best, intent, approved);
  if (verdict.kind === 'ask')
    return {
      action: {
        ask: {
          text: `The phone system offers "${best.label}". Shall I choose it?`,
          options: ['yes', 'no'],
          about: { kind: 'approval', approval: verdict.approval },
        },
      },
      confidence: 0.9,
      reason: 'binding, so you are asked first',
      by: 'reading',
    };
  return { action: actionOf(best), confidence: 0.7, reason: `'${best.label}' fits '${intent}'`, by: 'reading' };
}
