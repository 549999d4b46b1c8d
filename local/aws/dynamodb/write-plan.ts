import type { Item, LevelOperation, Store, SubDb } from 'dynalite/db/index.js';

/** One item that a plan changes. */
export interface ItemChange {
  readonly table: string;
  /** Dynalite's key of the item in its table. */
  readonly storeKey: string;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

/**
 * Stands in for the store while an action runs: reads come from the disk, writes are only noted. So all conditions of a transaction are
 * known before anything is written, and everything is then written in one atomic batch of LevelDB.
 */
export interface WritePlan {
  readonly store: Store;
  readonly changes: readonly ItemChange[];
  readonly operations: readonly LevelOperation[];
}

/** Item keys may come once in a plan, as DynamoDB demands of batches and transactions. */
export function createWritePlan(disk: Store): WritePlan {
  const changes: ItemChange[] = [];
  const operations: LevelOperation[] = [];

  const itemDb = (table: string): SubDb => {
    const onDisk = disk.getItemDb(table);
    const before = new Map<string, Item | undefined>();
    const write = (storeKey: string, after: Item | undefined) => {
      changes.push({ table, storeKey, before: before.get(storeKey), after });
      operations.push(operation(`item-${table}~${storeKey}`, after));
    };
    return noting(write, (key, done) =>
      onDisk.get(key, (error, item) => {
        before.set(key, item);
        done(error, item);
      }),
    );
  };

  const indexDb = (indexType: string, table: string, index: string): SubDb => {
    const prefix = `index-${indexType.toLowerCase()}~${table}~${index}~`;
    const onDisk = disk.getIndexDb(indexType, table, index);
    return noting((key, entry) => operations.push(operation(prefix + key, entry)), onDisk.get);
  };

  return { store: { ...disk, getItemDb: itemDb, getIndexDb: indexDb }, changes, operations };
}

function noting(write: (key: string, after: Item | undefined) => void, get: SubDb['get']): SubDb {
  return {
    get,
    put: (key, value, done) => {
      write(key, value);
      done(null);
    },
    del: (key, done) => {
      write(key, undefined);
      done(null);
    },
    lock: (_key, act) => act((callback) => callback),
  };
}

const operation = (key: string, value: Item | undefined): LevelOperation =>
  value ? { type: 'put', key, value } : { type: 'del', key };
