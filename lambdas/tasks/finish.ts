import { conversationClosed, openConversation } from '#core/call/conversation.ts';
import { costOf } from '#core/call/costs.ts';
import { type CallRecord, RecordingKind } from '#core/contracts/call-record.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import type { CallId, EventId } from '#core/contracts/ids.ts';
import type { Outcome } from '#core/contracts/outcome.ts';
import { CarrierUnavailable, HoldSlayerError, StoreUnavailable } from '#core/errors.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { clearTheLine } from './clear-the-line.ts';
import { withDecision } from './load-call.ts';

type Ports = Pick<
  Services,
  'calls' | 'owners' | 'flows' | 'facts' | 'telephony' | 'workers' | 'recordings' | 'clock' | 'log' | 'meter'
>;

/** How long the last pieces of audio may take from the worker to the bucket. */
const LAST_PIECES_MS = 1_500;
/** Composing takes seconds itself; the step may take a minute. */
const COMPOSE_AGAIN_AFTER_MS = [1_000, 3_000, 6_000] as const;

/**
 * Always the last step: the end is written down first, so that nothing new is begun and what is in hand elsewhere ends itself; then nothing stays on
 * the line, then recordings, costs and the one outcome. Safe to repeat. A carrier that cannot be reached does not keep the call from being finished: it
 * is finished, and the step fails so that the line is cleared by its next run.
 * @param settles false: it is finished only when the line is clear, since no state machine runs the step again
 * @throws {CarrierUnavailable}
 */
export async function finish(
  ports: Ports,
  input: { callId: CallId; failure: string | null },
  { settles = true }: { settles?: boolean } = {},
): Promise<{ outcome: Outcome }> {
  const ended = await ports.calls.beginEnd(input.callId, ports.clock.now());
  const log = await ports.calls.events(input.callId);
  const call = withDecision(ended, log);
  const { outcome, reason } = ending(call, log, input.failure);
  const isClear = await clearTheLine(ports, call, log, outcome);
  if (call.state !== 'finished' && (isClear || settles)) await settle(ports, call, outcome, reason);
  if (!isClear) throw new CarrierUnavailable('the line could not be cleared yet');
  return { outcome };
}

async function settle(ports: Ports, call: CallRecord, outcome: Outcome, reason: string): Promise<void> {
  const { calls, clock, meter } = ports;
  const { callId } = call;
  if (call.workerUrl) await ports.workers.send(call.workerUrl, { kind: 'finish', callId, epoch: call.epoch });
  // The language of menus takes longer to read than all else together: meanwhile.
  const [{ keepWhatWasLearned }] = await Promise.all([import('./learn.ts'), clock.sleep(LAST_PIECES_MS)]);
  const recordings = await storeRecordings(ports, call);
  const at = Math.round(clock.now());
  const opened = openConversation(await calls.events(callId));
  if (opened) await calls.append(callId, closing(call, opened, outcome, at));
  const cost = costOf(call, await calls.events(callId), at);
  await keepWhatWasLearned(ports, call, await calls.events(callId), outcome);
  await forgetFacts(ports, callId);
  await calls.append(callId, {
    eventId: 'finished' as EventId,
    at,
    what: { kind: 'call.finished', outcome, reason, cost },
  });
  await calls.patch(callId, { state: 'finished', outcome, finishedAt: at, cost, recordings, waiting: null });
  meter.count('CallFinished', 1, 'Count', { outcome });
}

function ending(
  call: CallRecord,
  log: readonly CallEvent[],
  failure: string | null,
): { outcome: Outcome; reason: string } {
  if (call.outcome !== null) return { outcome: call.outcome, reason: '' };
  const talked = log.some(({ what }) => what.kind === 'bridge.opened');
  if (failure !== null) return { outcome: talked ? 'connected' : 'failed', reason: failure };
  if (call.action?.next === 'finish') return { outcome: call.action.outcome, reason: call.action.reason };
  return { outcome: talked ? 'connected' : 'failed', reason: 'the call ended without a decision' };
}

async function storeRecordings(ports: Ports, call: CallRecord): Promise<CallRecord['recordings']> {
  const keys = await composed(ports, call);
  const at = Math.round(ports.clock.now());
  for (const recording of RecordingKind.options) {
    const key = keys?.[recording];
    if (key === undefined) continue;
    const eventId = `recording-${recording}` as EventId;
    await ports.calls.append(call.callId, { eventId, at, what: { kind: 'recording.stored', recording, key } });
  }
  return keys;
}

/** What was given for the call has no use after it. If it cannot be removed now, it expires. */
async function forgetFacts({ facts, log }: Pick<Ports, 'facts' | 'log'>, callId: CallId): Promise<void> {
  try {
    await facts.forget(callId);
  } catch (error) {
    if (!(error instanceof HoldSlayerError)) throw error;
    log.warn('the facts of a call could not be removed; they expire', { callId, error: error.name });
  }
}

/** A call without its recording is still finished: what failed is logged and the pieces stay in the bucket. */
async function composed({ recordings, clock, log }: Ports, call: CallRecord): Promise<CallRecord['recordings']> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await recordings.compose(call.callId, call.createdAt);
    } catch (error) {
      const waitMs = error instanceof StoreUnavailable ? COMPOSE_AGAIN_AFTER_MS[tries] : undefined;
      if (waitMs === undefined) {
        const name = error instanceof Error ? error.name : 'unknown';
        log.error('recordings could not be composed', { callId: call.callId, error: name });
        return null;
      }
      await clock.sleep(waitMs);
    }
  }
}

/** A conversation that no decision closed: the state machine failed in the middle of it. */
function closing({ legEndedAt }: CallRecord, opened: CallEvent, outcome: Outcome, at: number) {
  const by = legEndedAt !== null ? 'company' : outcome === 'user_canceled' ? 'canceled' : 'user';
  return conversationClosed(opened, by, { endedAt: legEndedAt ?? at, at });
}
