import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#core/ports/clock.ts';
import { openLocalEndpoint } from '../local-endpoint.ts';
import { dynamoDbError } from './aws-error.ts';
import { type ChangeReader, type Delivery, deliver } from './change-delivery.ts';
import { openChangeLog } from './change-log.ts';
import { openStore, tableOf } from './engine.ts';
import { answerJson, errorAnswer, readJsonRequest } from './json-protocol.ts';
import { createOperations, tablesOf } from './operations.ts';
import { openTimeToLive } from './time-to-live.ts';
import { forgetOldTokens } from './transactions.ts';
import { createWriter } from './writer.ts';

const SWEEP_EVERY_MS = 60_000;
const READER_NAME = /^[\w.-]+$/;

export interface DynamoDbOptions {
  /** A folder of its own; created when missing. One process at a time. */
  readonly dataDir: string;
  /** Default 0: any free one. */
  readonly port?: number;
  /** Time of change records, of expiry and of waits before a change is told again. */
  readonly clock: Clock;
  /** Called when a request or a delivery begins; its result is called when that ends. */
  readonly onWork?: () => () => void;
  readonly faults?: {
    /** True = this request on this table gets ProvisionedThroughputExceededException. `target` is the operation, `PutItem` say. */
    throttle?(target: string, table: string): boolean;
  };
}

export interface DynamoDb {
  readonly endpoint: string;
  /**
   * Tells the reader each change of the table, at least once, from the next write on; a name that was subscribed in an earlier life goes on
   * where that one stopped. A reader delays no write.
   * @throws {AwsError} ResourceNotFoundException
   * @throws {Error} the name is taken or has other signs than letters, digits, `_`, `.`, `-`
   */
  subscribe(tableName: string, reader: ChangeReader): Promise<void>;
  /** Lets running requests and reads finish. Changes not yet told are told after the next start. */
  close(): Promise<void>;
}

/**
 * DynamoDB for the unmodified SDK: dynalite on disk, and what it lacks: transactions, change records, time to live, the item of a failed
 * condition. A write with its change records is atomic, also when the process is killed.
 * @throws {StoreUnusable}
 * @throws {Error} the port is taken, or the folder cannot be made
 */
export async function startDynamoDb(options: DynamoDbOptions): Promise<DynamoDb> {
  const { dataDir, port = 0, clock, onWork = () => () => undefined, faults } = options;
  await mkdir(dataDir, { recursive: true });
  const store = await openStore(join(dataDir, 'level'));
  const log = await openChangeLog(store, () => clock.now());
  const timeToLive = await openTimeToLive(store);
  const deliveries = new Map<string, Map<string, Delivery>>();

  const writer = createWriter(store, [log.recordsOf, timeToLive.entriesOf], (changes) => {
    for (const table of new Set(changes.map((change) => change.table)))
      for (const delivery of deliveries.get(table)?.values() ?? []) delivery.wake();
  });

  const stopReaders = async (table: string) => {
    await Promise.all([...(deliveries.get(table)?.values() ?? [])].map((delivery) => delivery.stop()));
    deliveries.delete(table);
  };
  const operations = createOperations({ store, writer, timeToLive, now: () => clock.now() });

  const perform = async (target: string, fields: Record<string, unknown>) => {
    const throttled = tablesOf(fields).find((table) => faults?.throttle?.(target, table));
    if (throttled !== undefined)
      throw dynamoDbError(
        'ProvisionedThroughputExceededException',
        `${target} on ${throttled} is throttled by a fault knob`,
      );
    const reply = await operations(target, fields);
    if (target === 'DeleteTable') {
      const table = String(fields.TableName);
      await stopReaders(table);
      await writer.between(() => Promise.all([log.forget(table), timeToLive.forget(table)]));
    }
    return reply;
  };

  const sweep = async () => {
    const nowMs = clock.now();
    await timeToLive.sweep(writer, nowMs);
    await log.trim(nowMs);
    await forgetOldTokens(store, nowMs);
  };
  let sweeping = Promise.resolve();
  let cancelSweep = clock.after(SWEEP_EVERY_MS, function sweepAndGoOn() {
    const release = onWork();
    sweeping = sweep().finally(release);
    cancelSweep = clock.after(SWEEP_EVERY_MS, sweepAndGoOn);
  });
  await log.trim(clock.now());

  const server = await openLocalEndpoint('DynamoDB', port, async (request, response) => {
    const release = onWork();
    try {
      const { target, fields } = await readJsonRequest(request);
      answerJson(response, 200, await perform(target, fields));
    } catch (error) {
      const { status, body } = errorAnswer(error);
      answerJson(response, status, body);
    } finally {
      release();
    }
  }).catch(async (error) => {
    cancelSweep();
    await store.db.close();
    throw error;
  });

  return {
    endpoint: server.endpoint,
    subscribe: async (tableName, reader) => {
      if (!READER_NAME.test(reader.name))
        throw new Error(`"${reader.name}" cannot name a reader: use letters, digits, "_", "." and "-"`);
      await tableOf(store, tableName);
      await writer.between(() => log.register(tableName, reader.name));
      const ofTable = deliveries.get(tableName) ?? new Map<string, Delivery>();
      if (ofTable.has(reader.name)) throw new Error(`a reader "${reader.name}" of ${tableName} is at work already`);
      deliveries.set(tableName, ofTable.set(reader.name, deliver(tableName, reader, { log, clock, onWork })));
    },
    close: async () => {
      cancelSweep();
      await server.close();
      await Promise.all([...deliveries.keys()].map(stopReaders));
      await sweeping;
      await writer.between(() => store.db.close());
    },
  };
}
