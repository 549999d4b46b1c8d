import type { CallRecord } from '#core/contracts/call-record.ts';
import type { Device } from '#core/contracts/device.ts';
import type { CallId, CallSid, EventId } from '#core/contracts/ids.ts';
import { CallRefused, CarrierUnavailable } from '#core/errors.ts';
import { nextLegs } from '#core/people/hunting.ts';
import { deviceAnnouncement } from '#core/people/sentences.ts';
import type { StartLine } from '#core/ports/start-line.ts';
import type { Log } from '#core/ports/telemetry.ts';
import { isEnding } from './after-the-end.ts';
import { startBeforeAll } from './in-line.ts';
import type { LegPorts } from './leg.ts';
import { tell } from './tell.ts';

export interface HuntPorts extends LegPorts {
  readonly log: Log;
  readonly line: StartLine;
}

/** An agent waits meanwhile, so a carrier that does not answer is asked again soon. */
const TRY_AGAIN_AFTER_MS = [500, 1_000, 2_000] as const;

/**
 * Rings whoever is next in the hunting order; tells the waiting step when nobody is left. Called when the hunt begins and whenever a
 * device's leg has ended; safe to repeat, since each leg is claimed before it is rung.
 * @throws {CarrierUnavailable} devices are left that could not be rung; call it again
 */
export async function hunt(ports: HuntPorts, callId: CallId): Promise<void> {
  for (let failures = 0; ; ) {
    const call = await ports.calls.get(callId);
    if (!call?.reach || !isWanted(call)) return;
    const step = nextLegs(call.reach, call.request.devices, call.request.hunting);
    if (step.next === 'nobody' && call.waiting?.state === 'ReachUser') {
      await tell(ports, callId, call.waiting, { kind: 'unreachable' });
    }
    if (step.next !== 'ring') return;
    const rung = await Promise.all(step.devices.map((device) => ringOne(ports, call, device)));
    if (rung.includes('unavailable')) {
      const waitMs = TRY_AGAIN_AFTER_MS[failures++];
      if (waitMs === undefined) throw new CarrierUnavailable('a device could not be rung');
      await ports.clock.sleep(waitMs);
    } else if (!rung.includes('refused')) return;
  }
}

/** Nobody has taken the call yet, and there is still something to take. */
function isWanted(call: CallRecord): boolean {
  const { state, reach, legEndedAt, cancelRequestedAt } = call;
  const isOver = legEndedAt !== null || cancelRequestedAt !== null || isEnding(call);
  return state === 'reaching' && reach?.winner === null && !isOver;
}

async function ringOne(
  ports: HuntPorts,
  call: CallRecord,
  device: Device,
): Promise<'ringing' | 'refused' | 'unavailable'> {
  const { calls, telephony, clock } = ports;
  const { callId, reach } = call;
  if (!reach) return 'ringing';
  const { round } = reach;
  const { deviceId } = device;
  const at = () => Math.round(clock.now());
  if (!(await calls.setDeviceLeg(callId, round, deviceId, { state: 'ringing' }, ['waiting']))) return 'ringing';
  await calls.append(callId, {
    eventId: `ringing-${round}-${deviceId}` as EventId,
    at: at(),
    what: { kind: 'device.ringing', deviceId, round },
  });
  try {
    const announcement = deviceAnnouncement(call.request);
    const [callSid] = await Promise.all([
      telephony.ringDevice({ callId, round, device, announcement }),
      startBeforeAll(ports),
    ]);
    await calls.setDeviceLeg(callId, round, deviceId, { state: 'ringing', callSid }, ['ringing']);
    await stopIfUnwanted(ports, callId, deviceId, callSid);
    return 'ringing';
  } catch (error) {
    if (error instanceof CarrierUnavailable) return afterUnknown(ports, callId, round, deviceId);
    if (!(error instanceof CallRefused)) throw error;
    await calls.setDeviceLeg(callId, round, deviceId, { state: 'unreached' }, ['ringing']);
    const what = { kind: 'device.unreached', deviceId, reason: error.message } as const;
    await calls.append(callId, { eventId: `refused-${round}-${deviceId}` as EventId, at: at(), what });
    return 'refused';
  }
}

/** Somebody else accepted, or the company left, while this one was being rung: they could not stop a leg that had no name yet. */
async function stopIfUnwanted(
  { calls, telephony, log }: HuntPorts,
  callId: CallId,
  deviceId: Device['deviceId'],
  callSid: CallSid,
): Promise<void> {
  const now = await calls.get(callId);
  if (!now || isWanted(now) || now.reach?.winner === deviceId) return;
  try {
    await telephony.hangUp(callSid);
  } catch (error) {
    if (!(error instanceof CarrierUnavailable)) throw error;
    log.warn('a device rings in vain', { callId, error: error.name });
  }
}

/** The carrier may ring the device or not. Its first callback names the leg; without one it is rung again, since twice is better than never. */
async function afterUnknown(
  { calls, log }: HuntPorts,
  callId: CallId,
  round: number,
  deviceId: Device['deviceId'],
): Promise<'ringing' | 'unavailable'> {
  const leg = (await calls.get(callId))?.reach?.legs.find((one) => one.deviceId === deviceId);
  if (leg?.callSid) return 'ringing';
  log.warn('it is not known whether a device rings', { callId, round });
  return (await calls.setDeviceLeg(callId, round, deviceId, { state: 'waiting' }, ['ringing']))
    ? 'unavailable'
    : 'ringing';
}
