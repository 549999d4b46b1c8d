import { hunt } from '#core/call/hunt.ts';
import { performOnLeg } from '#core/call/leg.ts';
import { tell } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallId, TaskToken } from '#core/contracts/ids.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import { LegEnded } from '#core/errors.ts';
import { longestHuntMs } from '#core/people/hunting.ts';
import { keeper } from '#core/people/sentences.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { beginWaiting } from './begin-waiting.ts';
import { loadCall, mediaTimeOf } from './load-call.ts';

type Ports = Pick<Services, 'calls' | 'owners' | 'workflow' | 'workers' | 'telephony' | 'clock' | 'log' | 'meter'>;

/** From the answer to the pressed key: the announcement twice and time to think. */
const ANSWER_MS = 40_000;

/**
 * A human is on the line: the keeper greets at once, then the person's devices ring. The first pressed key wins; it is told by the
 * webhook of that device's leg.
 */
export async function reachUser(
  ports: Ports,
  { callId, taskToken }: { callId: CallId; taskToken: TaskToken },
): Promise<void> {
  const before = await loadCall(ports.calls, callId);
  const sinceMs = before.action?.next === 'reach_user' ? before.action.sinceMs : mediaTimeOf(before, ports.clock.now());
  const since = Math.round(ports.clock.now());
  const waiting: Waiting = { state: 'ReachUser', token: taskToken, since, sinceMs };
  const call = await beginWaiting(ports, callId, waiting, 'reaching');
  if (!call) return;
  if (!(await greet(ports, call, waiting))) return;
  await beginRound(ports, call);
  await hunt(ports, callId);
}

/** @returns false when the agent was gone already */
async function greet(ports: Ports, call: CallRecord, waiting: Waiting): Promise<boolean> {
  const owner = await ports.owners.get(call.ownerId);
  const { devices, hunting } = call.request;
  const { first, later, everyMs } = keeper(owner?.name ?? 'a customer', longestHuntMs(devices, hunting, ANSWER_MS));
  try {
    await performOnLeg(ports, call, { kind: 'keep', first, later, everyMs });
  } catch (error) {
    if (!(error instanceof LegEnded)) throw error;
    await tell(ports, call.callId, waiting, { kind: 'company_hung_up' });
    return false;
  }
  const at = Math.round(ports.clock.now());
  await ports.calls.append(call.callId, {
    at,
    mediaMs: mediaTimeOf(call, at),
    what: { kind: 'keeper.spoke', text: first },
  });
  return true;
}

/** A round that was begun by a run of this step that failed later is gone on with. */
async function beginRound(ports: Ports, call: CallRecord): Promise<void> {
  const { reach, request } = call;
  const goesOn =
    reach !== null &&
    reach.winner === null &&
    reach.legs.some(({ state }) => state === 'waiting' || state === 'ringing');
  if (goesOn) return;
  const deviceIds = request.devices.map(({ deviceId }) => deviceId);
  await ports.calls.beginReach(call.callId, (reach?.round ?? 0) + 1, deviceIds);
}
