import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

export const executionStatus = z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']);
export type ExecutionStatus = z.infer<typeof executionStatus>;

export interface Execution {
  /** Grows with every start; the order of a list. */
  readonly seq: number;
  readonly arn: string;
  readonly machineArn: string;
  readonly name: string;
  /** The definition at the time of the start: an update does not touch what runs. */
  readonly definition: string;
  /** JSON text as it was given. */
  readonly input: string;
  readonly status: ExecutionStatus;
  readonly startMs: number;
  readonly stopMs: number | null;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
}

export interface ExecutionEnd {
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>;
  readonly stopMs: number;
  readonly output?: string | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

export interface ListQuery {
  readonly machineArn: string;
  readonly status: ExecutionStatus | null;
  /** Only executions that began before the one with this `seq`. */
  readonly beforeSeq: number | null;
  readonly limit: number;
}

export interface ExecutionRows {
  get(arn: string): Execution | null;
  insert(execution: Pick<Execution, 'arn' | 'machineArn' | 'name' | 'definition' | 'input' | 'startMs'>): void;
  end(arn: string, end: ExecutionEnd): void;
  running(): Execution[];
  /** Latest first. */
  list(query: ListQuery): Execution[];
}

const row = z
  .object({
    seq: z.number(),
    arn: z.string(),
    machine_arn: z.string(),
    name: z.string(),
    definition: z.string(),
    input: z.string(),
    status: executionStatus,
    start_ms: z.number(),
    stop_ms: z.number().nullable(),
    output: z.string().nullable(),
    error: z.string().nullable(),
    cause: z.string().nullable(),
  })
  .transform(({ machine_arn, start_ms, stop_ms, ...same }): Execution => {
    return { ...same, machineArn: machine_arn, startMs: start_ms, stopMs: stop_ms };
  });

export function executionRows(db: DatabaseSync): ExecutionRows {
  const get = db.prepare('SELECT * FROM execution WHERE arn = ?');
  const running = db.prepare("SELECT * FROM execution WHERE status = 'RUNNING' ORDER BY seq");
  const insert = db.prepare(
    `INSERT INTO execution (arn, machine_arn, name, definition, input, status, start_ms) VALUES (?, ?, ?, ?, ?, 'RUNNING', ?)`,
  );
  const end = db.prepare(
    `UPDATE execution SET status = ?, stop_ms = ?, output = ?, error = ?, cause = ? WHERE arn = ? AND status = 'RUNNING'`,
  );
  const list = db.prepare(
    `SELECT * FROM execution WHERE machine_arn = ? AND (?2 IS NULL OR status = ?2) AND (?3 IS NULL OR seq < ?3) ORDER BY seq DESC LIMIT ?`,
  );
  return {
    get: (arn) => {
      const found = get.get(arn);
      return found ? row.parse(found) : null;
    },
    insert: (e) => void insert.run(e.arn, e.machineArn, e.name, e.definition, e.input, e.startMs),
    end: (arn, e) => void end.run(e.status, e.stopMs, e.output ?? null, e.error ?? null, e.cause ?? null, arn),
    running: () => running.all().map((found) => row.parse(found)),
    list: (q) => list.all(q.machineArn, q.status, q.beforeSeq, q.limit).map((found) => row.parse(found)),
  };
}
