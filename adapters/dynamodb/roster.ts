import { Entity } from 'electrodb';
import { ROSTER_VALID_MS, type Roster } from '#core/ports/peers.ts';
import type { DynamoDbStoreOptions } from './call-store.ts';
import { guarded } from './faults.ts';

const name = 'workers';

function workerEntity({ client, table }: DynamoDbStoreOptions) {
  return new Entity(
    {
      model: { entity: 'worker', version: '1', service: 'hold_slayer' },
      attributes: {
        name: { type: 'string', required: true },
        workerUrl: { type: 'string', required: true },
        /** Epoch ms. */
        livesUntil: { type: 'number', required: true },
        ttl: { type: 'number', required: true },
      },
      indexes: {
        all: {
          pk: { field: 'pk', composite: ['name'], casing: 'none' },
          sk: { field: 'sk', composite: ['workerUrl'], casing: 'none' },
        },
      },
    },
    { client, table },
  );
}

/** One item a worker, all under one key, so that one query tells them all. */
export function dynamoDbRoster(options: DynamoDbStoreOptions): Roster {
  const workers = workerEntity(options);
  return {
    enter: async (workerUrl, now) => {
      const livesUntil = Math.round(now + ROSTER_VALID_MS);
      await guarded(() => workers.put({ name, workerUrl, livesUntil, ttl: Math.ceil(livesUntil / 1000) }).go());
    },
    leave: async (workerUrl) => {
      await guarded(() => workers.delete({ name, workerUrl }).go());
    },
    all: async (now) => {
      const { data } = await guarded(() => workers.query.all({ name }).go({ pages: 'all' }));
      return data.filter(({ livesUntil }) => livesUntil > now).map(({ workerUrl }) => workerUrl);
    },
  };
}
