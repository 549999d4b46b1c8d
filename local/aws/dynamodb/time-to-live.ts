import type { Item, LevelOperation, Store } from 'dynalite/db/index.js';
import { z } from 'zod';
import { validationError } from './aws-error.ts';
import { keysOf } from './change-record.ts';
import { check, type Fields, run, tableOf } from './engine.ts';
import { parseFields } from './request-fields.ts';
import type { ItemChange } from './write-plan.ts';
import type { Writer } from './writer.ts';

/** DynamoDB leaves items alone whose time passed longer ago than this: most likely the attribute is no time in seconds. */
const TOO_OLD_S = 5 * 365 * 24 * 60 * 60;
const DELETED_AT_ONCE = 100;

const Setting = z.object({ AttributeName: z.string().min(1).max(255), Enabled: z.boolean() });
const UpdateRequest = z.object({ TableName: z.string(), TimeToLiveSpecification: Setting });
const DescribeRequest = z.object({ TableName: z.string() });

const settingKey = (table: string) => `expiry-setting~${table}`;
const expiryKey = (table: string, atS: number, storeKey: string) =>
  `expiry~${table}~${String(Math.floor(atS)).padStart(15, '0')}~${storeKey}`;

/**
 * Time to live. Items whose time has passed stay readable until a sweep deletes them, as in AWS, where that may take days: readers must
 * not rely on it. A sweep finds them by an index by time, written in the batch of the item.
 */
export interface TimeToLive {
  entriesOf(changes: readonly ItemChange[]): LevelOperation[];
  update(fields: Fields): Promise<Fields>;
  describe(fields: Fields): Promise<Fields>;
  /** Deletes what has expired at `nowMs`, with change records that name DynamoDB as the one who did it. */
  sweep(writer: Writer, nowMs: number): Promise<void>;
  forget(table: string): Promise<void>;
}

export async function openTimeToLive(store: Store): Promise<TimeToLive> {
  const { db } = store;
  const attributeOf = new Map<string, string>();
  for await (const [key, value] of db.iterator({ gte: settingKey(''), lt: settingKey('~') }))
    attributeOf.set(key.slice(settingKey('').length), String(value));

  const clear = (table: string) => db.clear({ gte: `expiry~${table}~`, lt: `expiry~${table}~~` });

  const enable = async (table: string, attribute: string) => {
    const operations: LevelOperation[] = [{ type: 'put', key: settingKey(table), value: attribute }];
    const prefix = `item-${table}~`;
    for await (const [key, item] of db.iterator({ gte: prefix, lt: `${prefix}~` })) {
      const atS = expiryOf(item as Item, attribute);
      const storeKey = key.slice(prefix.length);
      if (atS !== null) operations.push({ type: 'put', key: expiryKey(table, atS, storeKey), value: storeKey });
    }
    await db.batch(operations);
    attributeOf.set(table, attribute);
  };

  const disable = async (table: string) => {
    attributeOf.delete(table);
    await db.batch([{ type: 'del', key: settingKey(table) }]);
    await clear(table);
  };

  const due = async (table: string, nowMs: number): Promise<Item[]> => {
    const nowS = Math.floor(nowMs / 1000);
    const range = { gte: expiryKey(table, Math.max(0, nowS - TOO_OLD_S), ''), lte: expiryKey(table, nowS, '~') };
    const items: Item[] = [];
    for await (const [, storeKey] of db.iterator({ ...range, limit: DELETED_AT_ONCE }))
      items.push((await db.get(`item-${table}~${storeKey}`)) as Item);
    return items;
  };

  return {
    entriesOf: (changes) =>
      changes.flatMap(({ table, storeKey, before, after }) => {
        const attribute = attributeOf.get(table);
        if (attribute === undefined) return [];
        const operations: LevelOperation[] = [];
        const was = expiryOf(before, attribute);
        const is = expiryOf(after, attribute);
        if (was !== null) operations.push({ type: 'del', key: expiryKey(table, was, storeKey) });
        if (is !== null) operations.push({ type: 'put', key: expiryKey(table, is, storeKey), value: storeKey });
        return operations;
      }),

    update: async (fields) => {
      const { TableName, TimeToLiveSpecification } = parseFields(UpdateRequest, fields);
      await tableOf(store, TableName);
      const { AttributeName, Enabled } = TimeToLiveSpecification;
      const current = attributeOf.get(TableName);
      if (Enabled && current !== undefined) throw validationError('TimeToLive is already enabled');
      if (!Enabled && current === undefined) throw validationError('TimeToLive is already disabled');
      if (!Enabled && current !== AttributeName)
        throw validationError(`TimeToLive is active on a different AttributeName: current AttributeName is ${current}`);
      await (Enabled ? enable(TableName, AttributeName) : disable(TableName));
      return { TimeToLiveSpecification };
    },

    describe: async (fields) => {
      const { TableName } = parseFields(DescribeRequest, fields);
      await tableOf(store, TableName);
      const attribute = attributeOf.get(TableName);
      const description =
        attribute === undefined
          ? { TimeToLiveStatus: 'DISABLED' }
          : { TimeToLiveStatus: 'ENABLED', AttributeName: attribute };
      return { TimeToLiveDescription: description };
    },

    sweep: async (writer, nowMs) => {
      for (const name of attributeOf.keys()) {
        let deleted: number;
        do {
          deleted = await writer.write(async (plan) => {
            const items = await due(name, nowMs);
            const table = items.length > 0 ? await tableOf(store, name) : null;
            for (const item of table ? items : []) {
              const Key = table ? keysOf(item, table) : {};
              await run(plan.store, 'DeleteItem', check(store, 'DeleteItem', { TableName: name, Key }));
            }
            return items.length;
          }, 'expiry');
        } while (deleted === DELETED_AT_ONCE);
      }
    },

    forget: async (table) => {
      if (attributeOf.has(table)) await disable(table);
    },
  };
}

/** Seconds since the Unix epoch, null when the item never expires. */
function expiryOf(item: Item | undefined, attribute: string): number | null {
  const value = Number(item?.[attribute]?.N);
  return Number.isFinite(value) && value > 0 ? value : null;
}
