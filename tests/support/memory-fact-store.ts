import type { CallId } from '#core/contracts/ids.ts';
import type { FactStore } from '#core/ports/fact-store.ts';

/** A FactStore without a database. */
export function memoryFactStore(): FactStore {
  const facts = new Map<CallId, Readonly<Record<string, string>>>();
  return {
    put: async (callId, given) => void facts.set(callId, { ...facts.get(callId), ...given }),
    names: async (callId) => Object.keys(facts.get(callId) ?? {}).toSorted(),
    all: async (callId) => facts.get(callId) ?? {},
    forget: async (callId) => void facts.delete(callId),
  };
}
