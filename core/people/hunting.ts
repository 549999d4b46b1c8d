import type { DeviceLeg, Reach } from '#core/contracts/call-record.ts';
import type { Device, Hunting } from '#core/contracts/device.ts';

/** What to do next in a hunt. */
export type HuntStep =
  /** Ring these now, in this order. */
  | { readonly next: 'ring'; readonly devices: readonly Device[] }
  /** Somebody is being rung: wait for them. */
  | { readonly next: 'wait' }
  /** One device took the call. */
  | { readonly next: 'won' }
  /** Every device declined or was not reached. */
  | { readonly next: 'nobody' };

const beingTried = (leg: DeviceLeg) => leg.state === 'ringing' || leg.state === 'answered';

/**
 * Which devices to ring now, given what became of those already rung. Asked after every change of a leg; the answer depends on the record
 * only, so asking twice does no harm (a device is rung by whoever moves its leg from `waiting` to `ringing`).
 */
export function nextLegs(reach: Reach, devices: readonly Device[], hunting: Hunting): HuntStep {
  if (reach.winner !== null) return { next: 'won' };
  const someoneIsTried = reach.legs.some(beingTried);
  if (someoneIsTried && hunting === 'sequential') return { next: 'wait' };
  const waiting = new Set(reach.legs.filter((leg) => leg.state === 'waiting').map((leg) => leg.deviceId));
  const candidates = devices.filter((device) => waiting.has(device.deviceId));
  const ring = hunting === 'sequential' ? candidates.slice(0, 1) : candidates;
  if (ring.length > 0) return { next: 'ring', devices: ring };
  return someoneIsTried ? { next: 'wait' } : { next: 'nobody' };
}

/** The longest time in ms that a hunt can take, which the keeper must be able to fill. `answerMs`: what a person has to press a key. */
export function longestHuntMs(devices: readonly Device[], hunting: Hunting, answerMs: number): number {
  const each = devices.map((device) => device.ringSeconds * 1000 + answerMs);
  return hunting === 'sequential' ? each.reduce((sum, ms) => sum + ms, 0) : Math.max(0, ...each);
}
