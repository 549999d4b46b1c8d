import type { Catcher, Retrier } from '../asl/definition.ts';
import type { Json, JsonObject } from '../json.ts';
import { type Exit, type Leaving, leave, nextOf } from './exit.ts';
import { findCatcher, nextRetry } from './retry-and-catch.ts';
import { commit, type NewEvent, type Thread, waitFor } from './run.ts';
import { StateFailure } from './state-failure.ts';

/** A state that has Retry and Catch: Task and Parallel. */
export interface HandledState extends Leaving {
  readonly Retry: readonly Retrier[];
  readonly Catch: readonly Catcher[];
  readonly Next?: string | undefined;
  readonly End?: boolean | undefined;
}

/**
 * Runs the work of a state until it succeeds, its retries are used up, or a catcher takes the failure. A failure of Assign or Output counts as a
 * failure of the state, as on AWS.
 * @param work does the work once; after a restart it goes on where the journal says
 */
export async function withRetryAndCatch(thread: Thread, state: HandledState, work: () => Promise<Json>): Promise<Exit> {
  const { clock, random } = thread.run.parts;
  for (;;) {
    try {
      await pauseBeforeRetry(thread);
      const result = await work();
      return await leave(thread, { ...state, next: nextOf(state), defaultOutput: result, extra: { result } });
    } catch (thrown) {
      if (!(thrown instanceof StateFailure)) throw thrown;
      const failure = thrown.in(thread.frame.state, thread.frame.entered?.eventId ?? 0);
      const retry = nextRetry(state.Retry, failure, thread.frame.retriesUsed, random);
      if (retry) {
        const retriesUsed = state.Retry.map((_, index) => {
          return (thread.frame.retriesUsed[index] ?? 0) + (index === retry.index ? 1 : 0);
        });
        commit(
          thread,
          {
            retriesUsed,
            retryCount: thread.frame.retryCount + 1,
            waitUntilMs: clock.now() + Math.round(retry.delayMs),
            attempt: null,
            branches: null,
          },
          evaluationEvents(thrown, failure, thread),
        );
        continue;
      }
      const found = findCatcher(state.Catch, failure);
      if (!found) throw failure;
      const [catcher, index] = found;
      commit(thread, {}, evaluationEvents(thrown, failure, thread));
      const errorOutput: JsonObject = { ...failure.errorOutput() };
      return await leave(thread, {
        ...catcher,
        next: catcher.Next,
        defaultOutput: errorOutput,
        extra: { errorOutput },
        prefix: `Catch[${index}]/`,
      });
    }
  }
}

async function pauseBeforeRetry(thread: Thread): Promise<void> {
  if (thread.frame.waitUntilMs === null) return;
  const restMs = thread.frame.waitUntilMs - thread.run.parts.clock.now();
  if (restMs > 0) await waitFor(thread, thread.run.parts.clock.sleep(restMs, thread.run.signal));
  commit(thread, { waitUntilMs: null });
}

function evaluationEvents(thrown: StateFailure, failure: StateFailure, thread: Thread): NewEvent[] {
  if (!thrown.ofInterpreter || thrown.error !== 'States.QueryEvaluationError') return [];
  const details = { error: failure.error, cause: failure.causeText, state: thread.frame.state };
  return [{ type: 'EvaluationFailed', details: { evaluationFailedEventDetails: details } }];
}
