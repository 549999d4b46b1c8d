import type { Store } from 'dynalite/db/index.js';
import { protocolError } from './aws-error.ts';
import { check, type Fields, isOperation, type Operation, run } from './engine.ts';
import type { TimeToLive } from './time-to-live.ts';
import { transactGet, transactWrite } from './transactions.ts';
import { isItemWrite, writeItem } from './write-item.ts';
import type { Writer } from './writer.ts';

const alone: readonly Operation[] = ['CreateTable', 'UpdateTable', 'DeleteTable'];

/** What DynamoDB does here, by name of the operation. @throws {AwsError} */
export function createOperations(parts: {
  store: Store;
  writer: Writer;
  timeToLive: TimeToLive;
  now: () => number;
}): (target: string, fields: Fields) => Promise<Fields> {
  const { store, writer, timeToLive, now } = parts;
  return async (target, fields) => {
    if (target === 'TransactWriteItems') return transactWrite(store, writer, fields, now());
    if (target === 'TransactGetItems') return transactGet(store, writer, fields);
    if (target === 'UpdateTimeToLive') return writer.between(() => timeToLive.update(fields));
    if (target === 'DescribeTimeToLive') return timeToLive.describe(fields);
    if (!isOperation(target))
      throw protocolError('UnknownOperationException', `The one-machine DynamoDB does not know ${target}`);
    if (isItemWrite(target)) return writer.write((plan) => writeItem(plan.store, target, fields));
    const checked = check(store, target, fields);
    if (target === 'BatchWriteItem') return writer.write((plan) => run(plan.store, target, checked));
    if (alone.includes(target)) return writer.between(() => run(store, target, checked));
    return run(store, target, checked);
  };
}

/** Tables that a request names. */
export function tablesOf(fields: Fields): string[] {
  const names = new Set<string>();
  const add = (name: unknown) => typeof name === 'string' && names.add(name);
  add(fields.TableName);
  if (isObject(fields.RequestItems)) Object.keys(fields.RequestItems).forEach(add);
  for (const action of Array.isArray(fields.TransactItems) ? fields.TransactItems : [])
    for (const part of isObject(action) ? Object.values(action) : []) if (isObject(part)) add(part.TableName);
  return [...names];
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
