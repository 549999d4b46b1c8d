import type { Action } from '#core/contracts/action.ts';
import type { Observation } from '#core/contracts/observation.ts';
import type { Choice } from '#core/navigation/choice.ts';
import { choose } from '#core/navigation/choose.ts';
import type { PromptKind } from '#core/navigation/prompt.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';
import { type Decision, PATIENCE_MS, type Situation } from './decide.ts';
import { knownStep } from './known-way.ts';

type Prompt = Extract<Observation, { kind: 'prompt' }>;

/** After these, staying on the line is being on hold. */
const leadsToHold: ReadonlySet<PromptKind> = new Set(['hold_announcement', 'wait_transfer', 'callback_offer']);

/** Speech-to-text was down: the usual first key to a person, once, then patience. */
const BLIND_KEY = '0';

/** What to do at a prompt: the known way first, then what was read in it. The person is asked the same thing once. */
export function decideAtPrompt({ call, journey }: Situation, prompt: Prompt): Decision {
  if (prompt.text.trim() === '') return blind(journey.steps.length, prompt);
  const read = readPrompt(prompt.text);
  const choice = choose({
    prompt: read,
    intent: call.request.intent,
    factNames: [],
    history: journey.steps,
    flow: knownStep(journey.earlier, prompt.text),
  });
  const onHold = call.state === 'holding' || leadsToHold.has(read.kind);
  if ('ask' in choice.action && journey.asked.includes(choice.action.ask.text)) {
    return { action: stay(prompt, onHold), by: 'fallback', confidence: 0.3 };
  }
  return { action: actionOf(choice, prompt, onHold), by: choice.by, confidence: choice.confidence };
}

function actionOf({ action, reason, giveUp }: Choice, prompt: Prompt, onHold: boolean): Action {
  if ('press' in action) return { next: 'press', digits: action.press, reason };
  if ('say' in action) return { next: 'say', text: action.say, reason };
  if ('ask' in action) return { next: 'ask_user', question: action.ask.text, options: [...action.ask.options] };
  if ('human' in action) return { next: 'reach_user', sinceMs: prompt.fromMs };
  if ('hangup' in action) return { next: 'finish', outcome: giveUp ?? 'no_way_found', reason };
  return stay(prompt, onHold);
}

const stay = (prompt: Prompt, onHold: boolean): Action =>
  onHold
    ? { next: 'hold', sinceMs: prompt.atMs }
    : { next: 'listen', sinceMs: prompt.atMs, patienceMs: PATIENCE_MS, expect: [] };

function blind(steps: number, prompt: Prompt): Decision {
  const action: Action =
    steps === 0
      ? {
          next: 'press',
          digits: BLIND_KEY,
          reason: 'a recording spoke, its words are not known; 0 often reaches a person',
        }
      : stay(prompt, steps > 2);
  return { action, by: 'fallback', confidence: 0.2 };
}
