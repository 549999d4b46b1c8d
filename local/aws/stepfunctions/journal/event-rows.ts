import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/** One entry of an execution's history. */
export interface HistoryEvent {
  /** 1, 2, 3... within the execution. */
  readonly id: number;
  readonly previousId: number;
  readonly atMs: number;
  /** `TaskScheduled`, `WaitStateEntered`... as in the API. */
  readonly type: string;
  /** The details member of the API's HistoryEvent: `{"taskScheduledEventDetails": {...}}`. */
  readonly details: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface EventPage {
  readonly executionArn: string;
  readonly reverse: boolean;
  /** The page begins after this event in the order of the list; null for the first page. */
  readonly afterId: number | null;
  readonly limit: number;
}

export interface EventRows {
  insert(executionArn: string, event: HistoryEvent): void;
  lastId(executionArn: string): number;
  page(page: EventPage): HistoryEvent[];
}

const row = z
  .object({ id: z.number(), previous_id: z.number(), at_ms: z.number(), type: z.string(), details: z.string() })
  .transform(
    (columns): HistoryEvent => ({
      id: columns.id,
      previousId: columns.previous_id,
      atMs: columns.at_ms,
      type: columns.type,
      details: JSON.parse(columns.details),
    }),
  );

export function eventRows(db: DatabaseSync): EventRows {
  const insert = db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)');
  const last = db.prepare('SELECT coalesce(max(id), 0) AS id FROM event WHERE execution_arn = ?');
  const forward = db.prepare('SELECT * FROM event WHERE execution_arn = ? AND id > ? ORDER BY id LIMIT ?');
  const backward = db.prepare('SELECT * FROM event WHERE execution_arn = ? AND id < ? ORDER BY id DESC LIMIT ?');
  return {
    insert: (executionArn, e) =>
      void insert.run(executionArn, e.id, e.previousId, e.atMs, e.type, JSON.stringify(e.details)),
    lastId: (executionArn) => z.object({ id: z.number() }).parse(last.get(executionArn)).id,
    page: ({ executionArn, reverse, afterId, limit }) => {
      const from = afterId ?? (reverse ? Number.MAX_SAFE_INTEGER : 0);
      return (reverse ? backward : forward).all(executionArn, from, limit).map((found) => row.parse(found));
    },
  };
}
