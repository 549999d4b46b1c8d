import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent, Happening, HappeningKind } from '#core/contracts/events.ts';
import { probe } from '#core/people/sentences.ts';
import type { Execution } from '#local/aws/stepfunctions/journal/execution-rows.ts';
import type { BridgeEntry, CallEntry } from '#local/phone/record.ts';
import type { HeardStream } from '#tests/simulation/ours/worker-fleet.ts';
import type { SimulatedRequest } from '#tests/simulation/outside/requests.ts';
import type { Asked, Simulated } from '#tests/simulation/simulation.ts';

/** One request when all is over: what the product says of it, and what the phone network saw. */
export interface Case {
  readonly callId: string;
  readonly request: SimulatedRequest;
  readonly record: CallRecord;
  readonly log: readonly CallEvent[];
  readonly execution: Execution | null;
  readonly companyLegs: readonly CallEntry[];
  readonly deviceLegs: readonly CallEntry[];
  readonly rooms: readonly BridgeEntry[];
  /** When workers heard the company, by the workers' own lives. */
  readonly heard: readonly HeardStream[];
  /** Ms of the company's track in the recording, by the epoch of the stream that brought them. */
  readonly storedMs: ReadonlyMap<number, number>;
  /** When something went wrong that may have hit this call, and what. */
  readonly faults: readonly { readonly atMs: number; readonly what: string }[];
  /** A text to the person that the carrier would not send, as the log tells. */
  readonly textsNotSent: number;
  readonly endMs: number;
}

/** What must never be. `detail` holds nothing that a log may not hold. */
export interface Violation {
  readonly callId: string;
  readonly invariant: string;
  readonly detail: string;
}

export async function casesOf({ world, asked }: Simulated): Promise<Case[]> {
  const { record } = world.phone;
  const legsTo = new Map<string, CallEntry[]>();
  for (const leg of record.calls) legsTo.set(leg.to, [...(legsTo.get(leg.to) ?? []), leg]);
  const rooms = new Map<string, BridgeEntry[]>();
  for (const room of record.bridges) {
    for (const { callSid } of room.presences) {
      const of = rooms.get(callSid) ?? [];
      rooms.set(callSid, of.includes(room) ? of : [...of, room]);
    }
  }
  const everybody = world.fates.faults.filter(({ callId }) => callId === null);
  const heard = Map.groupBy(world.product.fleet.heard, ({ callId }) => callId);
  const own = Map.groupBy(world.fates.faults, ({ callId }) => callId);
  const caseOf = async ({ request, callId }: Asked): Promise<Case> => {
    const found = await world.store.get(callId);
    if (!found) throw new Error(`there is no record of ${callId}`);
    const companyLegs = legsTo.get(request.number) ?? [];
    const deviceLegs = Object.keys(request.people).flatMap((number) => legsTo.get(number) ?? []);
    const ofLegs = [...companyLegs, ...deviceLegs].flatMap(({ sid }) => rooms.get(sid) ?? []);
    return {
      callId,
      request,
      record: found,
      log: await world.store.events(callId),
      execution: world.product.machine.execution(callId),
      companyLegs,
      deviceLegs,
      rooms: [...new Set(ofLegs)],
      heard: heard.get(callId) ?? [],
      storedMs: world.product.bucket.storedMs(callId),
      faults: [...everybody, ...(own.get(callId) ?? [])],
      textsNotSent: world.logBook.of(callId).filter(({ message }) => message === 'a message to the person was not sent')
        .length,
      endMs: world.clock.now(),
    };
  };
  return Promise.all(asked.map(caseOf));
}

export function happened<K extends HappeningKind>(
  log: readonly CallEvent[],
  kind: K,
): { readonly at: number; readonly what: Extract<Happening, { kind: K }> }[] {
  return log.flatMap(({ at, what }) =>
    what.kind === kind ? [{ at, what: what as Extract<Happening, { kind: K }> }] : [],
  );
}

/** Longer than our "hello?" takes. */
const PROBE_SOUNDS_MS = 6_000;

/**
 * Each decision to reach the person that a greeting followed: when the human was heard (epoch ms), and ms from then to the keeper's word. Our "hello?" is a
 * greeting as well, and the keeper waits until it has sounded. A step that is entered again, while phones are still rung, is decided on again, and
 * the keeper speaks already.
 */
export function greetingsOf(log: readonly CallEvent[]): { readonly heardAt: number; readonly ms: number }[] {
  return happened(log, 'step.decided').flatMap(({ at, what }) => {
    if (what.action.next !== 'reach_user') return [];
    const heardAt = log.findLast((event) => event.at <= at && event.what.kind === 'voice.judged')?.at ?? at;
    const asked = happened(log, 'phrase.said').findLast((said) => said.at <= heardAt && said.what.text === probe);
    const quietFrom = Math.max(heardAt, (asked?.at ?? Number.NEGATIVE_INFINITY) + PROBE_SOUNDS_MS);
    const keeperAt = happened(log, 'keeper.spoke').find((spoke) => spoke.at >= heardAt)?.at;
    return keeperAt === undefined ? [] : [{ heardAt, ms: Math.max(0, keeperAt - quietFrom) }];
  });
}

/** Times during which company and person were in one room, by the phone network's record. */
export function talksOf({
  rooms,
  companyLegs,
  deviceLegs,
  endMs,
}: Case): { fromMs: number; toMs: number; to: string }[] {
  const companies = new Set(companyLegs.map(({ sid }) => sid));
  const devices = new Map(deviceLegs.map(({ sid, to }) => [sid, to]));
  return rooms.flatMap(({ presences }) =>
    presences.flatMap((company) =>
      presences.flatMap((device) => {
        const to = devices.get(device.callSid);
        if (!companies.has(company.callSid) || to === undefined) return [];
        const fromMs = Math.max(company.fromMs, device.fromMs);
        const toMs = Math.min(company.toMs ?? endMs, device.toMs ?? endMs);
        return toMs > fromMs ? [{ fromMs, toMs, to }] : [];
      }),
    ),
  );
}
