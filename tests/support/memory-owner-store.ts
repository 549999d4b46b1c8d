import type { OwnerId } from '#core/contracts/ids.ts';
import type { Owner } from '#core/contracts/owner.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { OwnerStore } from '#core/ports/owner-store.ts';

/** An OwnerStore without a database. */
export function memoryOwnerStore(clock: Pick<Clock, 'now'>): OwnerStore {
  const owners = new Map<OwnerId, Owner>();
  const keys = new Map<string, OwnerId>();
  const connections = new Map<string, { ownerId: OwnerId; expiresAt: number }>();
  const marks = new Map<string, number>();
  const get = (ownerId: OwnerId | undefined) => (ownerId && owners.get(ownerId)) ?? null;
  return {
    put: async (owner) => void owners.set(owner.ownerId, structuredClone(owner)),
    get: async (ownerId) => structuredClone(get(ownerId)),
    addKey: async (ownerId, keyDigest) => void keys.set(keyDigest, ownerId),
    byKey: async (keyDigest) => structuredClone(get(keys.get(keyDigest))),
    bySmsNumber: async (number) =>
      structuredClone([...owners.values()].find(({ smsNumber }) => smsNumber === number) ?? null),
    addConnection: async (connectionId, ownerId, expiresAt) =>
      void connections.set(connectionId, { ownerId, expiresAt }),
    dropConnection: async (connectionId) => void connections.delete(connectionId),
    connections: async (ownerId) =>
      [...connections]
        .filter(([, connection]) => connection.ownerId === ownerId && connection.expiresAt > clock.now())
        .map(([connectionId]) => connectionId),
    once: async (key, expiresAt) => {
      if ((marks.get(key) ?? 0) > clock.now()) return false;
      marks.set(key, expiresAt);
      return true;
    },
    wasSaid: async (key) => (marks.get(key) ?? 0) > clock.now(),
  };
}
