import type { NavigationAction, Step } from '#core/navigation/choice.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';
import type { Situation } from '#core/navigation/situation.ts';

/** A situation at this prompt with nothing else known. */
export const at = (prompt: string, intent: string, more: Partial<Situation> = {}): Situation => ({
  prompt: readPrompt(prompt),
  intent,
  factNames: [],
  history: [],
  flow: null,
  ...more,
});

export const did = (heard: string, action: NavigationAction): Step => ({ heard, kind: readPrompt(heard).kind, action });
