import type { Level, LevelOperation, Store } from 'dynalite/db/index.js';
import { type ChangeRecord, changeRecord, changesNothing, LANES, laneOf, sequenceText } from './change-record.ts';
import { tableOf } from './engine.ts';
import type { ItemChange } from './write-plan.ts';
import type { WriteCause } from './writer.ts';

/** As long as DynamoDB Streams keeps them. */
const KEPT_MS = 24 * 60 * 60 * 1000;

const SEQUENCE_KEY = 'stream-sequence';
const changeKey = (table: string, lane: number, sequence: string) => `stream-change~${table}~${lane}~${sequence}`;
const cursorKey = (table: string, lane: number, reader: string) => `stream-cursor~${table}~${lane}~${reader}`;

/**
 * The changes of each table in the order of writing, and how far each reader has come. Lives in the LevelDB of the items: a change and
 * its record are one atomic batch, so neither is ever without the other, however the process ends. Tables nobody reads have no records.
 */
export interface ChangeLog {
  /** To be called for one write after the other. */
  recordsOf(changes: readonly ItemChange[], cause: WriteCause): Promise<LevelOperation[]>;
  /** Registers a reader for good. A new one begins with the next change, a known one where it stopped. Not while a write is under way. */
  register(table: string, reader: string): Promise<void>;
  next(table: string, lane: number, reader: string, limit: number): Promise<ChangeRecord[]>;
  /** The reader needs nothing up to this sequence number any more; what no reader needs is deleted. */
  done(table: string, lane: number, reader: string, sequence: string): Promise<void>;
  /** Deletes what is older than a day. */
  trim(nowMs: number): Promise<void>;
  forget(table: string): Promise<void>;
}

export async function openChangeLog(store: Store, now: () => number): Promise<ChangeLog> {
  const { db } = store;
  const lanes = await loadLanes(db);
  const stored = await db.get(SEQUENCE_KEY);
  let sequence = typeof stored === 'number' ? stored : 0;

  return {
    recordsOf: async (changes, cause) => {
      const operations: LevelOperation[] = [];
      for (const change of changes) {
        if (!lanes.has(change.table) || changesNothing(change)) continue;
        const table = await tableOf(store, change.table);
        sequence += 1;
        const record = changeRecord(table, change, { sequence, nowMs: now(), cause });
        const key = changeKey(change.table, laneOf(table, change), record.dynamodb.SequenceNumber);
        operations.push({ type: 'put', key, value: record });
      }
      if (operations.length > 0) operations.push({ type: 'put', key: SEQUENCE_KEY, value: sequence });
      return operations;
    },

    register: async (table, reader) => {
      const cursors = lanes.get(table) ?? newLanes();
      if (cursors.every((lane) => lane.has(reader))) return;
      const here = sequenceText(sequence);
      await db.batch(cursors.map((_, lane) => ({ type: 'put', key: cursorKey(table, lane, reader), value: here })));
      for (const lane of cursors) lane.set(reader, here);
      lanes.set(table, cursors);
    },

    next: async (table, lane, reader, limit) => {
      const cursor = lanes.get(table)?.[lane]?.get(reader);
      if (cursor === undefined) return [];
      const records: ChangeRecord[] = [];
      const range = { gt: changeKey(table, lane, cursor), lt: changeKey(table, lane, '~'), limit };
      for await (const [, value] of db.iterator(range)) records.push(value as ChangeRecord);
      return records;
    },

    done: async (table, lane, reader, upTo) => {
      const cursors = lanes.get(table)?.[lane];
      if (!cursors) return;
      await db.put(cursorKey(table, lane, reader), upTo);
      cursors.set(reader, upTo);
      const slowest = [...cursors.values()].sort()[0] ?? upTo;
      await db.clear({ gte: changeKey(table, lane, ''), lte: changeKey(table, lane, slowest) });
    },

    trim: async (nowMs) => {
      for (const [table, cursors] of lanes) {
        for (const lane of cursors.keys()) await trimLane(db, table, lane, nowMs - KEPT_MS);
      }
    },

    forget: async (table) => {
      lanes.delete(table);
      await db.clear({ gte: `stream-cursor~${table}~`, lt: `stream-cursor~${table}~~` });
      await db.clear({ gte: `stream-change~${table}~`, lt: `stream-change~${table}~~` });
    },
  };
}

/** Per lane: reader -> sequence number up to which it has read. */
type Cursors = Map<string, string>[];

const newLanes = (): Cursors => Array.from({ length: LANES }, () => new Map());

async function loadLanes(db: Level): Promise<Map<string, Cursors>> {
  const lanes = new Map<string, Cursors>();
  for await (const [key, cursor] of db.iterator({ gte: 'stream-cursor~', lt: 'stream-cursor~~' })) {
    const [, table = '', lane = '', reader = ''] = key.split('~');
    const cursors = lanes.get(table) ?? newLanes();
    cursors[Number(lane)]?.set(reader, String(cursor));
    lanes.set(table, cursors);
  }
  return lanes;
}

async function trimLane(db: Level, table: string, lane: number, beforeMs: number): Promise<void> {
  let last: string | undefined;
  for await (const [key, value] of db.iterator({ gte: changeKey(table, lane, ''), lt: changeKey(table, lane, '~') })) {
    if ((value as ChangeRecord).dynamodb.ApproximateCreationDateTime * 1000 >= beforeMs) break;
    last = key;
  }
  if (last) await db.clear({ gte: changeKey(table, lane, ''), lte: last });
}
