import type { State } from '../asl/definition.ts';
import type { Execution } from '../journal/execution-rows.ts';
import type { Frame } from '../journal/frame-rows.ts';
import type { JsonObject } from '../json.ts';
import { isJsonObject, type Json, parseJson } from '../json.ts';
import type { EngineParts } from './engine-parts.ts';

/** One execution that is running in this process. */
export interface Run {
  readonly parts: EngineParts;
  readonly execution: Execution;
  /** Aborted when the execution is stopped, or the process lets go of it. */
  readonly signal: AbortSignal;
  /** Id of the last event of the execution; all threads count together. */
  readonly eventIds: { last: number };
}

/** One thread of a run: the execution itself at path '', or a branch of a Parallel state. */
export interface Thread {
  readonly run: Run;
  readonly path: string;
  readonly states: Readonly<Record<string, State>>;
  frame: Frame;
  /** Ends the hold on the clock's pace; taken again after a wait. */
  release: () => void;
}

export interface NewEvent {
  readonly type: string;
  readonly details?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Puts events and the changed frame into the journal at once. @throws the signal's reason when the run was stopped meanwhile */
export function commit(
  thread: Thread,
  change: Partial<Frame>,
  events: readonly NewEvent[] = [],
  also = () => {},
): void {
  const { run } = thread;
  run.signal.throwIfAborted();
  thread.frame = run.parts.journal.write(() => {
    const lastEventId = addEvents(run, thread.frame.lastEventId, events);
    const frame = { ...thread.frame, ...change, lastEventId };
    run.parts.journal.frames.put(run.execution.arn, thread.path, frame);
    also();
    return frame;
  });
}

/** Must stand in a write. @returns id of the last event */
export function addEvents(run: Run, previousId: number, events: readonly NewEvent[]): number {
  const atMs = run.parts.clock.now();
  return events.reduce((previous, event) => {
    run.eventIds.last += 1;
    const id = run.eventIds.last;
    const row = { id, previousId: previous, atMs, type: event.type, details: event.details ?? {} };
    run.parts.journal.events.insert(run.execution.arn, row);
    return id;
  }, previousId);
}

/** Waits for the world: meanwhile this thread does not hold the clock's pace. */
export async function waitFor<T>(thread: Thread, world: Promise<T>): Promise<T> {
  thread.release();
  try {
    return await world;
  } finally {
    thread.release = thread.run.parts.onWork();
  }
}

/** `$states.context` (Developer Guide, "Accessing execution data from the Context object"). */
function contextOf(thread: Thread, taskToken?: string): JsonObject {
  const { execution } = thread.run;
  const { frame } = thread;
  return {
    Execution: {
      Id: execution.arn,
      Input: parseJson(execution.input),
      Name: execution.name,
      RoleArn: roleArn,
      StartTime: iso(execution.startMs),
      RedriveCount: 0,
    },
    State: {
      EnteredTime: iso(frame.entered?.atMs ?? execution.startMs),
      Name: frame.state,
      RetryCount: frame.retryCount,
    },
    StateMachine: { Id: execution.machineArn, Name: execution.machineArn.split(':').at(-1) ?? '' },
    ...(taskToken === undefined ? {} : { Task: { Token: taskToken } }),
  };
}

/**
 * Evaluates a field of the thread's state.
 * @param extra `result` or `errorOutput`
 * @param taskToken for the Arguments of a task that waits for it
 */
export async function evaluate(
  thread: Thread,
  template: Json,
  field: string,
  extra: JsonObject = {},
  taskToken?: string,
): Promise<Json> {
  const states = { input: thread.frame.input, context: contextOf(thread, taskToken), ...extra };
  return await thread.run.parts.evaluator.template(template, { states, variables: thread.frame.variables }, field);
}

export async function evaluateObject(
  thread: Thread,
  template: Json,
  field: string,
  extra: JsonObject = {},
): Promise<JsonObject> {
  const value = await evaluate(thread, template, field, extra);
  return isJsonObject(value) ? value : {};
}

const roleArn = 'arn:aws:iam::000000000000:role/one-machine';
const iso = (ms: number) => new Date(ms).toISOString();
