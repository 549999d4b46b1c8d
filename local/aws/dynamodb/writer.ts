import type { LevelOperation, Store } from 'dynalite/db/index.js';
import { createWritePlan, type ItemChange, type WritePlan } from './write-plan.ts';

/** Adds what belongs to the same atomic batch as the items, such as change records. */
export type Companion = (
  changes: readonly ItemChange[],
  cause: WriteCause,
) => readonly LevelOperation[] | Promise<readonly LevelOperation[]>;

export type WriteCause = 'request' | 'expiry';

/** One write at a time: what a condition saw is still true when the write is done. */
export interface Writer {
  /** Runs `act` against a plan and writes the plan in one batch. When `act` throws, nothing is written. */
  write<T>(
    act: (plan: WritePlan, alsoWrite: (operation: LevelOperation) => void) => Promise<T>,
    cause?: WriteCause,
  ): Promise<T>;
  /** Runs `act` while no write is under way. */
  between<T>(act: () => Promise<T>): Promise<T>;
}

export function createWriter(
  store: Store,
  companions: readonly Companion[],
  written: (changes: readonly ItemChange[]) => void,
): Writer {
  let last: Promise<unknown> = Promise.resolve();

  const between = <T>(act: () => Promise<T>): Promise<T> => {
    const mine = last.then(act);
    last = mine.catch(() => undefined);
    return mine;
  };

  return {
    between,
    write: (act, cause = 'request') =>
      between(async () => {
        const plan = createWritePlan(store);
        const extra: LevelOperation[] = [];
        const result = await act(plan, (operation) => extra.push(operation));
        const beside = await Promise.all(companions.map((companion) => companion(plan.changes, cause)));
        const operations = [...plan.operations, ...beside.flat(), ...extra];
        if (operations.length > 0) await store.db.batch(operations);
        written(plan.changes);
        return result;
      }),
  };
}
