import { randomUUID } from 'node:crypto';
import type { CallId } from '#core/contracts/ids.ts';
import type { HeardCalls } from '#core/ports/peers.ts';
import type { StreamSession } from '#stream-worker/session/stream-session.ts';

/** The streams that this worker hears. */
export interface Registry {
  /** Replaces an older stream of the same track, which ends. */
  add(session: StreamSession): void;
  remove(session: StreamSession): void;
  company(callId: CallId): StreamSession | undefined;
  of(callId: CallId): readonly StreamSession[];
  all(): readonly StreamSession[];
  /** The calls whose company is heard. */
  heard(): HeardCalls;
  readonly size: number;
}

export function createRegistry(): Registry {
  const sessions = new Map<string, StreamSession>();
  // Versions of another process are others, though its address may be the same.
  const made = randomUUID();
  let changes = 0;
  const keyOf = ({ callId, track }: { callId: CallId; track: StreamSession['track'] }) => `${callId} ${track}`;
  return {
    add(session) {
      const older = sessions.get(keyOf(session));
      sessions.set(keyOf(session), session);
      changes += 1;
      void older?.end('a newer stream of the same track');
    },
    remove(session) {
      if (sessions.get(keyOf(session)) !== session) return;
      sessions.delete(keyOf(session));
      changes += 1;
    },
    company: (callId) => sessions.get(keyOf({ callId, track: 'inbound' })),
    of: (callId) => (['inbound', 'outbound'] as const).flatMap((track) => sessions.get(keyOf({ callId, track })) ?? []),
    all: () => [...sessions.values()],
    heard: () => ({
      version: `${made}-${changes}`,
      calls: [...sessions.values()].flatMap(({ callId, epoch, track }) =>
        track === 'inbound' ? [{ callId, epoch }] : [],
      ),
    }),
    get size() {
      return sessions.size;
    },
  };
}
