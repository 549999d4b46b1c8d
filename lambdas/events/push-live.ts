import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { lineOf } from './line-of.ts';

/**
 * Shows an event in the live views of the call's owner, in all at once. A view that cannot be reached misses it; it can read the log.
 * @param unreached views that could not be reached just now: they are not tried again, and those that cannot be reached now are added
 */
export async function pushLive(
  { owners, live, log }: Pick<Services, 'owners' | 'live' | 'log'>,
  event: CallEvent,
  call: CallRecord,
  unreached: Set<string>,
): Promise<void> {
  const text = lineOf(event.what);
  if (text === null) return;
  const { callId, at, mediaMs, what } = event;
  const message = { callId, state: call.state, at, mediaMs, kind: what.kind, text };
  const views = (await owners.connections(call.ownerId)).filter((connectionId) => !unreached.has(connectionId));
  await Promise.all(
    views.map(async (connectionId) => {
      try {
        if ((await live.push(connectionId, message)) === 'gone') await owners.dropConnection(connectionId);
      } catch (error) {
        unreached.add(connectionId);
        log.warn('a live view was not reached', { callId, error: error instanceof Error ? error.name : 'unknown' });
      }
    }),
  );
}
