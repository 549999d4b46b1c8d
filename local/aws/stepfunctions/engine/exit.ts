import { type Json, type JsonObject, jsonBytes, MAX_STATE_DATA_BYTES } from '../json.ts';
import { evaluate, evaluateObject, type Thread } from './run.ts';
import { dataLimitExceeded } from './state-failure.ts';

/** How a thread leaves a state. */
export interface Exit {
  /** Null: the thread ends here. */
  readonly next: string | null;
  readonly output: Json;
  /** Variables as they are from the next state on. */
  readonly assigned: JsonObject;
}

/** The part of a state, rule or catcher that says what goes on from here. */
export interface Leaving {
  readonly Assign?: JsonObject | undefined;
  readonly Output?: Json | undefined;
}

export interface LeavingTo extends Leaving {
  readonly next: string | null;
  readonly defaultOutput: Json;
  /** `result` or `errorOutput` for `$states`. */
  readonly extra?: JsonObject;
  /** Where Assign and Output stand: `''` or `Catch[0]/`. */
  readonly prefix?: string;
}

export const nextOf = (state: { Next?: string | undefined; End?: boolean | undefined }): string | null =>
  state.End === true ? null : (state.Next ?? null);

/** Evaluates Assign and Output side by side: neither sees what the other does. */
export async function leave(thread: Thread, leaving: LeavingTo): Promise<Exit> {
  const { Assign, Output, extra = {}, prefix = '' } = leaving;
  const none: JsonObject = {};
  const [assigned, output] = await Promise.all([
    Assign === undefined ? none : evaluateObject(thread, Assign, `${prefix}Assign`, extra),
    Output === undefined ? leaving.defaultOutput : evaluate(thread, Output, `${prefix}Output`, extra),
  ]);
  const place = `state '${thread.frame.state}'`;
  if (jsonBytes(output) > MAX_STATE_DATA_BYTES) throw dataLimitExceeded(`output of the ${place}`);
  for (const [name, value] of Object.entries(assigned))
    if (jsonBytes(value) > MAX_STATE_DATA_BYTES) throw dataLimitExceeded(`variable '${name}' of the ${place}`);
  return { next: leaving.next, output, assigned };
}
