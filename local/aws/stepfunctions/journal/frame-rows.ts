import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Json, JsonObject } from '../json.ts';

/** Where a thread of an execution stands: the execution itself, or one branch of a Parallel state. */
export interface Frame {
  readonly state: string;
  readonly input: Json;
  readonly variables: JsonObject;
  /** Null until the state was entered. */
  readonly entered: { readonly atMs: number; readonly eventId: number } | null;
  readonly lastEventId: number;
  /** Retries used in this state, by index of the retrier. */
  readonly retriesUsed: readonly number[];
  /** Retries of all retriers together: `$states.context.State.RetryCount`. */
  readonly retryCount: number;
  /** End of a Wait state, or of the pause before a retry; ms since the Unix epoch. */
  readonly waitUntilMs: number | null;
  readonly attempt: TaskAttempt | null;
  /** Number of branches that a Parallel state has begun; their frames lie below this path. */
  readonly branches: number | null;
  /** The thread has ended; only branches keep their frame until all are done. */
  readonly done: { readonly output: Json } | null;
}

/** One attempt of a Task state. The token names it also where nobody is given the token. */
export interface TaskAttempt {
  readonly token: string;
  readonly functionName: string;
  readonly payload: Json;
  /** The Lambda returned; only the answer to the token is missing. It is not invoked again after a restart. */
  readonly submitted: boolean;
}

export interface FrameRows {
  get(executionArn: string, path: string): Frame | null;
  put(executionArn: string, path: string, frame: Frame): void;
  /** Removes the frames below a path ('' = all of the execution but its own), with it all of them. */
  deleteBelow(executionArn: string, path: string): void;
  deleteAll(executionArn: string): void;
}

export const frameAtStart = (state: string, input: Json, variables: JsonObject, lastEventId: number): Frame => ({
  state,
  input,
  variables,
  entered: null,
  lastEventId,
  retriesUsed: [],
  retryCount: 0,
  waitUntilMs: null,
  attempt: null,
  branches: null,
  done: null,
});

const json: z.ZodType<Json> = z.json();
const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), json);
const body: z.ZodType<Frame> = z.object({
  state: z.string(),
  input: json,
  variables: jsonObject,
  entered: z.object({ atMs: z.number(), eventId: z.number() }).nullable(),
  lastEventId: z.number(),
  retriesUsed: z.array(z.number()),
  retryCount: z.number(),
  waitUntilMs: z.number().nullable(),
  attempt: z.object({ token: z.string(), functionName: z.string(), payload: json, submitted: z.boolean() }).nullable(),
  branches: z.number().nullable(),
  done: z.object({ output: json }).nullable(),
});
const row = z.object({ body: z.string() });

export function frameRows(db: DatabaseSync): FrameRows {
  const get = db.prepare('SELECT body FROM frame WHERE execution_arn = ? AND path = ?');
  const put = db.prepare('INSERT OR REPLACE INTO frame VALUES (?, ?, ?)');
  const deleteBelow = db.prepare(
    'DELETE FROM frame WHERE execution_arn = ?1 AND substr(path, 1, length(?2) + 1) = ?2 || ?3',
  );
  const deleteAll = db.prepare('DELETE FROM frame WHERE execution_arn = ?');
  return {
    get: (executionArn, path) => {
      const found = get.get(executionArn, path);
      return found ? body.parse(JSON.parse(row.parse(found).body)) : null;
    },
    put: (executionArn, path, frame) => void put.run(executionArn, path, JSON.stringify(frame)),
    deleteBelow: (executionArn, path) => void deleteBelow.run(executionArn, path, '/'),
    deleteAll: (executionArn) => void deleteAll.run(executionArn),
  };
}
