import type { Store } from 'dynalite/db/index.js';
import { AwsError } from './aws-error.ts';
import { check, type Fields, type Operation, run } from './engine.ts';

export type ItemWrite = Extract<Operation, 'PutItem' | 'UpdateItem' | 'DeleteItem'>;

export const isItemWrite = (operation: Operation): operation is ItemWrite =>
  operation === 'PutItem' || operation === 'UpdateItem' || operation === 'DeleteItem';

/**
 * Runs a write of one item against `target`. With ReturnValuesOnConditionCheckFailure = ALL_OLD, a failed condition tells the item as it
 * is; dynalite does not know that field.
 * @throws {AwsError} ConditionalCheckFailedException, with `Item` when it was asked for
 */
export async function writeItem(target: Store, operation: ItemWrite, fields: Fields): Promise<Fields> {
  let item: unknown;
  const watched = watchReads(target, (read) => {
    item = read;
  });
  try {
    return await run(watched, operation, check(target, operation, fields));
  } catch (error) {
    const wanted = fields.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
    const failed = error instanceof AwsError && error.code === 'ConditionalCheckFailedException';
    throw failed && wanted && item ? error.with({ Item: item }) : error;
  }
}

/** The item that an action reads is the one its condition is about. */
function watchReads(store: Store, read: (item: unknown) => void): Store {
  return {
    ...store,
    getItemDb: (table) => {
      const db = store.getItemDb(table);
      return {
        ...db,
        get: (key, done) =>
          db.get(key, (error, item) => {
            read(item);
            done(error, item);
          }),
      };
    },
  };
}
