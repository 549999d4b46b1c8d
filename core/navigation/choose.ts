import type { Choice } from './choice.ts';
import { chooseByKind } from './choose-by-kind.ts';
import { askFor } from './choose-entry.ts';
import { deliveryFor } from './digit-ladder.ts';
import { followFlow } from './follow-flow.ts';
import { backsOut } from './guard.ts';
import { outOfLoop } from './loops.ts';
import { mayTake } from './may-take.ts';
import type { Situation } from './situation.ts';

export type { Situation } from './situation.ts';

/**
 * The next action at this prompt. Pure; the same situation gives the same choice. The stored way comes first, then our own reading; a
 * caller that has a model asks it when `confidence` is below `MODEL_BELOW` and holds its answer against `checkModelAnswer`.
 */
export function choose(situation: Situation): Choice {
  return held(
    situation,
    delivered(situation, fitting(situation, outOfLoop(situation, followFlow(situation) ?? chooseByKind(situation)))),
  );
}

/** Data that cannot be given as it is asked for is asked for again, whatever way led to it. */
function fitting(situation: Situation, choice: Choice): Choice {
  if (!('enter' in choice.action) || (situation.fits?.(choice.action.enter) ?? true)) return choice;
  const again = askFor(situation, choice.action.enter);
  return (
    again ?? { action: { wait: true }, confidence: 0.4, reason: 'what was given does not fit; waiting', by: 'fallback' }
  );
}

/** Keys and facts that had no effect here before are given another way: with gaps, then as words. */
function delivered({ prompt, history }: Situation, choice: Choice): Choice {
  if (!('press' in choice.action) && !('enter' in choice.action)) return choice;
  const delivery = deliveryFor(choice.action, prompt, history);
  if (delivery === null)
    return {
      action: { wait: true },
      confidence: 0.3,
      reason: 'keys have no effect here; waiting for a person',
      by: 'fallback',
    };
  return delivery === 'at_once' ? choice : { ...choice, delivery };
}

/**
 * The last net: whatever way led to this choice, an option that commits something is not taken unless it may be.
 */
function held(situation: Situation, choice: Choice): Choice {
  const { prompt } = situation;
  const option = prompt.options.find(
    (one) =>
      ('press' in choice.action && one.key === choice.action.press) ||
      ('say' in choice.action && one.say?.toLowerCase() === choice.action.say.toLowerCase()),
  );
  if (!option || (prompt.kind === 'confirmation' && backsOut(option, prompt.text))) return choice;
  const verdict = mayTake(situation, option);
  if (verdict.kind !== 'not_asked') return choice;
  // A way that led to a person before knows better than a list of verbs.
  if (verdict.act === 'unfamiliar' && choice.by === 'flow') return choice;
  return {
    action: { wait: true },
    confidence: 0.3,
    reason: `${verdict.act} was not asked for; waiting`,
    by: 'fallback',
  };
}
