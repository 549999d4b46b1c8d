import { CustomAttributeType, Entity } from 'electrodb';
import { z } from 'zod';
import { FlowId, OwnerId } from '#core/contracts/ids.ts';
import { StoreUnavailable } from '#core/errors.ts';
import { Flow } from '#core/navigation/flow.ts';
import type { FlowStore, StoredFlow } from '#core/ports/flow-store.ts';
import type { DynamoDbStoreOptions } from './call-store.ts';
import { claim, guarded } from './faults.ts';

/** One item a version; the newest is the last of its partition. Only the first is in the index of the owner: it stands for all. */
function flowEntity({ client, table }: DynamoDbStoreOptions) {
  return new Entity(
    {
      model: { entity: 'flow', version: '1', service: 'hold_slayer' },
      attributes: {
        flowId: { type: 'string', required: true },
        version: { type: 'number', required: true, padding: { length: 9, char: '0' } },
        ownerId: { type: 'string', required: true },
        /** True in the version that the flow began with. */
        listed: { type: 'boolean', required: true },
        number: { type: 'string', required: true },
        flow: { type: CustomAttributeType<Flow>('any'), required: true },
        revision: { type: 'number', required: true },
        by: { type: 'string', required: true },
        /** Id of the write, see `claim`. */
        writtenBy: { type: 'string', required: true },
      },
      indexes: {
        versions: {
          pk: { field: 'pk', composite: ['flowId'], casing: 'none' },
          sk: { field: 'sk', composite: ['version'], casing: 'none' },
        },
        byOwner: {
          index: 'gsi1',
          projection: 'keys_only',
          condition: ({ listed }: { listed?: boolean }) => listed === true,
          pk: { field: 'gsi1pk', composite: ['ownerId'], casing: 'none' },
          sk: { field: 'gsi1sk', composite: ['number', 'flowId'], casing: 'none' },
        },
      },
    },
    { client, table },
  );
}

/** Flows and their versions in DynamoDB. */
export function dynamoDbFlowStore(options: DynamoDbStoreOptions): FlowStore {
  const flows = flowEntity(options);

  async function newestOf(flowId: string) {
    const { data } = await guarded(() =>
      flows.query.versions({ flowId }).go({ order: 'desc', limit: 1, consistent: true }),
    );
    return data[0] ?? null;
  }

  async function get(flowId: FlowId): Promise<StoredFlow | null> {
    const item = await newestOf(flowId);
    return item && storedOf(item);
  }

  async function itemsOf(flowId: FlowId) {
    const { data } = await guarded(() =>
      flows.query.versions({ flowId }).go({ order: 'desc', pages: 'all', consistent: true }),
    );
    return data;
  }

  return {
    get,

    versions: async (flowId) => (await itemsOf(flowId)).map(storedOf),

    version: async (flowId, version) => {
      const { data } = await guarded(() => flows.get({ flowId, version }).go({ consistent: true }));
      return data === null ? null : storedOf(data);
    },

    list: async (ownerId) => {
      const { data } = await guarded(() => flows.query.byOwner({ ownerId }).go({ pages: 'all', hydrate: true }));
      const newest = await Promise.all(data.map(({ flowId }) => newestOf(flowId)));
      return newest.flatMap((item) => (item ? (readStored(item) ?? []) : []));
    },

    put: async ({ flowId, ownerId, flow, by }, seen) => {
      const { version, number } = flow;
      if (seen && version < seen.flow.version) return false;
      if (seen === null && (await get(flowId)) !== null) return false;
      const listed = seen === null || (seen.flow.version === version && (await isListed(flowId, version)));
      const item = { flowId, version, ownerId, number, flow, by, listed, revision: (seen?.revision ?? 0) + 1 };
      return claim(
        (writtenBy) =>
          flows
            .put({ ...item, writtenBy })
            .where((a, { eq, notExists }) =>
              seen?.flow.version === version ? eq(a.revision, seen.revision) : notExists(a.flowId),
            )
            .go(),
        async () => (await flows.get({ flowId, version }).go({ consistent: true })).data?.writtenBy,
      );
    },

    remove: async (flowId) => {
      const keys = (await itemsOf(flowId)).map(({ version }) => ({ flowId, version }));
      // The oldest last: as long as a version is there, the flow is found by its owner and can be removed again.
      for (const key of keys) await guarded(() => flows.delete(key).go());
    },
  };

  async function isListed(flowId: FlowId, version: number): Promise<boolean> {
    const { data } = await guarded(() => flows.get({ flowId, version }).go({ consistent: true }));
    return data?.listed === true;
  }
}

const Stored = z.object({ flowId: FlowId, ownerId: OwnerId, flow: Flow, revision: z.number(), by: z.string() });

/** Null: another version of us wrote it, before a deployment was taken back. */
function readStored(item: object): StoredFlow | null {
  return Stored.safeParse(item).data ?? null;
}

/** @throws {StoreUnavailable} another version wrote it: a call reads the menus then, as without a store */
function storedOf(item: object): StoredFlow {
  const stored = readStored(item);
  if (stored) return stored;
  throw new StoreUnavailable('DynamoDB: a flow of no form that this version knows');
}
