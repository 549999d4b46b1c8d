import { reattachUntilHeard } from '#core/call/reattach.ts';
import type { CallId, EventId } from '#core/contracts/ids.ts';
import { HoldSlayerError } from '#core/errors.ts';
import type { WorkerDeps } from './worker.ts';

/** A worker noticed that nobody hears the company under this epoch any more: a new stream is asked for, unless somebody was quicker. Never throws. */
export async function hearAgain(
  deps: Pick<WorkerDeps, 'calls' | 'workflow' | 'telephony' | 'clock' | 'log'>,
  { callId, epoch }: { readonly callId: CallId; readonly epoch: number },
): Promise<void> {
  const at = Math.round(deps.clock.now());
  try {
    if ((await reattachUntilHeard(deps, callId, epoch)) !== 'attached') return;
    const what = { kind: 'stream.lost', epoch, track: 'inbound', reason: 'error' } as const;
    await deps.calls.append(callId, { eventId: `stream-lost-${epoch}-inbound` as EventId, at, what });
  } catch (error) {
    // The callback of its stream, the next step or the reaper finds it.
    const name = error instanceof HoldSlayerError ? error.name : 'unknown';
    deps.log.warn('a call that nobody hears got no new stream yet', { callId, epoch, error: name });
  }
}
