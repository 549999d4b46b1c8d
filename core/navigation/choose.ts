import type { Choice } from './choice.ts';
import { chooseByKind } from './choose-by-kind.ts';
import { followFlow } from './follow-flow.ts';
import { outOfLoop } from './loops.ts';
import type { Situation } from './situation.ts';

export type { Situation } from './situation.ts';

/**
 * The next action at this prompt. Pure; the same situation gives the same choice. The stored way comes first, then our own reading; a
 * caller that has a model asks it when `confidence` is below `MODEL_BELOW` and holds its answer against `checkModelAnswer`.
 */
export function choose(situation: Situation): Choice {
  return outOfLoop(situation, followFlow(situation) ?? chooseByKind(situation));
}
