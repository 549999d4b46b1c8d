import { marshall } from '@aws-sdk/util-dynamodb';
import type { CallEvent } from '#core/contracts/events.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Fates } from '#tests/simulation/fates.ts';
import type { Invoke } from './lambdas.ts';

/** Chances from 0 to 1, for each batch. */
export interface LogStreamFaults {
  /** Read seconds after it was written. */
  readonly late: number;
  /** Read again after it was dealt with. */
  readonly repeated: number;
}

export interface LogStream {
  appended(event: CallEvent): void;
  /** Events that no reader dealt with, after all tries. */
  readonly failed: number;
}

/** As the event source of the installation (`cdk/constructs/log-reader-source.ts`). */
const BATCH = 100;
const RETRIES = 8;
const USUAL_MS = [100, 400] as const;
const LATEST_MS = 20_000;
const RETRY_AFTER_MS = 500;

/** The table's stream: each call's events in order, to the readers of the log, at least once. A batch that fails is halved and read again. */
export function openLogStream(options: {
  readonly clock: Clock;
  readonly fates: Fates;
  readonly faults: LogStreamFaults;
  readonly invoke: Invoke;
}): LogStream {
  const { clock, fates, faults, invoke } = options;
  const waiting = new Map<string, object[]>();
  let failed = 0;

  async function read(records: readonly object[], tries = 0): Promise<void> {
    try {
      await invoke('LogReaders', { Records: records });
    } catch {
      if (tries >= RETRIES) {
        failed += records.length;
        return;
      }
      await clock.sleep(RETRY_AFTER_MS);
      const half = Math.ceil(records.length / 2);
      for (const part of [records.slice(0, half), records.slice(half)]) {
        if (part.length > 0) await read(part, tries + 1);
      }
    }
  }

  async function drain(callId: string, records: object[]): Promise<void> {
    while (records.length > 0) {
      const place = `log stream ${callId}`;
      const [least, most] = fates.strikes('log stream late', place, faults.late, callId) ? [0, LATEST_MS] : USUAL_MS;
      await clock.sleep(least + (most - least) * fates.draw(place));
      const batch = records.splice(0, BATCH);
      await read(batch);
      if (fates.strikes('log stream repeated', place, faults.repeated, callId)) await read(batch);
    }
    waiting.delete(callId);
  }

  return {
    appended: ({ callId, eventId, at, mediaMs, what }) => {
      const item = {
        __edb_e__: 'event',
        __edb_v__: '1',
        callId,
        eventId,
        at,
        what,
        ...(mediaMs === null ? {} : { mediaMs }),
      };
      const record = { eventName: 'INSERT', dynamodb: { NewImage: marshall(item, { removeUndefinedValues: true }) } };
      const records = waiting.get(callId);
      if (records) {
        records.push(record);
        return;
      }
      const begun = [record];
      waiting.set(callId, begun);
      void drain(callId, begun);
    },
    get failed() {
      return failed;
    },
  };
}
