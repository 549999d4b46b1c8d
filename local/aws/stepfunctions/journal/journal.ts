import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type AttemptRows, attemptRows } from './attempt-rows.ts';
import { type EventRows, eventRows } from './event-rows.ts';
import { type ExecutionRows, executionRows } from './execution-rows.ts';
import { type FrameRows, frameRows } from './frame-rows.ts';
import { type MachineRows, machineRows } from './machine-rows.ts';

/** What is known of all executions, on disk. Whatever was committed is still there after SIGKILL of the process. */
export interface Journal {
  readonly machines: MachineRows;
  readonly executions: ExecutionRows;
  readonly frames: FrameRows;
  readonly attempts: AttemptRows;
  readonly events: EventRows;
  /** All or nothing. Must not be nested. */
  write<T>(work: () => T): T;
  close(): void;
}

/** The folder cannot hold the journal: not writable, no SQLite file, or in use by another process. */
export class JournalUnusable extends Error {
  override readonly name = 'JournalUnusable';
}

const tables = `
  CREATE TABLE IF NOT EXISTS machine (
    arn TEXT PRIMARY KEY, name TEXT NOT NULL, definition TEXT NOT NULL, role_arn TEXT NOT NULL,
    created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL, revision TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS execution (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, machine_arn TEXT NOT NULL, name TEXT NOT NULL,
    definition TEXT NOT NULL, input TEXT NOT NULL, status TEXT NOT NULL, start_ms INTEGER NOT NULL, stop_ms INTEGER,
    output TEXT, error TEXT, cause TEXT) STRICT;
  CREATE INDEX IF NOT EXISTS execution_of_machine ON execution (machine_arn, status, seq);
  CREATE TABLE IF NOT EXISTS frame (
    execution_arn TEXT NOT NULL, path TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (execution_arn, path)) STRICT;
  CREATE TABLE IF NOT EXISTS attempt (
    token TEXT PRIMARY KEY, execution_arn TEXT NOT NULL, path TEXT NOT NULL, answerable INTEGER NOT NULL,
    timeout_at_ms INTEGER, heartbeat_ms INTEGER, heartbeat_at_ms INTEGER, outcome TEXT) STRICT;
  CREATE INDEX IF NOT EXISTS attempt_open ON attempt (execution_arn) WHERE outcome IS NULL;
  CREATE TABLE IF NOT EXISTS event (
    execution_arn TEXT NOT NULL, id INTEGER NOT NULL, previous_id INTEGER NOT NULL, at_ms INTEGER NOT NULL,
    type TEXT NOT NULL, details TEXT NOT NULL, PRIMARY KEY (execution_arn, id)) STRICT, WITHOUT ROWID;
`;

/** Opens or makes the journal in `dataDir`, for this process alone. @throws {JournalUnusable} */
export function openJournal(dataDir: string): Journal {
  const file = join(dataDir, 'executions.sqlite');
  const db = openDatabase(dataDir, file);
  return {
    machines: machineRows(db),
    executions: executionRows(db),
    frames: frameRows(db),
    attempts: attemptRows(db),
    events: eventRows(db),
    write: (work) => {
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => db.close(),
  };
}

function openDatabase(dataDir: string, file: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    mkdirSync(dataDir, { recursive: true });
    db = new DatabaseSync(file);
    // An exclusive lock falls with its process, so a second process is told and a killed one leaves nothing behind.
    db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    db.exec(`BEGIN IMMEDIATE; ${tables} COMMIT;`);
    return db;
  } catch (cause) {
    db?.close();
    const reason = cause instanceof Error ? cause.message : String(cause);
    const advice = reason.includes('locked')
      ? 'another process uses it; stop that one or choose another folder'
      : `${reason}; choose another folder or remove the file`;
    throw new JournalUnusable(`The journal of executions at ${file} cannot be used: ${advice}`, { cause });
  }
}
