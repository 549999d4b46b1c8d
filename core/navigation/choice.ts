import type { Delivery } from './digit-ladder.ts';
import type { PromptKind } from './prompt.ts';

/** A question to the person who asked for the call. */
export interface Question {
  /** At most 300 characters; holds no fact's value. */
  readonly text: string;
  readonly options: readonly string[];
  readonly about:
    | { readonly kind: 'approval' /** Put it into `approved` when the answer was yes. */; readonly approval: string }
    | { readonly kind: 'fact'; readonly fact: string };
}

export type NavigationAction =
  | { readonly press: string }
  | { readonly say: string }
  /** Key in (or say) the value of the fact with this name. */
  | { readonly enter: string }
  | { readonly wait: true }
  | { readonly hangup: true }
  /** A person speaks: reach the user. */
  | { readonly human: true }
  | { readonly ask: Question };

export interface Choice {
  readonly action: NavigationAction;
  /** 0..1. Below `MODEL_BELOW` a configured model is worth asking. */
  readonly confidence: number;
  /** For the log and the person: short, names no fact's value. */
  readonly reason: string;
  readonly by: 'flow' | 'reading' | 'model' | 'fallback';
  /** How keys or a fact are to be given, when that was tried here before. */
  readonly delivery?: Delivery;
  /** The outcome of the call when this ends it. */
  readonly giveUp?: 'company_closed' | 'company_voicemail' | 'no_way_found';
}

/** Confidence under which a second opinion pays for its delay. */
export const MODEL_BELOW = 0.6;

/** One prompt of this call and what we did at it, oldest first. */
export interface Step {
  readonly heard: string;
  readonly kind: PromptKind;
  readonly action: NavigationAction;
}
