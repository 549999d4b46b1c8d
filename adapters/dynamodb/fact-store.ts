import { Entity } from 'electrodb';
import type { CallId } from '#core/contracts/ids.ts';
import { FactsUnreadable } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { FactStore } from '#core/ports/fact-store.ts';
import type { DynamoDbStoreOptions } from './call-store.ts';
import { guarded } from './faults.ts';
import { seal, unseal } from './sealed.ts';

/** Facts are forgotten when their call ends; those of a call that never ended, after this long. */
const KEPT_SECONDS = 2 * 24 * 3_600;

function factEntity({ client, table }: DynamoDbStoreOptions) {
  return new Entity(
    {
      model: { entity: 'fact', version: '1', service: 'hold_slayer' },
      attributes: {
        callId: { type: 'string', required: true },
        name: { type: 'string', required: true },
        sealed: { type: 'string', required: true },
        ttl: { type: 'number', required: true },
      },
      indexes: {
        ofCall: {
          pk: { field: 'pk', composite: ['callId'], casing: 'none' },
          sk: { field: 'sk', composite: ['name'], casing: 'none' },
        },
      },
    },
    { client, table },
  );
}

/** Facts in DynamoDB, each sealed for its call and name. `key`: 32 bytes. */
export function dynamoDbFactStore(
  options: DynamoDbStoreOptions & { readonly key: Uint8Array; readonly clock: Pick<Clock, 'now'> },
): FactStore {
  const facts = factEntity(options);
  const placeOf = (callId: CallId, name: string) => `${callId}\n${name}`;
  const read = async (callId: CallId) =>
    (await guarded(() => facts.query.ofCall({ callId }).go({ pages: 'all', consistent: true }))).data;

  /** Without what was sealed by another key: FACTS_KEY was changed while the call lived. */
  async function readable(callId: CallId): Promise<(readonly [name: string, value: string])[]> {
    return (await read(callId)).flatMap(({ name, sealed }) => {
      try {
        return [[name, unseal(options.key, placeOf(callId, name), sealed)] as const];
      } catch (error) {
        if (error instanceof FactsUnreadable) return [];
        throw error;
      }
    });
  }

  return {
    put: async (callId, given) => {
      const ttl = Math.ceil(options.clock.now() / 1000) + KEPT_SECONDS;
      for (const [name, value] of Object.entries(given)) {
        const sealed = seal(options.key, placeOf(callId, name), value);
        await guarded(() => facts.put({ callId, name, sealed, ttl }).go());
      }
    },

    names: async (callId) => (await readable(callId)).map(([name]) => name),

    all: async (callId) => Object.fromEntries(await readable(callId)),

    forget: async (callId) => {
      for (const { name } of await read(callId)) await guarded(() => facts.delete({ callId, name }).go());
    },
  };
}
