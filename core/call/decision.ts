import type { Action } from '#core/contracts/action.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { Observation } from '#core/contracts/observation.ts';
import type { WaitingState } from '#core/contracts/waiting.ts';
import type { MediaMs } from '#core/media/media-clock.ts';
import type { EntryForm } from '#core/navigation/entry-form.ts';
import type { FlowPath } from '#core/navigation/flow.ts';
import type { Journey } from './journey.ts';

/** How long the line may give nothing to act on, in ms. */
export const PATIENCE_MS = 15_000;

/** What is decided on. */
export interface Situation {
  readonly call: Pick<CallRecord, 'request' | 'attempt' | 'action' | 'state' | 'legEndedAt'>;
  readonly journey: Journey;
  /** Null when a step ended without one. */
  readonly observation: Observation | null;
  /** The step that timed out. */
  readonly lost: WaitingState | null;
  /** Default: nothing. */
  readonly known?: Known;
  /** Media time at which nothing said before matters any more, when the observation has none. */
  readonly nowMs: MediaMs;
}

/** What is known beside the call itself. Values of facts are not among it. */
export interface Known {
  /** The stored way that answers the intent. */
  readonly path: FlowPath | null;
  /** Of what the person gave. */
  readonly factNames: readonly string[];
  /** Whether what was given under a name can be given in this form, keyed or spoken. Default: it can. */
  readonly fits?: (fact: string, form: EntryForm, delivery: 'at_once' | 'spoken') => boolean;
  /** Whether the digits that the prompt reads back are ours. */
  readonly readBack: 'agrees' | 'differs' | null;
}

/** What comes of it. */
export interface Decision {
  readonly action: Action;
  readonly by: 'flow' | 'reading' | 'model' | 'fallback' | 'rules';
  /** Below 1, a second opinion may be asked for (0..1). */
  readonly confidence: number;
}
