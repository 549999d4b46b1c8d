import type { Clock } from '#core/ports/clock.ts';
import type { AttemptRow, Outcome } from '../journal/attempt-rows.ts';
import type { Journal } from '../journal/journal.ts';

/** Open attempts of tasks: who answers first (a Lambda, a token, a deadline) settles the attempt, in the journal before anybody hears of it. */
export interface AttemptBoard {
  /** @returns false when it was settled before */
  settle(token: string, outcome: Outcome): boolean;
  /** A sign of life. @returns false when the attempt has ended */
  beat(token: string): boolean;
  /**
   * Resolves with the outcome; at once when it is in the journal already. Keeps the deadlines while somebody waits here.
   * Rejects with the signal's reason.
   */
  outcome(token: string, signal: AbortSignal): Promise<Outcome>;
}

interface Watcher {
  settled(outcome: Outcome): void;
  beaten(row: AttemptRow): void;
}

export function createAttemptBoard(journal: Journal, clock: Clock): AttemptBoard {
  const watchers = new Map<string, Watcher>();

  const settle = (token: string, outcome: Outcome) => {
    const first = journal.attempts.settle(token, outcome);
    if (first) watchers.get(token)?.settled(outcome);
    return first;
  };

  const beat = (token: string) => {
    const row = journal.attempts.get(token);
    if (!row || row.outcome !== null) return false;
    if (row.heartbeatMs !== null) {
      const heartbeatAtMs = clock.now() + row.heartbeatMs;
      journal.attempts.beat(token, heartbeatAtMs);
      watchers.get(token)?.beaten({ ...row, heartbeatAtMs });
    }
    return true;
  };

  const outcome = (token: string, signal: AbortSignal) =>
    new Promise<Outcome>((resolve, reject) => {
      signal.throwIfAborted();
      const row = journal.attempts.get(token);
      if (!row) throw new Error(`No attempt ${token.slice(0, 8)} in the journal`);
      if (row.outcome) return resolve(row.outcome);

      const at = (dueMs: number | null, heartbeat: boolean) =>
        dueMs === null
          ? () => {}
          : clock.after(dueMs - clock.now(), () => void settle(token, { kind: 'timed-out', heartbeat }));
      const cancelTimeout = at(row.timeoutAtMs, false);
      let cancelHeartbeat = at(row.heartbeatAtMs, true);

      const leave = () => {
        cancelTimeout();
        cancelHeartbeat();
        watchers.delete(token);
        signal.removeEventListener('abort', onAbort);
      };
      const onAbort = () => {
        leave();
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      watchers.set(token, {
        settled: (result) => {
          leave();
          resolve(result);
        },
        beaten: (beaten) => {
          cancelHeartbeat();
          cancelHeartbeat = at(beaten.heartbeatAtMs, true);
        },
      });
    });

  return { settle, beat, outcome };
}
