import type { Clock } from '#core/ports/clock.ts';
import type { ExecutionEnd } from '../journal/execution-rows.ts';
import type { Journal } from '../journal/journal.ts';
import type { Evaluator } from '../jsonata/evaluate.ts';
import type { AttemptBoard } from './attempt-board.ts';

/**
 * Runs a Lambda. @param signal aborted when nobody waits for the result any more
 * A rejection fails the task: `name` becomes Error, and `payload` (or errorType, errorMessage and trace made of the error) becomes Cause.
 */
export type InvokeLambda = (functionName: string, payload: unknown, signal: AbortSignal) => Promise<unknown>;

/** The event of EventBridge, as far as it is used. https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-states.html */
export interface ExecutionStatusChange {
  readonly source: 'aws.states';
  readonly 'detail-type': 'Step Functions Execution Status Change';
  readonly detail: {
    readonly executionArn: string;
    readonly stateMachineArn: string;
    readonly name: string;
    readonly status: ExecutionEnd['status'];
  };
}

/** What every part of the interpreter works with. */
export interface EngineParts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly evaluator: Evaluator;
  readonly attempts: AttemptBoard;
  readonly invokeLambda: InvokeLambda;
  /** In [0, 1): jitter of retries. */
  readonly random: () => number;
  /** Called when the interpreter begins to work, its result when it waits for the world again. */
  readonly onWork: () => () => void;
  /** An execution has ended, and the journal knows. */
  readonly onEnded?: (event: ExecutionStatusChange) => void;
}
