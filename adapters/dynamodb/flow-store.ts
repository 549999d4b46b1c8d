import { CustomAttributeType, Entity } from 'electrodb';
import { FlowId, OwnerId } from '#core/contracts/ids.ts';
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

  async function get(flowId: FlowId): Promise<StoredFlow | null> {
    const { data } = await guarded(() =>
      flows.query.versions({ flowId }).go({ order: 'desc', limit: 1, consistent: true }),
    );
    return data[0] ? storedOf(data[0]) : null;
  }

  async function versions(flowId: FlowId): Promise<readonly StoredFlow[]> {
    const { data } = await guarded(() =>
      flows.query.versions({ flowId }).go({ order: 'desc', pages: 'all', consistent: true }),
    );
    return data.map(storedOf);
  }

  return {
    get,
    versions,

    version: async (flowId, version) => {
      const { data } = await guarded(() => flows.get({ flowId, version }).go({ consistent: true }));
      return data === null ? null : storedOf(data);
    },

    list: async (ownerId) => {
      const { data } = await guarded(() => flows.query.byOwner({ ownerId }).go({ pages: 'all', hydrate: true }));
      const newest = await Promise.all(data.map(({ flowId }) => get(FlowId.parse(flowId))));
      return newest.filter((one) => one !== null);
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
      const all = await versions(flowId);
      const keys = all.map(({ flow: { version } }) => ({ flowId, version }));
      // The oldest last: as long as a version is there, the flow is found by its owner and can be removed again.
      for (const key of keys) await guarded(() => flows.delete(key).go());
    },
  };

  async function isListed(flowId: FlowId, version: number): Promise<boolean> {
    const { data } = await guarded(() => flows.get({ flowId, version }).go({ consistent: true }));
    return data?.listed === true;
  }
}

function storedOf(item: { flowId: string; ownerId: string; flow: Flow; revision: number; by: string }): StoredFlow {
  return {
    flowId: FlowId.parse(item.flowId),
    ownerId: OwnerId.parse(item.ownerId),
    flow: Flow.parse(item.flow),
    revision: item.revision,
    by: item.by,
  };
}
