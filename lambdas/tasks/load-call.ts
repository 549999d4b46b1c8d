import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import type { CallId } from '#core/contracts/ids.ts';
import { StoreUnavailable } from '#core/errors.ts';
import { type MediaMs, mediaMs } from '#core/media/media-clock.ts';
import type { CallStore } from '#core/ports/call-store.ts';

/** @throws {StoreUnavailable} a running execution has a record, so its absence is a fault of the store */
export async function loadCall(calls: CallStore, callId: CallId): Promise<CallRecord> {
  const call = await calls.get(callId);
  if (!call) throw new StoreUnavailable('the record of a running call was not found');
  return call;
}

/**
 * The call with what was decided last. The log says it: a run of Decide that comes to its end late, when another did the same work before it,
 * may put an older action into the record.
 */
export async function loadDecided(calls: CallStore, callId: CallId): Promise<CallRecord> {
  return withDecision(await loadCall(calls, callId), await calls.events(callId));
}

export function withDecision(call: CallRecord, log: readonly CallEvent[]): CallRecord {
  const decided = log.findLast(({ what }) => what.kind === 'step.decided')?.what;
  return decided?.kind === 'step.decided' ? { ...call, action: decided.action } : call;
}

/** Media time of a moment: the streams run at the pace of the wall. */
export function mediaTimeOf(call: CallRecord, epochMs: number): MediaMs {
  return mediaMs(Math.max(0, Math.round(epochMs - (call.streamStartedAt ?? epochMs))));
}

/** The decision that a step carries out. A step that is run again carries out the same one. */
export function lastDecision(log: readonly CallEvent[]): CallEvent {
  const decision = log.findLast(({ what }) => what.kind === 'step.decided');
  if (!decision) throw new StoreUnavailable('the decision that led to this step was not found');
  return decision;
}
