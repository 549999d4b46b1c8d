import { CustomAttributeType, Entity } from 'electrodb';
import type { OwnerId } from '#core/contracts/ids.ts';
import { Owner } from '#core/contracts/owner.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { OwnerStore } from '#core/ports/owner-store.ts';
import type { DynamoDbStoreOptions } from './call-store.ts';
import { claim, guarded } from './faults.ts';

const service = 'hold_slayer';
const text = { type: 'string', required: true } as const;
const seconds = { type: 'number', required: true } as const;
const record = { field: 'sk', composite: [], casing: 'none' } as const;

function entities({ client, table }: DynamoDbStoreOptions) {
  const owners = new Entity(
    {
      model: { entity: 'owner', version: '1', service },
      attributes: {
        ownerId: text,
        smsNumber: { type: 'string' },
        owner: { type: CustomAttributeType<Owner>('any'), required: true },
      },
      indexes: {
        record: { pk: { field: 'pk', composite: ['ownerId'], casing: 'none' }, sk: record },
        bySmsNumber: {
          index: 'gsi1',
          projection: 'keys_only',
          pk: { field: 'gsi1pk', composite: ['smsNumber'], casing: 'none' },
          sk: { field: 'gsi1sk', composite: ['ownerId'], casing: 'none' },
        },
      },
    },
    { client, table },
  );
  const keys = new Entity(
    {
      model: { entity: 'key', version: '1', service },
      attributes: { keyDigest: text, ownerId: text },
      indexes: { record: { pk: { field: 'pk', composite: ['keyDigest'], casing: 'none' }, sk: record } },
    },
    { client, table },
  );
  const connections = new Entity(
    {
      model: { entity: 'connection', version: '1', service },
      attributes: { connectionId: text, ownerId: text, ttl: seconds },
      indexes: {
        record: { pk: { field: 'pk', composite: ['connectionId'], casing: 'none' }, sk: record },
        byOwner: {
          index: 'gsi1',
          projection: 'keys_only',
          pk: { field: 'gsi1pk', composite: ['ownerId'], casing: 'none' },
          sk: { field: 'gsi1sk', composite: ['connectionId'], casing: 'none' },
        },
      },
    },
    { client, table },
  );
  const marks = new Entity(
    {
      model: { entity: 'mark', version: '1', service },
      attributes: { key: text, ttl: seconds, saidBy: text },
      indexes: { record: { pk: { field: 'pk', composite: ['key'], casing: 'none' }, sk: record } },
    },
    { client, table },
  );
  return { owners, keys, connections, marks };
}

/** Owners, their API keys and live views in DynamoDB. DynamoDB removes what has expired within two days, so expiry is looked at here too. */
export function dynamoDbOwnerStore(options: DynamoDbStoreOptions & { readonly clock: Pick<Clock, 'now'> }): OwnerStore {
  const { owners, keys, connections, marks } = entities(options);
  const nowSeconds = () => Math.floor(options.clock.now() / 1000);
  const toSeconds = (ms: number) => Math.ceil(ms / 1000);

  async function get(ownerId: OwnerId): Promise<Owner | null> {
    const { data } = await guarded(() => owners.get({ ownerId }).go({ consistent: true }));
    return data === null ? null : Owner.parse(data.owner);
  }

  return {
    get,

    put: async (owner) => {
      const { ownerId, smsNumber } = owner;
      await guarded(() => owners.put({ ownerId, owner, ...(smsNumber === null ? {} : { smsNumber }) }).go());
    },

    addKey: async (ownerId, keyDigest) => {
      await guarded(() => keys.put({ keyDigest, ownerId }).go());
    },

    byKey: async (keyDigest) => {
      const { data } = await guarded(() => keys.get({ keyDigest }).go({ consistent: true }));
      return data === null ? null : get(data.ownerId as OwnerId);
    },

    bySmsNumber: async (smsNumber) => {
      const { data } = await guarded(() => owners.query.bySmsNumber({ smsNumber }).go({ hydrate: true }));
      const found = data.map(({ owner }) => Owner.parse(owner)).find((owner) => owner.smsNumber === smsNumber);
      return found ?? null;
    },

    addConnection: async (connectionId, ownerId, expiresAt) => {
      await guarded(() => connections.put({ connectionId, ownerId, ttl: toSeconds(expiresAt) }).go());
    },

    dropConnection: async (connectionId) => {
      await guarded(() => connections.delete({ connectionId }).go());
    },

    connections: async (ownerId) => {
      const { data } = await guarded(() => connections.query.byOwner({ ownerId }).go({ pages: 'all', hydrate: true }));
      return data.filter(({ ttl }) => ttl > nowSeconds()).map(({ connectionId }) => connectionId);
    },

    once: (key, expiresAt) =>
      claim(
        (saidBy) =>
          marks
            .put({ key, ttl: toSeconds(expiresAt), saidBy })
            .where((a, { notExists, lte }) => `${notExists(a.key)} OR ${lte(a.ttl, nowSeconds())}`)
            .go(),
        async () => (await marks.get({ key }).go({ consistent: true })).data?.saidBy,
      ),

    wasSaid: async (key) => {
      const { data } = await guarded(() => marks.get({ key }).go({ consistent: true }));
      return data !== null && data.ttl > nowSeconds();
    },
  };
}
