import type { Level, LevelOperation, Store } from 'dynalite/db/index.js';
import { type ChangeRecord, changeRecord, changesNothing, LANES, laneOf, sequenceText } from './change-record.ts';
import { tableOf } from './engine.ts';
import type { ItemChange } from './write-plan.ts';
import type { WriteCause } from './writer.ts';

/** As long as DynamoDB Streams keeps them. */
const KEPT_MS = 24 * 60 * 60 * 1000;

const SEQUENCE_KEY = 'stream-sequence';
const NOTHING_YET = sequenceText(0);
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
  /** The reader needs nothing up to this sequence number any more. */
  done(table: string, lane: number, reader: string, sequence: string): Promise<void>;
  /** Deletes what every reader has read, and what is older than a day. */
  trim(nowMs: number): Promise<void>;
  forget(table: string): Promise<void>;
}

interface Lane {
  /** Reader -> sequence number up to which it has read. */
  readonly cursors: Map<string, string>;
  /** The last sequence number given out here, so that readers at the end ask no disk. */
  tail: string;
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
        const number = laneOf(table, change);
        const lane = lanes.get(change.table)?.[number];
        if (lane) lane.tail = record.dynamodb.SequenceNumber;
        const key = changeKey(change.table, number, record.dynamodb.SequenceNumber);
        operations.push({ type: 'put', key, value: record });
      }
      if (operations.length > 0) operations.push({ type: 'put', key: SEQUENCE_KEY, value: sequence });
      return operations;
    },

    register: async (table, reader) => {
      const ofTable = lanes.get(table) ?? newLanes();
      if (ofTable.every(({ cursors }) => cursors.has(reader))) return;
      const here = sequenceText(sequence);
      await db.batch(ofTable.map((_, lane) => ({ type: 'put', key: cursorKey(table, lane, reader), value: here })));
      for (const { cursors } of ofTable) cursors.set(reader, here);
      lanes.set(table, ofTable);
    },

    next: async (table, number, reader, limit) => {
      const lane = lanes.get(table)?.[number];
      const cursor = lane?.cursors.get(reader);
      if (cursor === undefined || lane === undefined || cursor >= lane.tail) return [];
      const records: ChangeRecord[] = [];
      const range = { gt: changeKey(table, number, cursor), lt: changeKey(table, number, '~'), limit };
      for await (const [, value] of db.iterator(range)) records.push(value as ChangeRecord);
      return records;
    },

    done: async (table, number, reader, upTo) => {
      const lane = lanes.get(table)?.[number];
      if (!lane) return;
      await db.put(cursorKey(table, number, reader), upTo);
      lane.cursors.set(reader, upTo);
    },

    trim: async (nowMs) => {
      for (const [table, ofTable] of lanes) {
        for (const [number, { cursors }] of ofTable.entries()) {
          const readByAll = [...cursors.values()].sort()[0] ?? NOTHING_YET;
          const tooOld = await lastBefore(db, table, number, nowMs - KEPT_MS);
          const upTo = [readByAll, tooOld].sort()[1] ?? NOTHING_YET;
          await db.clear({ gte: changeKey(table, number, ''), lte: changeKey(table, number, upTo) });
        }
      }
    },

    forget: async (table) => {
      lanes.delete(table);
      await db.clear({ gte: `stream-cursor~${table}~`, lt: `stream-cursor~${table}~~` });
      await db.clear({ gte: `stream-change~${table}~`, lt: `stream-change~${table}~~` });
    },
  };
}

const newLanes = (): Lane[] => Array.from({ length: LANES }, () => ({ cursors: new Map(), tail: NOTHING_YET }));

async function loadLanes(db: Level): Promise<Map<string, Lane[]>> {
  const lanes = new Map<string, Lane[]>();
  for await (const [key, cursor] of db.iterator({ gte: 'stream-cursor~', lt: 'stream-cursor~~' })) {
    const [, table = '', number = '', reader = ''] = key.split('~');
    const ofTable = lanes.get(table) ?? newLanes();
    ofTable[Number(number)]?.cursors.set(reader, String(cursor));
    lanes.set(table, ofTable);
  }
  for (const [table, ofTable] of lanes) {
    for (const [number, lane] of ofTable.entries()) lane.tail = await lastSequence(db, table, number);
  }
  return lanes;
}

async function lastSequence(db: Level, table: string, lane: number): Promise<string> {
  const range = { gte: changeKey(table, lane, ''), lt: changeKey(table, lane, '~'), reverse: true, limit: 1 };
  for await (const [key] of db.iterator(range)) return key.slice(key.lastIndexOf('~') + 1);
  return NOTHING_YET;
}

/** Sequence number of the last change that was written before this time. */
async function lastBefore(db: Level, table: string, lane: number, beforeMs: number): Promise<string> {
  let last = NOTHING_YET;
  for await (const [, value] of db.iterator({ gte: changeKey(table, lane, ''), lt: changeKey(table, lane, '~') })) {
    const { ApproximateCreationDateTime, SequenceNumber } = (value as ChangeRecord).dynamodb;
    if (ApproximateCreationDateTime * 1000 >= beforeMs) break;
    last = SequenceNumber;
  }
  return last;
}
