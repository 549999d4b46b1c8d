import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallEvent, HappeningKind } from '#core/contracts/events.ts';
import type { CallDetail } from '#core/contracts/http.ts';
import { createPacedClock } from '#local/clock/paced-clock.ts';
import type { CallEntry } from '#local/phone/record.ts';
import { openSpeech } from '#local/phone/sound/speech.ts';
import { type OneMachine, type OneMachineOptions, type Order, openOneMachine } from '#local/stack/one-machine.ts';

/** Seed of everything random in the scenarios; printed, and settable to repeat a failure. */
export const seed = Number(process.env.SCENARIO_SEED ?? 1);

export const numbers = {
  bank: '+18005550100',
  clinic: '+18005550101',
  busy: '+18005550103',
  noAnswer: '+18005550104',
  dropsOnHold: '+18005550105',
  closed: '+18005550106',
  voicemail: '+18005550107',
  silentHold: '+18005550108',
  notInService: '+18005550109',
  mobile: '+12125550123',
  desk: '+12125550124',
  voicemailBox: '+12125550125',
  silentPhone: '+12125550126',
  decliner: '+12125550127',
} as const;

const people = {
  [numbers.mobile]: { manner: 'accepts' },
  [numbers.desk]: { manner: 'accepts' },
  [numbers.voicemailBox]: { manner: 'voicemail', answerAfterMs: 8_000 },
  [numbers.silentPhone]: { manner: 'never-answers' },
  [numbers.decliner]: { manner: 'declines' },
} as const;

/** A device for the body of a request. */
export function device(deviceId: string, number: string, ringSeconds = 12) {
  return { deviceId, name: deviceId, address: { kind: 'phone' as const, number }, ringSeconds };
}

export interface ScenarioMachine extends OneMachine {
  readonly log: readonly CallEvent[];
  /** Resolves with the first event of that kind in the call, also one that was there already. */
  until(callId: string, kind: HappeningKind): Promise<CallEvent>;
  /** Resolves with the first event, past or to come, for which it is true. */
  untilEvent(isIt: (event: CallEvent) => boolean): Promise<CallEvent>;
  /** Ms of the world's clock. */
  now(): number;
  /** Lets so much call time go by. */
  silenceFor(ms: number): Promise<void>;
  /** Asks for a call and waits for its end. */
  place(order: Order, key?: string): Promise<FinishedCall>;
  ended(callId: string): Promise<FinishedCall>;
}

export interface FinishedCall {
  readonly callId: string;
  readonly call: CallDetail;
  readonly log: readonly CallEvent[];
  readonly kinds: readonly HappeningKind[];
  /** The company's legs as the carrier saw them. */
  readonly legs: readonly CallEntry[];
}

const FASTER = 40;
/** Holds of the built-in companies last so long: announcements come twice. */
const HOLD_MS = 47_000;

/** The one-machine stack in a folder of its own, many times faster than real. */
export async function openScenario(
  options: Pick<OneMachineOptions, 'world' | 'owner' | 'workers' | 'callsStartedPerSecond'> = {},
): Promise<ScenarioMachine> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hold-slayer-'));
  const clock = createPacedClock({ speed: FASTER });
  const log: CallEvent[] = [];
  const seen = new Set<string>();
  const waiting = new Set<(event: CallEvent) => void>();
  const machine = await openOneMachine({
    clock,
    dataDir,
    port: 0,
    seed,
    speech: await openSpeech(),
    ...options,
    world: { holdMs: HOLD_MS, people, ...options.world },
    onEvent: (event) => {
      const id = `${event.callId} ${event.eventId}`;
      if (seen.has(id)) return;
      seen.add(id);
      log.push(event);
      for (const listen of waiting) listen(event);
    },
  });

  const untilEvent: ScenarioMachine['untilEvent'] = (isIt) => {
    const known = log.find(isIt);
    if (known) return Promise.resolve(known);
    return new Promise((resolve) => {
      const listen = (event: CallEvent) => {
        if (!isIt(event)) return;
        waiting.delete(listen);
        resolve(event);
      };
      waiting.add(listen);
    });
  };
  const until: ScenarioMachine['until'] = (callId, kind) =>
    untilEvent((event) => event.callId === callId && event.what.kind === kind);

  const ended = async (callId: string): Promise<FinishedCall> => {
    await until(callId, 'call.finished');
    const call = await settled(machine, callId);
    const ofCall = log.filter((event) => event.callId === callId).toSorted((a, b) => a.at - b.at);
    const legs = machine.world.phone.record.calls.filter(({ documents }) =>
      documents.some(({ twiml }) => twiml.includes(callId) && twiml.includes('<Start>')),
    );
    return { callId, call, log: ofCall, kinds: ofCall.map(({ what }) => what.kind), legs };
  };

  return Object.assign(Object.create(machine, Object.getOwnPropertyDescriptors(machine)) as OneMachine, {
    log,
    until,
    untilEvent,
    now: () => clock.now(),
    silenceFor: (ms: number) => clock.sleep(ms),
    ended,
    place: async (order: Order, key?: string) => ended(await machine.request(order, key)),
    close: async () => {
      await machine.close();
      clock.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  });
}

/** The record follows the last event within one write. */
async function settled(machine: OneMachine, callId: string): Promise<CallDetail> {
  for (;;) {
    const call = await machine.call(callId);
    if (call.state === 'finished') return call;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
