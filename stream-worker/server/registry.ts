import type { CallId } from '#core/contracts/ids.ts';
import type { StreamSession } from '#stream-worker/session/stream-session.ts';

/** The streams that this worker hears. */
export interface Registry {
  /** Replaces an older stream of the same track, which ends. */
  add(session: StreamSession): void;
  remove(session: StreamSession): void;
  company(callId: CallId): StreamSession | undefined;
  of(callId: CallId): readonly StreamSession[];
  all(): readonly StreamSession[];
  readonly size: number;
}

export function createRegistry(): Registry {
  const sessions = new Map<string, StreamSession>();
  const keyOf = ({ callId, track }: { callId: CallId; track: StreamSession['track'] }) => `${callId} ${track}`;
  return {
    add(session) {
      const older = sessions.get(keyOf(session));
      sessions.set(keyOf(session), session);
      void older?.end('a newer stream of the same track');
    },
    remove(session) {
      if (sessions.get(keyOf(session)) === session) sessions.delete(keyOf(session));
    },
    company: (callId) => sessions.get(keyOf({ callId, track: 'inbound' })),
    of: (callId) => (['inbound', 'outbound'] as const).flatMap((track) => sessions.get(keyOf({ callId, track })) ?? []),
    all: () => [...sessions.values()],
    get size() {
      return sessions.size;
    },
  };
}
