import { Entity } from 'electrodb';
import { StoreUnavailable } from '#core/errors.ts';
import type { StartLine } from '#core/ports/start-line.ts';
import type { DynamoDbStoreOptions } from './call-store.ts';
import { conditional, guarded } from './faults.ts';

const name = 'calls-started';
/** Slots lie a tenth further apart than the carrier asks, since the way from here to it is not always equally long. */
const MARGIN = 1.1;
/** The line turns from busy to idle at one moment, and somebody else may be first then: a second look is enough, a third is for luck. */
const TRIES = 3;

function lineEntity({ client, table }: DynamoDbStoreOptions) {
  return new Entity(
    {
      model: { entity: 'line', version: '1', service: 'hold_slayer' },
      attributes: {
        name: { type: 'string', required: true },
        /** The first slot that is free. */
        nextAt: { type: 'number' },
        /** When the last call really began. */
        startedAt: { type: 'number' },
        pushedMs: { type: 'number' },
      },
      indexes: {
        line: {
          pk: { field: 'pk', composite: ['name'], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
      },
    },
    { client, table },
  );
}

/**
 * The line as one item. While it is busy a slot is one addition, which never loses against another one; only the first of an idle line meets
 * a condition.
 * @param options.startsPerSecond what the carrier's account may start
 */
export function dynamoDbStartLine(options: DynamoDbStoreOptions & { readonly startsPerSecond: number }): StartLine {
  const line = lineEntity(options);
  const everyMs = Math.ceil((1000 * MARGIN) / options.startsPerSecond);

  async function take(now: number, push: boolean): Promise<{ startsAt: number; pushedMs: number }> {
    const added = push ? { nextAt: everyMs, pushedMs: everyMs } : { nextAt: everyMs };
    const started = push ? { startedAt: now } : {};
    for (let tries = 0; tries < TRIES; tries += 1) {
      const queued = await conditional(() =>
        line
          .update({ name })
          .add(added)
          .set(started)
          .where((a, { gt }) => gt(a.nextAt, now))
          .go({ response: 'all_new' }),
      );
      if (queued) return { startsAt: (queued.data.nextAt ?? 0) - everyMs, pushedMs: queued.data.pushedMs ?? 0 };
      const first = await conditional(() =>
        line
          .update({ name })
          .set({ nextAt: now + everyMs, ...started })
          .where((a, { lte, notExists }) => `${notExists(a.nextAt)} OR ${lte(a.nextAt, now)}`)
          .go({ response: 'all_new' }),
      );
      if (first) return { startsAt: now, pushedMs: first.data.pushedMs ?? 0 };
    }
    throw new StoreUnavailable('DynamoDB: no slot in the line could be taken');
  }

  return {
    everyMs,
    join: (now) => take(now, false),
    begin: async (now) => {
      const begun = await conditional(() =>
        line
          .update({ name })
          .set({ startedAt: now })
          .where((a, { lte, notExists }) => `${notExists(a.startedAt)} OR ${lte(a.startedAt, now - everyMs)}`)
          .go(),
      );
      if (begun) return 0;
      const { data } = await guarded(() => line.get({ name }).go({ consistent: true }));
      return Math.max(1, (data?.startedAt ?? 0) + everyMs - now);
    },
    pushIn: async (now) => void (await take(now, true)),
    pushedMs: async () => {
      const { data } = await guarded(() => line.get({ name }).go({ consistent: true }));
      return data?.pushedMs ?? 0;
    },
  };
}
