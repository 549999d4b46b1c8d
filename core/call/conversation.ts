import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent, Happening } from '#core/contracts/events.ts';
import type { CallId, DeviceId, EventId } from '#core/contracts/ids.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import type { NewEvent } from '#core/ports/call-store.ts';
import { type TellPorts, tell } from './tell.ts';

type Closed = Extract<Happening, { kind: 'bridge.closed' }>;

/** Nobody has talked to anybody in less: the agent left while the room was opened. */
export const LEAST_TALK_MS = 1_000;

/** One conversation a round of the hunt. */
export function openedId(round: number): EventId {
  return `bridge-opened-${round}` as EventId;
}

const enteredId = (round: number) => `entered-${round}` as EventId;

/** The person is in the room. Told by whoever learns it first, as one event. */
export async function personEntered(
  { calls, clock }: Pick<TellPorts, 'calls' | 'clock'>,
  { callId }: CallRecord,
  round: number,
  deviceId: DeviceId,
): Promise<void> {
  const at = Math.round(clock.now());
  await calls.append(callId, { eventId: enteredId(round), at, what: { kind: 'device.entered', deviceId } });
}

export async function hasEntered({ calls }: Pick<TellPorts, 'calls'>, callId: CallId, round: number): Promise<boolean> {
  return (await calls.event(callId, enteredId(round))) !== null;
}

/** Both are in the room: the company is led in only when the person is there. Told by whoever learns it first, as one event. */
export async function conversationOpened(
  { calls, clock }: Pick<TellPorts, 'calls' | 'clock'>,
  { callId, streamStartedAt }: CallRecord,
  round: number,
  deviceId: DeviceId,
): Promise<void> {
  const at = Math.round(clock.now());
  const atMs = mediaMs(Math.max(0, at - (streamStartedAt ?? at)));
  await calls.append(callId, {
    eventId: openedId(round),
    at,
    mediaMs: atMs,
    what: { kind: 'bridge.opened', deviceId },
  });
}

/** The conversation that has begun and not ended. */
export function openConversation(log: readonly CallEvent[]): CallEvent | null {
  const opened = log.findLast(({ what }) => what.kind === 'bridge.opened');
  if (!opened || log.some(({ eventId }) => eventId === closedId(opened))) return null;
  return opened;
}

const closedId = ({ eventId }: CallEvent) => `${eventId}-closed` as EventId;

/** The event that ends it. Told twice it is one event. `endedAt`: when the talk was over, `at`: when that was learned (epoch ms). */
export function conversationClosed(
  opened: CallEvent,
  by: Closed['by'],
  { endedAt, at }: { readonly endedAt: number; readonly at: number },
): NewEvent & { what: Closed } {
  const talkedMs = Math.max(0, Math.round(endedAt - opened.at));
  return { eventId: closedId(opened), at: Math.round(at), what: { kind: 'bridge.closed', by, talkedMs } };
}

/** The person leaves the room because the agent asked to hold: we hold again. The device's leg counts no more, so its end ends nothing. */
export async function backToHold(ports: TellPorts, call: CallRecord): Promise<'told' | 'gone'> {
  const { callId, waiting, reach } = call;
  if (waiting?.state !== 'Bridge') return 'gone';
  if (reach?.winner) await ports.calls.setDeviceLeg(callId, reach.round, reach.winner, { state: 'lost' });
  return tell(ports, callId, waiting, { kind: 'back_to_hold' });
}
