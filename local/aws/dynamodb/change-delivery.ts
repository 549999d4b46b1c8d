import type { DynamoDBStreamEvent } from 'aws-lambda';
import { z } from 'zod';
import type { Clock } from '#core/ports/clock.ts';
import type { ChangeLog } from './change-log.ts';
import { type ChangeRecord, LANES } from './change-record.ts';

/** Reads the changes of a table as a Lambda does whose event source mapping has BisectBatchOnFunctionError and ReportBatchItemFailures. */
export interface ChangeReader {
  /** Its place in the log is kept under this name over restarts. Letters, digits, `_`, `.`, `-`. */
  readonly name: string;
  /**
   * Gets changes at least once, those of one partition key in order. When it throws, the batch is halved until the bad record is alone. It
   * may instead return `{ batchItemFailures: [{ itemIdentifier: SequenceNumber }] }`: the first of these and all after it come again.
   */
  read(event: DynamoDBStreamEvent): Promise<unknown>;
  /** Records a batch. Default 100. */
  readonly batchSize?: number;
  /** How often one record is tried alone before it is given up. Default 5. */
  readonly maxAttempts?: number;
  /** Wait after the first failure in ms, doubled after each more up to 30 s. Default 200. */
  readonly retryAfterMs?: number;
  /** Longest time of one `read` in ms; then it counts as failed. Default 60 s. */
  readonly timeoutMs?: number;
  /** Gets what was given up; when this throws, the record is tried again. Without it, the record is dropped, as by a mapping without a failure destination. */
  onDeadLetter?(record: ChangeRecord, reason: unknown): void | Promise<void>;
}

export interface Delivery {
  /** Tells that there may be new changes. */
  wake(): void;
  /** Waits for a running `read`, then delivers no more. */
  stop(): Promise<void>;
}

const LONGEST_WAIT_MS = 30_000;
const PartialFailure = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

export function deliver(
  table: string,
  reader: ChangeReader,
  world: { log: ChangeLog; clock: Clock; onWork: () => () => void },
): Delivery {
  const stopping = new AbortController();
  const lanes = Array.from({ length: LANES }, (_, lane) => startLane(table, lane, reader, world, stopping.signal));
  return {
    wake: () => {
      for (const lane of lanes) lane.wake();
    },
    stop: async () => {
      stopping.abort(new Error('the database closes'));
      for (const lane of lanes) lane.wake();
      await Promise.all(lanes.map((lane) => lane.ended));
    },
  };
}

interface Lane {
  wake(): void;
  readonly ended: Promise<void>;
}

function startLane(
  table: string,
  lane: number,
  reader: ChangeReader,
  { log, clock, onWork }: { log: ChangeLog; clock: Clock; onWork: () => () => void },
  stopping: AbortSignal,
): Lane {
  const { batchSize = 100, maxAttempts = 5, retryAfterMs = 200, timeoutMs = 60_000 } = reader;
  const doorbell = createDoorbell();
  let size = batchSize;
  let failures = 0;

  const done = (record: ChangeRecord) => log.done(table, lane, reader.name, record.dynamodb.SequenceNumber);

  const giveUp = async (record: ChangeRecord, reason: unknown): Promise<boolean> => {
    try {
      await reader.onDeadLetter?.(record, reason);
    } catch {
      return false;
    }
    await done(record);
    return true;
  };

  const startAfresh = () => {
    failures = 0;
    size = batchSize;
  };

  const step = async (records: readonly ChangeRecord[]) => {
    const { doneCount, culpritKnown, reason } = await attempt(reader, records, { clock, timeoutMs });
    const lastDone = records[doneCount - 1];
    if (lastDone) {
      await done(lastDone);
      startAfresh();
    }
    const failed = records[doneCount];
    if (!failed || stopping.aborted) return;
    if (culpritKnown) failures += 1;
    else size = Math.ceil(records.length / 2);
    if (failures >= maxAttempts && (await giveUp(failed, reason))) return startAfresh();
    const waitMs = Math.min(LONGEST_WAIT_MS, retryAfterMs * 2 ** Math.max(0, failures - 1));
    await clock.sleep(waitMs, stopping).catch(() => undefined);
  };

  const run = async () => {
    while (!stopping.aborted) {
      const release = onWork();
      const records = await log.next(table, lane, reader.name, size).finally(release);
      if (records.length > 0) await step(records);
      else await doorbell.rung();
    }
  };
  return { wake: doorbell.ring, ended: run() };
}

interface Attempt {
  /** How many records from the first on are done. */
  readonly doneCount: number;
  /** Whether the first record that is not done is surely the bad one. */
  readonly culpritKnown: boolean;
  readonly reason?: unknown;
}

async function attempt(
  reader: ChangeReader,
  records: readonly ChangeRecord[],
  { clock, timeoutMs }: { clock: Clock; timeoutMs: number },
): Promise<Attempt> {
  const late = Promise.withResolvers<never>();
  const cancel = clock.after(timeoutMs, () =>
    late.reject(new Error(`${reader.name} took longer than ${timeoutMs} ms`)),
  );
  try {
    const answer = await Promise.race([reader.read({ Records: [...records] }), late.promise]);
    const failures = PartialFailure.safeParse(answer).data?.batchItemFailures ?? [];
    const failed = new Set(failures.map((failure) => failure.itemIdentifier));
    const first = records.findIndex((record) => failed.has(record.dynamodb.SequenceNumber));
    if (first < 0) return { doneCount: records.length, culpritKnown: false };
    return { doneCount: first, culpritKnown: true, reason: new Error('the reader reported it in batchItemFailures') };
  } catch (reason) {
    return { doneCount: 0, culpritKnown: records.length === 1, reason };
  } finally {
    cancel();
  }
}

/** Remembers one ring, so that none is missed between looking and waiting. */
function createDoorbell() {
  let next = Promise.withResolvers<void>();
  return {
    ring: () => next.resolve(),
    rung: async () => {
      await next.promise;
      next = Promise.withResolvers();
    },
  };
}
