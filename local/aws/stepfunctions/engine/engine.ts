import { definitionSchema } from '../asl/definition.ts';
import type { Execution, ExecutionEnd } from '../journal/execution-rows.ts';
import { frameAtStart } from '../journal/frame-rows.ts';
import { parseJson } from '../json.ts';
import type { EngineParts } from './engine-parts.ts';
import { addEvents, type NewEvent, type Run, type Thread } from './run.ts';
import { runStates } from './run-states.ts';
import { StateFailure } from './state-failure.ts';
import { Stopped } from './stopped.ts';

/** Runs executions. Everything it knows stands in the journal; a new engine on the same journal goes on where the old one was killed. */
export interface Engine {
  /** The execution must not exist yet. */
  start(execution: Pick<Execution, 'arn' | 'machineArn' | 'name' | 'definition' | 'input' | 'startMs'>): void;
  /** Ends an execution from outside. Does nothing when it has ended. */
  abort(arn: string, error?: string, cause?: string): void;
  /** Goes on with every execution that the journal shows as running. */
  resume(): void;
  /** Lets go of all executions without ending them; resolves when nothing touches the journal any more. */
  close(): Promise<void>;
}

export function createEngine(parts: EngineParts): Engine {
  const { journal, clock } = parts;
  const active = new Map<string, { stop: AbortController; run: Run; done: Promise<void> }>();
  let closed = false;

  const launch = (execution: Execution) => {
    const stop = new AbortController();
    const eventIds = { last: journal.events.lastId(execution.arn) };
    const run: Run = { parts, execution, signal: stop.signal, eventIds };
    const done = go(run, stop).finally(() => active.delete(execution.arn));
    active.set(execution.arn, { stop, run, done });
  };

  const go = async (run: Run, stop: AbortController) => {
    let thread: Thread | undefined;
    let cancelLimit = () => {};
    try {
      const definition = definitionSchema.parse(JSON.parse(run.execution.definition));
      const frame = journal.frames.get(run.execution.arn, '');
      if (!frame) throw new Error(`No frame of ${run.execution.arn} in the journal`);
      thread = { run, path: '', states: definition.States, frame, release: parts.onWork() };
      cancelLimit = limit(run, definition.TimeoutSeconds, () => stop.abort(new Stopped('timed out')));
      const output = JSON.stringify(await runStates(thread));
      if (stop.signal.aborted) return;
      const details = { executionSucceededEventDetails: { output } };
      end(run, { status: 'SUCCEEDED', output }, [{ type: 'ExecutionSucceeded', details }], thread.frame.lastEventId);
    } catch (thrown) {
      if (stop.signal.aborted) return;
      const { error, causeText: cause } =
        thrown instanceof StateFailure ? thrown : new StateFailure('States.Runtime', String(thrown));
      const details = { executionFailedEventDetails: { error, cause } };
      const event = { type: 'ExecutionFailed', details };
      end(run, { status: 'FAILED', error, cause }, [event], thread?.frame.lastEventId ?? 0);
    } finally {
      cancelLimit();
    }
  };

  /** `TimeoutSeconds` of the state machine: the execution ends as TIMED_OUT and tells neither error nor cause. */
  const limit = (run: Run, seconds: number | undefined, stop: () => void) => {
    if (seconds === undefined) return () => {};
    return clock.after(run.execution.startMs + seconds * 1000 - clock.now(), () => {
      stop();
      const details = { executionTimedOutEventDetails: { error: 'States.Timeout' } };
      end(run, { status: 'TIMED_OUT' }, [{ type: 'ExecutionTimedOut', details }], 0);
    });
  };

  const end = (run: Run, how: Omit<ExecutionEnd, 'stopMs'>, events: NewEvent[], previousId: number) => {
    const { arn } = run.execution;
    journal.write(() => {
      addEvents(run, previousId, events);
      journal.executions.end(arn, { ...how, stopMs: clock.now() });
      journal.attempts.abandon(arn, '');
      journal.frames.deleteAll(arn);
    });
    const { machineArn: stateMachineArn, name } = run.execution;
    parts.onEnded?.({
      source: 'aws.states',
      'detail-type': 'Step Functions Execution Status Change',
      detail: { executionArn: arn, stateMachineArn, name, status: how.status },
    });
  };

  return {
    start: (execution) => {
      const { StartAt } = definitionSchema.parse(JSON.parse(execution.definition));
      const started = { executionStartedEventDetails: { input: execution.input } };
      journal.write(() => {
        journal.executions.insert(execution);
        journal.frames.put(execution.arn, '', frameAtStart(StartAt, parseJson(execution.input), {}, 0));
        journal.events.insert(execution.arn, {
          id: 1,
          previousId: 0,
          atMs: execution.startMs,
          type: 'ExecutionStarted',
          details: started,
        });
      });
      const inserted = journal.executions.get(execution.arn);
      if (inserted) launch(inserted);
    },
    abort: (arn, error, cause) => {
      const found = active.get(arn);
      if (!found || found.stop.signal.aborted) return;
      found.stop.abort(new Stopped('aborted'));
      const details = { executionAbortedEventDetails: { error, cause } };
      end(found.run, { status: 'ABORTED', error, cause }, [{ type: 'ExecutionAborted', details }], 0);
    },
    resume: () => {
      for (const execution of journal.executions.running()) launch(execution);
    },
    close: async () => {
      if (closed) return;
      closed = true;
      for (const { stop } of active.values()) stop.abort(new Stopped('closing'));
      await Promise.allSettled([...active.values()].map(({ done }) => done));
    },
  };
}
