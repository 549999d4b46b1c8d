import type { Choice, NavigationAction } from './choice.ts';
import { guard } from './guard.ts';
import { optionAction } from './pick.ts';
import type { Situation } from './situation.ts';

/** What the stored way does here; null when there is none, or when the guard holds it. */
export function followFlow({ prompt, flow, intent, approved = [] }: Situation): Choice | null {
  if (!flow) return null;
  const action: NavigationAction =
    flow.do === 'DTMF' && flow.digits !== undefined
      ? { press: flow.digits }
      : flow.do === 'DTMF' && flow.fact !== undefined
        ? { enter: flow.fact }
        : flow.do === 'SPEAK'
          ? { say: flow.say }
          : { wait: true };
  const chosen = prompt.options.find((option) => JSON.stringify(optionAction(option)) === JSON.stringify(action));
  if (chosen && guard(chosen, intent, approved, prompt.kind).kind !== 'free') return null;
  return { action, confidence: 0.97, reason: `the known way: ${flow.do}`, by: 'flow' };
}
