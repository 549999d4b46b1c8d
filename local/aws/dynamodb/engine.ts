import batchGetItem from 'dynalite/actions/batchGetItem.js';
import batchWriteItem from 'dynalite/actions/batchWriteItem.js';
import createTable from 'dynalite/actions/createTable.js';
import deleteItem from 'dynalite/actions/deleteItem.js';
import deleteTable from 'dynalite/actions/deleteTable.js';
import describeTable from 'dynalite/actions/describeTable.js';
import getItem from 'dynalite/actions/getItem.js';
import listTables from 'dynalite/actions/listTables.js';
import putItem from 'dynalite/actions/putItem.js';
import query from 'dynalite/actions/query.js';
import scan from 'dynalite/actions/scan.js';
import updateItem from 'dynalite/actions/updateItem.js';
import updateTable from 'dynalite/actions/updateTable.js';
import type { Store, Table } from 'dynalite/db/index.js';
import { create } from 'dynalite/db/index.js';
import batchGetItemRules from 'dynalite/validations/batchGetItem.js';
import batchWriteItemRules from 'dynalite/validations/batchWriteItem.js';
import createTableRules from 'dynalite/validations/createTable.js';
import deleteItemRules from 'dynalite/validations/deleteItem.js';
import deleteTableRules from 'dynalite/validations/deleteTable.js';
import describeTableRules from 'dynalite/validations/describeTable.js';
import getItemRules from 'dynalite/validations/getItem.js';
import { checkTypes, checkValidations } from 'dynalite/validations/index.js';
import listTablesRules from 'dynalite/validations/listTables.js';
import putItemRules from 'dynalite/validations/putItem.js';
import queryRules from 'dynalite/validations/query.js';
import scanRules from 'dynalite/validations/scan.js';
import updateItemRules from 'dynalite/validations/updateItem.js';
import updateTableRules from 'dynalite/validations/updateTable.js';
import { StoreUnusable } from '../store-unusable.ts';
import { fromDynalite } from './aws-error.ts';

const operations = {
  BatchGetItem: { act: batchGetItem, rules: batchGetItemRules },
  BatchWriteItem: { act: batchWriteItem, rules: batchWriteItemRules },
  CreateTable: { act: createTable, rules: createTableRules },
  DeleteItem: { act: deleteItem, rules: deleteItemRules },
  DeleteTable: { act: deleteTable, rules: deleteTableRules },
  DescribeTable: { act: describeTable, rules: describeTableRules },
  GetItem: { act: getItem, rules: getItemRules },
  ListTables: { act: listTables, rules: listTablesRules },
  PutItem: { act: putItem, rules: putItemRules },
  Query: { act: query, rules: queryRules },
  Scan: { act: scan, rules: scanRules },
  UpdateItem: { act: updateItem, rules: updateItemRules },
  UpdateTable: { act: updateTable, rules: updateTableRules },
};

/** What dynalite does by itself. */
export type Operation = keyof typeof operations;

export const isOperation = (name: string): name is Operation => Object.hasOwn(operations, name);

export type Fields = Record<string, unknown>;

/**
 * Opens dynalite's store on disk.
 * @throws {StoreUnusable}
 */
export async function openStore(path: string): Promise<Store> {
  const store = create({ path, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  try {
    await store.db.open();
  } catch (cause) {
    const origin: unknown = cause instanceof Error ? (cause.cause ?? cause) : cause;
    const isInUse = origin instanceof Error && 'code' in origin && origin.code === 'LEVEL_LOCKED';
    const reason = origin instanceof Error ? origin.message : String(origin);
    throw new StoreUnusable('DynamoDB', path, reason, isInUse, { cause });
  }
  return store;
}

/**
 * Checks a request as dynalite does and resolves its expressions. The result is good for one `run`.
 * @throws {AwsError} ValidationException or SerializationException
 */
export function check(store: Store, operation: Operation, fields: Fields): Fields {
  const { rules } = operations[operation];
  try {
    const checked = checkTypes({ ...fields }, rules.types);
    checkValidations(checked, rules.types, rules.custom, store);
    return checked;
  } catch (error) {
    throw fromDynalite(error);
  }
}

/** @throws {AwsError} what the operation answers instead */
export function run(store: Store, operation: Operation, checked: Fields): Promise<Fields> {
  return new Promise((resolve, reject) => {
    operations[operation].act(store, checked, (error, reply) =>
      error ? reject(fromDynalite(error)) : resolve(reply ?? {}),
    );
  });
}

/** @throws {AwsError} ResourceNotFoundException */
export function tableOf(store: Store, name: string): Promise<Table> {
  return new Promise((resolve, reject) => {
    store.getTable(name, false, (error, table) => (table ? resolve(table) : reject(fromDynalite(error))));
  });
}
