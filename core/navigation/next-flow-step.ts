import type { Step } from './choice.ts';
import { compare, fitsStep, movedTo } from './drift.ts';
import { rankOptions } from './fit.ts';
import type { FlowPath, FlowStep } from './flow.ts';
import type { PromptOption, ReadPrompt } from './prompt.ts';

export type FlowAdvice =
  /** Follow this step now. */
  | { readonly kind: 'follow'; readonly index: number; readonly step: FlowStep }
  /** The menu is known, but the option sits elsewhere: this is it. */
  | { readonly kind: 'moved'; readonly index: number; readonly step: FlowStep; readonly option: PromptOption | null }
  /** Too little heard; listen on. */
  | { readonly kind: 'listen' }
  /** Not on the known way: read the prompt. */
  | { readonly kind: 'lost' };

/**
 * Where on the known way a prompt stands. Steps may be skipped (a greeting that was not played) and heard again (a repeat), but the way
 * does not go back by more than one.
 * @param done index of the last step that was followed; -1 at the start
 */
export function nextFlowStep(path: FlowPath, done: number, prompt: ReadPrompt): FlowAdvice {
  let listening = false;
  const order = [done + 1, done + 2, done + 3, done].filter((index) => index >= 0 && index < path.steps.length);
  for (const index of order) {
    const step = path.steps[index];
    if (!step) continue;
    if (step.expect === undefined) {
      if (waits(prompt)) return { kind: 'follow', index, step };
      continue;
    }
    const heard = compare(step, prompt);
    if (heard === 'expected') return { kind: 'follow', index, step };
    if (heard === 'moved') return { kind: 'moved', index, step, option: movedTo(step, prompt) };
    if (heard === 'not_yet' && index === done + 1) listening = true;
  }
  return listening ? { kind: 'listen' } : { kind: 'lost' };
}

const waits = ({ kind }: ReadPrompt): boolean =>
  kind === 'hold_announcement' || kind === 'wait_transfer' || kind === 'callback_offer';

/** The active way whose goal answers the intent best; null when none does. */
export function pathFor(paths: readonly FlowPath[], intent: string): FlowPath | null {
  const active = paths.filter(({ standing }) => standing === 'active');
  const options = active.map((path): PromptOption => ({ key: null, say: null, label: path.goals.join(' ') }));
  const best = rankOptions(options, intent, 'let-pass')[0];
  return best && best.score >= 0.2 ? (active[options.indexOf(best.option)] ?? null) : null;
}

/** Whether the last thing we did by the flow led where the flow said: the next expected prompt was heard. */
export const ledOn = (path: FlowPath, done: number, heard: Step): boolean => {
  const next = path.steps[done + 1];
  return next === undefined || next.expect === undefined || fitsStep(next, heard.heard, false) >= 0.5;
};
