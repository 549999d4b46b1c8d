import { proposal } from '#core/navigation/assent.ts';
import type { Step } from '#core/navigation/choice.ts';
import type { FlowPath, FlowStep } from '#core/navigation/flow.ts';
import { guardedAct } from '#core/navigation/guard.ts';
import { type FlowAdvice, nextFlowStep } from '#core/navigation/next-flow-step.ts';
import { optionWords } from '#core/navigation/option-words.ts';
import type { ReadPrompt } from '#core/navigation/prompt.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';
import { plain } from '#core/navigation/words.ts';

/** Words of a prompt by which it is recognised, and fewest that tell it from others. */
const FIRST_WORDS = 7;
const FEWEST_WORDS = 5;
/** Steps may be skipped, so the next key may belong to one of these. */
const AHEAD = 3;

/** Index of the last step of the way whose prompt was met; -1 at its start. */
function doneOn(path: FlowPath, lived: readonly Step[]): number {
  let done = -1;
  for (const { heard } of lived) {
    const advice = nextFlowStep(path, done, readPrompt(heard));
    if (advice.kind === 'follow' || advice.kind === 'moved') done = advice.index;
  }
  return done;
}

/** Where a prompt stands on the way. */
export const placeOn = (path: FlowPath, lived: readonly Step[], prompt: ReadPrompt): FlowAdvice =>
  nextFlowStep(path, doneOn(path, lived), prompt);

/** What the way does at this prompt; an option that was moved is pressed where it is now. Null: the prompt is read. */
export function stepTo(advice: FlowAdvice): FlowStep | null {
  if (advice.kind === 'follow') return advice.step;
  if (advice.kind !== 'moved' || advice.step.do !== 'DTMF' || !advice.option?.key) return null;
  return { ...advice.step, digits: advice.option.key };
}

/**
 * Words of the prompt at which the way acts next, if it may act before the whole prompt was heard: of a menu those that offer our option,
 * since a company that moved it may have put anything under its old key; of any other prompt its beginning.
 */
export function expectedNext(path: FlowPath | null, lived: readonly Step[]): string[] {
  if (!path) return [];
  const from = doneOn(path, lived) + 1;
  const next = path.steps.slice(from, from + AHEAD).find((step) => step.do === 'DTMF' || step.do === 'SPEAK');
  if (!next || !actsEarly(next)) return [];
  if (next.do === 'DTMF' && next.label !== undefined) return optionWords(next);
  return (next.expect ?? [])
    .map((text) => plain(text).split(' ').slice(0, FIRST_WORDS))
    .filter((words) => words.length >= FEWEST_WORDS)
    .map((words) => words.join(' '));
}

/** Before what cannot be undone the whole prompt is heard. */
export function actsEarly(step: FlowStep): boolean {
  if ((step.expect ?? []).some((text) => proposal(readPrompt(text)) !== null)) return false;
  if (step.do !== 'DTMF')
    return step.do === 'SPEAK' && guardedAct({ key: null, say: step.say, label: step.say }) === null;
  return step.label === undefined || guardedAct({ key: step.digits ?? null, say: null, label: step.label }) === null;
}
