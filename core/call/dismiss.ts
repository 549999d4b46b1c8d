import type { CallRecord, DeviceLeg } from '#core/contracts/call-record.ts';
import { CarrierUnavailable, LegEnded } from '#core/errors.ts';
import type { Log } from '#core/ports/telemetry.ts';
import type { LegPorts } from './leg.ts';

export interface DismissPorts extends Pick<LegPorts, 'calls' | 'telephony'> {
  readonly log: Log;
}

type ReachLegs = Pick<CallRecord, 'callId' | 'reach'>;

/**
 * Ends the legs of the person's devices: who rings stops ringing, who has picked up is told why. A leg that has ended already is fine.
 * @returns false when the carrier was out of reach for at least one of them
 */
export async function dismissLegs(
  { telephony, log }: Pick<DismissPorts, 'telephony' | 'log'>,
  callId: CallRecord['callId'],
  legs: readonly DeviceLeg[],
  text: string,
): Promise<boolean> {
  const done = await Promise.all(
    legs.map(async ({ callSid, state }) => {
      if (!callSid || isOver(state)) return true;
      try {
        await (state === 'ringing' ? telephony.hangUp(callSid) : telephony.dismissDevice(callSid, text));
        return true;
      } catch (error) {
        if (error instanceof LegEnded) return true;
        if (!(error instanceof CarrierUnavailable)) throw error;
        log.warn('a device could not be told', { callId, error: error.name });
        return false;
      }
    }),
  );
  return !done.includes(false);
}

/** The round is over for every device, so that the next human begins a new one; those who are still on a leg are told why. */
export async function endRound(ports: DismissPorts, { callId, reach }: ReachLegs, text: string): Promise<void> {
  const open = reach?.legs.filter(({ state }) => !isOver(state)) ?? [];
  if (!reach || open.length === 0) return;
  for (const { deviceId } of open) {
    const over = deviceId === reach.winner ? 'lost' : 'unreached';
    await ports.calls.setDeviceLeg(callId, reach.round, deviceId, { state: over }, OPEN);
  }
  await dismissLegs(ports, callId, open, text);
}

/** Whatever became of a leg since it was read: it ends with the round. */
const OPEN: readonly DeviceLeg['state'][] = ['waiting', 'ringing', 'answered', 'accepted'];

/** The device that took the call, as long as its leg is up. */
export function winnerOf({ reach }: Pick<CallRecord, 'reach'>): DeviceLeg | null {
  const leg = reach?.legs.find(({ deviceId }) => deviceId === reach.winner);
  return leg && !isOver(leg.state) ? leg : null;
}

function isOver(state: DeviceLeg['state']): boolean {
  return state === 'unreached' || state === 'declined' || state === 'lost';
}
