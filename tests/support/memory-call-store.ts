import { mayFollow } from '#core/call/after-the-end.ts';
import { ofThisAttempt } from '#core/call/of-this-attempt.ts';
import { nameOfWait } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import { CallEvent } from '#core/contracts/events.ts';
import type { CallId, EventId } from '#core/contracts/ids.ts';
import { DeviceId } from '#core/contracts/ids.ts';
import { Conflict } from '#core/errors.ts';
import type { CallStore, Page } from '#core/ports/call-store.ts';

const noLeg = { companyCallSid: null, answeredAt: null, legEndedAt: null, workerUrl: null, streamStartedAt: null };

const fresh = {
  ...noLeg,
  state: 'requested',
  outcome: null,
  finishedAt: null,
  endingAt: null,
  cancelRequestedAt: null,
  executionArn: null,
  line: null,
  attempt: 0,
  dialClaimedAt: null,
  revision: 0,
  legBusyUntil: 0,
  epoch: 0,
  privateUntil: null,
  waiting: null,
  action: null,
  reach: null,
  cost: null,
  recordings: null,
} as const;

/** A CallStore without a database. Held to the same suite of facts as the real one (call-store-suite.ts). */
export function memoryCallStore(): CallStore {
  const calls = new Map<string, { record: CallRecord; waited: Set<string>; waitedSince: number }>();
  const logs = new Map<string, Map<string, CallEvent>>();
  const legs = new Map<string, { callId: CallId; attempt: number }>();
  let made = 0;

  /** Writes if the condition holds for the record as it is now. */
  function write(callId: CallId, when: (now: CallRecord) => boolean, change: (now: CallRecord) => Partial<CallRecord>) {
    const stored = calls.get(callId);
    if (stored === undefined || !when(stored.record)) return null;
    stored.record = { ...stored.record, ...structuredClone(change(stored.record)) };
    stored.record = ofThisAttempt(stored.record);
    return structuredClone(stored.record);
  }

  function page(
    all: readonly CallRecord[],
    limit: number,
    after: string | null,
    isListed: (call: CallRecord) => boolean = () => true,
  ): Page<CallRecord> {
    const from = after === null ? 0 : all.findIndex(({ callId }) => callId === after) + 1;
    if (after !== null && from === 0) return { items: [], next: null };
    const left = all.slice(from).filter(isListed);
    const items = structuredClone(left.slice(0, limit));
    return { items, next: left.length > limit ? (items.at(-1)?.callId ?? null) : null };
  }

  const newestFirst = (a: CallRecord, b: CallRecord) => b.createdAt - a.createdAt || (a.callId < b.callId ? 1 : -1);
  const records = () => [...calls.values()].map(({ record }) => record);

  return {
    create: async (call) => {
      if (calls.has(call.callId)) return false;
      const record = structuredClone({ ...fresh, ...call });
      calls.set(call.callId, { record, waited: new Set(), waitedSince: 0 });
      return true;
    },
    get: async (callId) => structuredClone(calls.get(callId)?.record ?? null),
    list: async (ownerId, { limit, after }) =>
      page(
        records()
          .filter((call) => call.ownerId === ownerId)
          .sort(newestFirst),
        limit,
        after,
      ),
    listLive: async ({ limit, after }) => page(records(), limit, after, ({ state }) => state !== 'finished'),
    count: async (ownerId, sinceMs) => {
      const own = records().filter((call) => call.ownerId === ownerId);
      return {
        since: own.filter(({ createdAt }) => createdAt >= sinceMs).length,
        live: own.filter(({ state }) => state !== 'finished').length,
      };
    },

    patch: async (callId, patch, attempt) => {
      const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
      return (
        write(
          callId,
          (now) => now.state !== 'finished' && (attempt === undefined || now.attempt === attempt),
          () => given,
        ) !== null
      );
    },
    claimDial: async (callId, attempt, at) => {
      const call = write(
        callId,
        (now) => now.attempt === attempt - 1 && now.state !== 'finished' && now.endingAt === null,
        ({ epoch }) => ({ ...noLeg, attempt, dialClaimedAt: Math.round(at), epoch: epoch + 1 }),
      );
      if (call !== null) return { claimed: true, call };
      const now = calls.get(callId)?.record;
      if (now === undefined) throw new Conflict(`there is no call ${callId}`);
      return { claimed: false, call: structuredClone(now) };
    },
    claimDialAgain: async (callId, claimedAt, at) =>
      write(
        callId,
        (now) => now.dialClaimedAt === claimedAt && now.endingAt === null,
        () => ({ dialClaimedAt: Math.round(at) }),
      ) !== null,
    beginEnd: async (callId, at) => {
      const call = write(
        callId,
        () => true,
        ({ endingAt }) => ({ endingAt: endingAt ?? Math.round(at) }),
      );
      if (call === null) throw new Conflict(`there is no call ${callId}`);
      return call;
    },
    tieCompanyLeg: async (callId, callSid) => {
      const attempt = calls.get(callId)?.record.attempt ?? 0;
      const claim = legs.get(callSid);
      if (attempt === 0 || (claim && (claim.callId !== callId || claim.attempt !== attempt))) return false;
      const tied = write(
        callId,
        ({ companyCallSid }) => companyCallSid === null || companyCallSid === callSid,
        () => ({ companyCallSid: callSid }),
      );
      if (tied !== null) legs.set(callSid, { callId, attempt });
      return tied !== null;
    },
    claimLeg: async (callId, revision, now, busyUntil) =>
      write(
        callId,
        (record) => record.revision === revision && record.legBusyUntil <= now && record.endingAt === null,
        () => ({ revision: revision + 1, legBusyUntil: Math.round(busyUntil) }),
      ) !== null,
    prolongLeg: async (callId, revision, busyUntil) =>
      write(
        callId,
        (now) => now.revision === revision,
        () => ({ legBusyUntil: Math.round(busyUntil) }),
      ) !== null,
    raiseEpoch: async (callId, epoch) =>
      write(
        callId,
        (now) => now.epoch === epoch,
        () => ({ epoch: epoch + 1 }),
      )?.epoch ?? null,
    attachWorker: async (callId, epoch, workerUrl, streamStartedAt) =>
      write(
        callId,
        (now) => now.epoch === epoch,
        (now) => ({ workerUrl, streamStartedAt: now.streamStartedAt ?? Math.round(streamStartedAt) }),
      ),
    enterWaiting: async (callId, waiting, state) => {
      const stored = calls.get(callId);
      const name = nameOfWait(waiting);
      const isNew = (stored?.waitedSince ?? 0) <= waiting.since && stored?.waited.has(name) === false;
      const entered = write(
        callId,
        (now) => now.state !== 'finished' && (now.waiting?.token === waiting.token || isNew),
        () => ({ waiting, state }),
      );
      if (stored === undefined || entered === null) return false;
      stored.waited.add(name);
      stored.waitedSince = waiting.since;
      return true;
    },
    settleWaiting: async (callId, token) =>
      write(
        callId,
        ({ waiting }) => waiting?.token === token,
        () => ({ waiting: null }),
      ) !== null,

    beginReach: async (callId, round, deviceIds) =>
      write(
        callId,
        ({ reach }) => (reach?.round ?? 0) === round - 1,
        () => ({
          reach: {
            round,
            winner: null,
            legs: deviceIds.map((id) => ({ deviceId: DeviceId.parse(id), callSid: null, state: 'waiting' })),
          },
        }),
      ) !== null,
    setDeviceLeg: async (callId, round, deviceId, to, from) =>
      write(
        callId,
        ({ reach }) => {
          const leg = reach?.round === round ? reach.legs.find((one) => one.deviceId === deviceId) : undefined;
          return leg !== undefined && (from === undefined || from.includes(leg.state));
        },
        ({ reach }) => ({
          reach: reach && {
            ...reach,
            legs: reach.legs.map((leg) => (leg.deviceId === deviceId ? { ...leg, ...to } : leg)),
          },
        }),
      ) !== null,
    claimWinner: async (callId, round, deviceId) =>
      write(
        callId,
        ({ reach, endingAt }) =>
          endingAt === null &&
          reach?.round === round &&
          reach.legs.some((leg) => leg.deviceId === deviceId) &&
          (reach.winner === null || reach.winner === deviceId),
        ({ reach }) => ({ reach: reach && { ...reach, winner: DeviceId.parse(deviceId) } }),
      ) !== null,

    append: async (callId, { eventId, at, mediaMs = null, what }) => {
      made += 1;
      const id = eventId ?? `made-${String(made).padStart(9, '0')}`;
      const log = logs.get(callId) ?? new Map<string, CallEvent>();
      if (log.has(id) || !mayFollow(calls.get(callId)?.record.endingAt ?? null, { at, what })) return false;
      logs.set(callId, log);
      log.set(id, CallEvent.parse({ eventId: id, callId, at: Math.round(at), mediaMs, what }));
      return true;
    },
    events: async (callId) => structuredClone([...(logs.get(callId)?.values() ?? [])].sort((a, b) => a.at - b.at)),
    event: async (callId, eventId: EventId) => structuredClone(logs.get(callId)?.get(eventId) ?? null),
  };
}
