import { costOf } from '#core/call/costs.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import type { CallId, EventId } from '#core/contracts/ids.ts';
import type { Outcome } from '#core/contracts/outcome.ts';
import { LegEnded } from '#core/errors.ts';
import { deviceSentences, farewellCanceled, farewellUnreachable } from '#core/people/sentences.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { loadCall, mediaTimeOf } from './load-call.ts';

type Ports = Pick<Services, 'calls' | 'owners' | 'telephony' | 'workers' | 'recordings' | 'clock' | 'log' | 'meter'>;

/** How long the last pieces of audio may take from the worker to the bucket. */
const LAST_PIECES_MS = 1_500;

/** Always the last step: nothing stays on the line, then recordings, costs and the one outcome. Safe to repeat. */
export async function finish(
  ports: Ports,
  input: { callId: CallId; failure: string | null },
): Promise<{ outcome: Outcome }> {
  const { calls, clock, meter } = ports;
  const call = await loadCall(calls, input.callId);
  if (call.outcome !== null && call.state === 'finished') return { outcome: call.outcome };
  const { outcome, reason } = ending(call, input.failure);
  await clearTheLine(ports, call, outcome);
  if (call.workerUrl)
    await ports.workers.send(call.workerUrl, { kind: 'finish', callId: call.callId, epoch: call.epoch });
  await clock.sleep(LAST_PIECES_MS);
  const recordings = await storeRecordings(ports, call);
  const at = Math.round(clock.now());
  const log = await calls.events(call.callId);
  const closed = bridgeClosed(call, log, at, outcome);
  if (closed) await calls.append(call.callId, closed);
  const cost = costOf(call, closed ? [...log, { ...closed, callId: call.callId, mediaMs: null }] : log);
  await calls.append(call.callId, {
    eventId: 'finished' as EventId,
    at,
    what: { kind: 'call.finished', outcome, reason, cost },
  });
  await calls.patch(call.callId, { state: 'finished', outcome, finishedAt: at, cost, recordings, waiting: null });
  meter.count('CallFinished', 1, 'Count', { outcome });
  return { outcome };
}

function ending(call: CallRecord, failure: string | null): { outcome: Outcome; reason: string } {
  if (failure !== null) return { outcome: 'failed', reason: failure };
  if (call.action?.next === 'finish') return { outcome: call.action.outcome, reason: call.action.reason };
  return { outcome: 'failed', reason: 'the call ended without a decision' };
}

/** Ends every leg that may be up. An agent and a person who wait are told why. */
async function clearTheLine(ports: Ports, call: CallRecord, outcome: Outcome): Promise<void> {
  const { telephony } = ports;
  if (call.companyCallSid) {
    const text = await farewell(ports, call, outcome);
    try {
      if (text) await telephony.perform(call.callId, call.companyCallSid, { kind: 'farewell', text });
      else await telephony.hangUp(call.companyCallSid);
    } catch (error) {
      if (!(error instanceof LegEnded)) throw error;
    }
  }
  for (const leg of call.reach?.legs ?? []) {
    if (!leg.callSid || leg.state === 'unreached' || leg.state === 'declined' || leg.state === 'lost') continue;
    if (leg.state === 'ringing') await telephony.hangUp(leg.callSid);
    else await telephony.dismissDevice(leg.callSid, toDevice(outcome));
  }
}

/** Only an agent who was kept waiting is owed a sentence. */
async function farewell(ports: Ports, call: CallRecord, outcome: Outcome): Promise<string | null> {
  if (call.legEndedAt !== null || call.state !== 'reaching') return null;
  const name = (await ports.owners.get(call.ownerId))?.name ?? 'the customer';
  return outcome === 'user_canceled' ? farewellCanceled(name) : farewellUnreachable(name);
}

function toDevice(outcome: Outcome): string {
  if (outcome === 'company_hung_up') return deviceSentences.companyGone;
  return outcome === 'user_canceled' ? deviceSentences.canceled : deviceSentences.ended;
}

/** A call without its recording is still finished: what failed is logged and the pieces stay in the bucket. */
async function storeRecordings(ports: Ports, call: CallRecord): Promise<CallRecord['recordings']> {
  try {
    const keys = await ports.recordings.compose(call.callId, call.createdAt);
    const at = Math.round(ports.clock.now());
    for (const [recording, key] of Object.entries(keys)) {
      await ports.calls.append(call.callId, {
        eventId: `recording-${recording}` as EventId,
        at,
        what: { kind: 'recording.stored', recording: recording as 'outbound' | 'inbound' | 'mixed', key },
      });
    }
    return keys;
  } catch (error) {
    ports.log.error('recordings could not be composed', {
      callId: call.callId,
      error: error instanceof Error ? error.name : 'unknown',
    });
    return null;
  }
}

function bridgeClosed(call: CallRecord, log: readonly CallEvent[], at: number, outcome: Outcome) {
  const opened = log.filter(({ what }) => what.kind === 'bridge.opened').at(-1);
  const closed = log.filter(({ what }) => what.kind === 'bridge.closed').at(-1);
  if (!opened || (closed && closed.at >= opened.at)) return null;
  const talkedMs = Math.max(0, (call.legEndedAt ?? at) - opened.at);
  const by =
    call.legEndedAt !== null
      ? ('company' as const)
      : outcome === 'user_canceled'
        ? ('canceled' as const)
        : ('user' as const);
  const eventId = `bridge-closed-${opened.eventId}` as EventId;
  return { eventId, at, mediaMs: mediaTimeOf(call, at), what: { kind: 'bridge.closed' as const, by, talkedMs } };
}
