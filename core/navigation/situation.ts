import type { Step } from './choice.ts';
import type { FlowStep } from './flow.ts';
import type { ReadPrompt } from './prompt.ts';

/** All that a decision may know. */
export interface Situation {
  readonly prompt: ReadPrompt;
  /** In the person's words. */
  readonly intent: string;
  /** Names only: no value ever enters a decision. */
  readonly factNames: readonly string[];
  /** Whether what was given under a name can be given as this prompt wants it. Default: it can. */
  readonly fits?: (fact: string) => boolean;
  /** This call so far, oldest first. */
  readonly history: readonly Step[];
  /** The known step for this place, when its prompt was recognised. */
  readonly flow: FlowStep | null;
  /** What the person approved in this call (see `Question.about`). */
  readonly approved?: readonly string[];
  /** Approvals and facts that were asked for and not given: not asked again, the safe way is taken. */
  readonly refused?: readonly string[];
  /** Whether the digits that the prompt reads back are those of the fact; the shell compares them (`readBackAgrees`). */
  readonly readBack?: 'agrees' | 'differs' | null;
}
