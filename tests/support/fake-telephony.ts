import { CallSid } from '#core/contracts/ids.ts';
import { CallRefused, LegEnded } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { LegScript, LegStatus, StreamOrder, Telephony } from '#core/ports/telephony.ts';

/** A leg as the carrier has it. */
export interface FakeLeg {
  readonly callSid: CallSid;
  readonly to: string;
  readonly startedAt: number;
  status: LegStatus['status'];
  /** What it was told to play, in order. */
  readonly played: LegScript[];
  readonly streams: StreamOrder[];
  /** The last sentence of a device that was dismissed. */
  dismissedWith: string | null;
}

export interface FakeTelephony extends Telephony {
  /** All legs, in the order in which they were begun. */
  readonly legs: readonly FakeLeg[];
  /** Those to a number or address. */
  to(address: string): readonly FakeLeg[];
  /** The far end, or its network, changes the status of a leg. */
  become(callSid: CallSid, status: LegStatus['status']): void;
  /** The far end of a leg is led into a room. */
  enter(callSid: CallSid, room: string): void;
  /** Numbers that the carrier will not call. */
  readonly refused: Set<string>;
  /** What a stream that was ordered leads to; default nothing. */
  onStream: (order: StreamOrder) => Promise<unknown>;
}

const over: ReadonlySet<LegStatus['status']> = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

/** A carrier that does what it is told and remembers it. To make it fail, wrap it in `breakable`. */
export function fakeTelephony(clock: Pick<Clock, 'now'>): FakeTelephony {
  const legs: FakeLeg[] = [];
  const refused = new Set<string>();
  const rooms = new Map<string, Set<CallSid>>();

  function begin(to: string): CallSid {
    if (refused.has(to)) throw new CallRefused('Twilio knows no such number.', 21211);
    const callSid = CallSid.parse(`CA${String(legs.length + 1).padStart(32, '0')}`);
    const startedAt = clock.now();
    legs.push({ callSid, to, startedAt, status: 'queued', played: [], streams: [], dismissedWith: null });
    return callSid;
  }

  function find(callSid: CallSid): FakeLeg {
    const leg = legs.find((one) => one.callSid === callSid);
    if (!leg) throw new LegEnded('no such leg');
    return leg;
  }

  function live(callSid: CallSid): FakeLeg {
    const leg = find(callSid);
    if (over.has(leg.status)) throw new LegEnded('the leg has ended');
    return leg;
  }

  const fake: FakeTelephony = {
    onStream: async () => {},
    legs,
    refused,
    to: (address) => legs.filter((leg) => leg.to === address),
    become: (callSid, status) => {
      find(callSid).status = status;
    },
    enter: (callSid, room) => {
      rooms.set(room, new Set(rooms.get(room)).add(callSid));
    },
    dial: async ({ to }) => begin(to),
    ringDevice: async ({ device: { address } }) =>
      begin(address.kind === 'phone' ? address.number : address.kind === 'sip' ? address.uri : address.identity),
    legsTo: async (number, sinceMs) =>
      legs
        .filter(({ to, startedAt }) => to === number && startedAt >= sinceMs)
        .map(({ callSid, status }) => ({ callSid, status, seconds: null }))
        .toReversed(),
    status: async (callSid) => ({ callSid, status: find(callSid).status, seconds: null }),
    perform: async (_callId, callSid, script) => {
      live(callSid).played.push(script);
      if (script.kind === 'join') fake.enter(callSid, script.room);
    },
    attachStream: async (callSid, order) => {
      live(callSid).streams.push(order);
      await fake.onStream(order);
    },
    dismissDevice: async (callSid, text) => {
      const leg = live(callSid);
      leg.dismissedWith = text;
      leg.status = 'completed';
    },
    whoIsIn: async (room) => [...(rooms.get(room) ?? [])].filter((callSid) => !over.has(find(callSid).status)),
    hangUp: async (callSid) => {
      const leg = legs.find((one) => one.callSid === callSid);
      if (leg && !over.has(leg.status)) leg.status = leg.status === 'in-progress' ? 'completed' : 'canceled';
    },
  };
  return fake;
}
