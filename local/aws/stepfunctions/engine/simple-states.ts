import type { ChoiceState, State, WaitState } from '../asl/definition.ts';
import type { JsonObject } from '../json.ts';
import { type Exit, leave, nextOf } from './exit.ts';
import { commit, evaluate, type Thread, waitFor } from './run.ts';
import { noChoiceMatched, queryEvaluationFailed, runtimeFailure, StateFailure } from './state-failure.ts';

type StateOf<T extends State['Type']> = Extract<State, { Type: T }>;

export async function pass(thread: Thread, state: StateOf<'Pass'>): Promise<Exit> {
  return await leave(thread, { ...state, next: nextOf(state), defaultOutput: thread.frame.input });
}

export async function succeed(thread: Thread, state: StateOf<'Succeed'>): Promise<Exit> {
  return await leave(thread, { ...state, next: null, defaultOutput: thread.frame.input });
}

/** The first rule whose condition holds decides. Without one, the state's own Assign and Output go with Default. */
export async function choice(thread: Thread, state: ChoiceState): Promise<Exit> {
  for (const [index, rule] of state.Choices.entries()) {
    const field = `Choices[${index}]/Condition`;
    const holds = await evaluate(thread, rule.Condition, field);
    if (typeof holds !== 'boolean') throw wrongType(rule.Condition, field, 'boolean', holds);
    if (holds)
      return await leave(thread, {
        ...rule,
        next: rule.Next,
        defaultOutput: thread.frame.input,
        prefix: `Choices[${index}]/`,
      });
  }
  if (state.Default === undefined) throw noChoiceMatched();
  return await leave(thread, { ...state, next: state.Default, defaultOutput: thread.frame.input });
}

/** The end of the wait is fixed on entry and kept in the journal. */
export async function wait(thread: Thread, state: WaitState): Promise<Exit> {
  const { clock } = thread.run.parts;
  if (thread.frame.waitUntilMs === null) commit(thread, { waitUntilMs: await endOfWait(thread, state) });
  const restMs = (thread.frame.waitUntilMs ?? 0) - clock.now();
  if (restMs > 0) await waitFor(thread, clock.sleep(restMs, thread.run.signal));
  return await leave(thread, { ...state, next: nextOf(state), defaultOutput: thread.frame.input });
}

async function endOfWait(thread: Thread, state: WaitState): Promise<number> {
  if (state.Seconds !== undefined) {
    const seconds = await evaluate(thread, state.Seconds, 'Seconds');
    if (typeof seconds !== 'number') throw wrongType(state.Seconds, 'Seconds', 'number', seconds);
    if (!Number.isInteger(seconds) || seconds < 0 || seconds > 99_999_999)
      throw runtimeFailure(`Seconds must be a whole number from 0 to 99999999, not ${seconds}.`);
    return thread.run.parts.clock.now() + seconds * 1000;
  }
  const timestamp = await evaluate(thread, state.Timestamp ?? '', 'Timestamp');
  const ms = typeof timestamp === 'string' && isoTimestamp.test(timestamp) ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(ms))
    throw runtimeFailure(`Timestamp must be like 2026-01-31T12:00:00Z, not ${JSON.stringify(timestamp)}.`);
  return ms;
}

/** A Fail state may lack both; its cause is told as it is. */
export async function fail(thread: Thread, state: StateOf<'Fail'>): Promise<never> {
  const texts: JsonObject = {
    ...(state.Error === undefined ? {} : { Error: await evaluate(thread, state.Error, 'Error') }),
    ...(state.Cause === undefined ? {} : { Cause: await evaluate(thread, state.Cause, 'Cause') }),
  };
  for (const [field, value] of Object.entries(texts))
    if (typeof value !== 'string')
      throw wrongType(state[field === 'Error' ? 'Error' : 'Cause'], field, 'string', value);
  throw new StateFailure(textOf(texts.Error), textOf(texts.Cause));
}

const isoTimestamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

export function wrongType(expression: unknown, field: string, expected: string, value: unknown): StateFailure {
  const was = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const text = typeof expression === 'string' ? expression : JSON.stringify(expression);
  return queryEvaluationFailed(
    `The JSONata expression '${text}' specified for the field '${field}' returned an unexpected result type. Expected '${expected}', but was '${was}' for value: ${JSON.stringify(value)}`,
  );
}
