import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Json } from '../json.ts';

/** How an attempt of a task ended. The first outcome counts; nothing can change it. */
export type Outcome =
  | { readonly kind: 'succeeded'; readonly output: Json }
  | { readonly kind: 'failed'; readonly error?: string | undefined; readonly cause?: string | undefined }
  | { readonly kind: 'timed-out'; readonly heartbeat: boolean }
  /** The execution went on or ended without it. */
  | { readonly kind: 'abandoned' };

export interface AttemptRow {
  readonly token: string;
  readonly executionArn: string;
  readonly path: string;
  /** True when the token was given away, so that it may be answered. */
  readonly answerable: boolean;
  readonly timeoutAtMs: number | null;
  /** Longest time between two signs of life. */
  readonly heartbeatMs: number | null;
  readonly heartbeatAtMs: number | null;
  readonly outcome: Outcome | null;
}

export interface AttemptRows {
  get(token: string): AttemptRow | null;
  insert(attempt: Omit<AttemptRow, 'outcome'>): void;
  /** @returns false when the attempt has an outcome already, or is unknown */
  settle(token: string, outcome: Outcome): boolean;
  /** Moves the deadline of the next heartbeat. @returns false when the attempt has an outcome or no heartbeat */
  beat(token: string, heartbeatAtMs: number): boolean;
  /** Ends all open attempts at and below a path; '' means the whole execution. */
  abandon(executionArn: string, path: string): void;
}

const json: z.ZodType<Json> = z.json();
const outcome: z.ZodType<Outcome> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('succeeded'), output: json }),
  z.object({ kind: z.literal('failed'), error: z.string().optional(), cause: z.string().optional() }),
  z.object({ kind: z.literal('timed-out'), heartbeat: z.boolean() }),
  z.object({ kind: z.literal('abandoned') }),
]);

const row = z
  .object({
    token: z.string(),
    execution_arn: z.string(),
    path: z.string(),
    answerable: z.number(),
    timeout_at_ms: z.number().nullable(),
    heartbeat_ms: z.number().nullable(),
    heartbeat_at_ms: z.number().nullable(),
    outcome: z.string().nullable(),
  })
  .transform(
    (columns): AttemptRow => ({
      token: columns.token,
      executionArn: columns.execution_arn,
      path: columns.path,
      answerable: columns.answerable === 1,
      timeoutAtMs: columns.timeout_at_ms,
      heartbeatMs: columns.heartbeat_ms,
      heartbeatAtMs: columns.heartbeat_at_ms,
      outcome: columns.outcome === null ? null : outcome.parse(JSON.parse(columns.outcome)),
    }),
  );

export function attemptRows(db: DatabaseSync): AttemptRows {
  const get = db.prepare('SELECT * FROM attempt WHERE token = ?');
  const insert = db.prepare('INSERT INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, NULL)');
  const settle = db.prepare('UPDATE attempt SET outcome = ? WHERE token = ? AND outcome IS NULL');
  const beat = db.prepare(
    'UPDATE attempt SET heartbeat_at_ms = ? WHERE token = ? AND outcome IS NULL AND heartbeat_ms IS NOT NULL',
  );
  const abandon = db.prepare(
    `UPDATE attempt SET outcome = '{"kind":"abandoned"}' WHERE execution_arn = ?1 AND outcome IS NULL
     AND (path = ?2 OR substr(path, 1, length(?2) + 1) = ?2 || '/')`,
  );
  return {
    get: (token) => {
      const found = get.get(token);
      return found ? row.parse(found) : null;
    },
    insert: (a) =>
      void insert.run(
        a.token,
        a.executionArn,
        a.path,
        a.answerable ? 1 : 0,
        a.timeoutAtMs,
        a.heartbeatMs,
        a.heartbeatAtMs,
      ),
    settle: (token, result) => settle.run(JSON.stringify(result), token).changes === 1,
    beat: (token, atMs) => beat.run(atMs, token).changes === 1,
    abandon: (executionArn, path) => void abandon.run(executionArn, path),
  };
}
