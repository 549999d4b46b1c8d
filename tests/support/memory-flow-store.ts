import type { FlowId } from '#core/contracts/ids.ts';
import type { FlowStore, StoredFlow } from '#core/ports/flow-store.ts';

/** A FlowStore without a database. */
export function memoryFlowStore(): FlowStore {
  const flows = new Map<FlowId, StoredFlow[]>();
  const newestFirst = (flowId: FlowId) => structuredClone(flows.get(flowId) ?? []).toReversed();
  const get = async (flowId: FlowId) => newestFirst(flowId)[0] ?? null;
  return {
    get,
    versions: async (flowId) => newestFirst(flowId),
    version: async (flowId, version) => newestFirst(flowId).find(({ flow }) => flow.version === version) ?? null,
    list: async (ownerId) =>
      [...flows.keys()]
        .flatMap((flowId) => newestFirst(flowId).slice(0, 1))
        .filter((one) => one.ownerId === ownerId)
        .toSorted((a, b) => (a.flow.number < b.flow.number ? -1 : 1)),
    put: async (entry, seen) => {
      const now = newestFirst(entry.flowId)[0];
      if (now?.revision !== seen?.revision || (now && entry.flow.version < now.flow.version)) return false;
      const others = (flows.get(entry.flowId) ?? []).filter(({ flow }) => flow.version !== entry.flow.version);
      flows.set(entry.flowId, [...others, structuredClone({ ...entry, revision: (seen?.revision ?? 0) + 1 })]);
      return true;
    },
    remove: async (flowId) => void flows.delete(flowId),
  };
}
