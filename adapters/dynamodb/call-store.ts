import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ulid } from 'ulid';
import { isOfTheEnd, mayFollow } from '#core/call/after-the-end.ts';
import { nameOfWait } from '#core/call/tell.ts';
import { CallPatch, type CallRecord } from '#core/contracts/call-record.ts';
import { CallEvent } from '#core/contracts/events.ts';
import type { CallId, EventId, OwnerId } from '#core/contracts/ids.ts';
import { Conflict } from '#core/errors.ts';
import type { CallStore, Page } from '#core/ports/call-store.ts';
import { callEntity, eventEntity, eventOf, logOf, readableRecords, recordOf, storedEvent } from './call-entity.ts';
import { claim, conditional, guarded } from './faults.ts';
import { legTie } from './leg-tie.ts';
import { reachStore } from './reach-store.ts';

export interface DynamoDbStoreOptions {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
}

/** Calls and their logs in DynamoDB. Lists and counts read an index that may lag behind by about a second; all else is consistent. */
export function dynamoDbCallStore({ client, table }: DynamoDbStoreOptions): CallStore {
  const calls = callEntity(client, table);
  const events = eventEntity(client, table);

  const read = async (callId: CallId) => (await guarded(() => calls.get({ callId }).go({ consistent: true }))).data;

  async function get(callId: CallId): Promise<CallRecord | null> {
    const item = await read(callId);
    return item === null ? null : recordOf(item);
  }

  async function endingOf(callId: CallId): Promise<number | null> {
    const { data } = await guarded(() => calls.get({ callId }).go({ consistent: true, attributes: ['endingAt'] }));
    return data?.endingAt ?? null;
  }

  function pageOf(found: readonly (object & { readonly callId: string })[], limit: number): Page<CallRecord> {
    const page = found.slice(0, limit);
    return { items: readableRecords(page), next: found.length > limit ? (page.at(-1)?.callId ?? null) : null };
  }

  return {
    get,

    create: async ({ callId, ownerId, createdAt, request }) => {
      const fresh = { state: 'requested', live: 'live', attempt: 0, revision: 0, legBusyUntil: 0, epoch: 0 };
      const call = { callId, ownerId, createdAt, request, ...fresh };
      return claim(
        (createdBy) => calls.create({ ...call, createdBy }).go(),
        async () => (await read(callId))?.createdBy,
      );
    },

    list: async (ownerId, { limit, after }) => {
      const last = after === null ? null : await read(after as CallId);
      if (after !== null && last?.ownerId !== ownerId) return { items: [], next: null };
      const all = calls.query.byOwner({ ownerId });
      const query = last === null ? all : all.lt({ createdAt: last.createdAt, callId: last.callId });
      const { data } = await guarded(() => query.go({ limit: limit + 1, order: 'desc', hydrate: true }));
      return pageOf(data, limit);
    },

    listLive: async ({ limit, after }) => {
      const last = after === null ? null : await read(after as CallId);
      if (after !== null && last === null) return { items: [], next: null };
      const all = calls.query.live({ live: 'live' });
      const query =
        last === null ? all : all.gt({ ownerId: last.ownerId, createdAt: last.createdAt, callId: last.callId });
      const { data } = await guarded(() => query.go({ limit: limit + 1, hydrate: true }));
      return pageOf(data, limit);
    },

    count: async (ownerId: OwnerId, sinceMs: number) => {
      const [since, live] = await guarded(() =>
        Promise.all([
          calls.query.byOwner({ ownerId }).gte({ createdAt: sinceMs }).go({ pages: 'all' }),
          calls.query.live({ live: 'live', ownerId }).go({ pages: 'all' }),
        ]),
      );
      return { since: since.data.length, live: live.data.length };
    },

    patch: async (callId, patch, attempt) => {
      // What is wrong is found where it is written, not where it is read.
      const { set, remove } = splitPatch(CallPatch.parse(patch));
      const finishes = patch.state === 'finished';
      const write = calls
        .patch({ callId })
        .set(set)
        .remove(finishes ? [...remove, 'live'] : remove)
        .where((a, { eq, ne }) => {
          const lives = ne(a.state, 'finished');
          return attempt === undefined ? lives : `${lives} AND ${eq(a.attempt, attempt)}`;
        });
      return (await conditional(() => write.go())) !== null;
    },

    claimDial: async (callId, attempt, at) => {
      const claimed = await claim(
        (dialledBy) =>
          calls
            .patch({ callId })
            .set({ attempt, dialClaimedAt: Math.round(at), dialledBy })
            .add({ epoch: 1 })
            .remove(['companyCallSid', 'answeredAt', 'legEndedAt', 'workerUrl', 'streamStartedAt'])
            .where(
              (a, { eq, ne, notExists }) =>
                `${eq(a.attempt, attempt - 1)} AND ${ne(a.state, 'finished')} AND ${notExists(a.endingAt)}`,
            )
            .go(),
        async () => (await read(callId))?.dialledBy,
      );
      const call = await get(callId);
      if (call === null) throw new Conflict(`there is no call ${callId}`);
      return { claimed, call };
    },

    claimDialAgain: (callId, claimedAt, at) =>
      claim(
        (dialledBy) =>
          calls
            .patch({ callId })
            .set({ dialClaimedAt: Math.round(at), dialledBy })
            .where((a, { eq, notExists }) => `${eq(a.dialClaimedAt, claimedAt)} AND ${notExists(a.endingAt)}`)
            .go(),
        async () => (await read(callId))?.dialledBy,
      ),

    beginEnd: async (callId, at) => {
      const write = calls.patch({ callId }).data((a, { ifNotExists }) => ifNotExists(a.endingAt, Math.round(at)));
      const written = await conditional(() => write.go({ response: 'all_new' }));
      if (written === null) throw new Conflict(`there is no call ${callId}`);
      return recordOf(written.data);
    },

    tieCompanyLeg: legTie({ client, table }, calls, get),

    claimLeg: (callId, revision, now, busyUntil) =>
      claim(
        (updatedBy) =>
          calls
            .patch({ callId })
            .set({ revision: revision + 1, legBusyUntil: Math.round(busyUntil), updatedBy })
            .where(
              (a, { eq, lte, notExists }) =>
                `${eq(a.revision, revision)} AND ${lte(a.legBusyUntil, now)} AND ${notExists(a.endingAt)}`,
            )
            .go(),
        async () => (await read(callId))?.updatedBy,
      ),

    prolongLeg: async (callId, revision, busyUntil) => {
      const write = calls
        .patch({ callId })
        .set({ legBusyUntil: Math.round(busyUntil) })
        .where((a, { eq }) => eq(a.revision, revision));
      return (await conditional(() => write.go())) !== null;
    },

    raiseEpoch: async (callId, epoch) => {
      const raised = await claim(
        (raisedBy) =>
          calls
            .patch({ callId })
            .set({ epoch: epoch + 1, raisedBy })
            .where((a, { eq }) => eq(a.epoch, epoch))
            .go(),
        async () => (await read(callId))?.raisedBy,
      );
      return raised ? epoch + 1 : null;
    },

    attachWorker: async (callId, epoch, workerUrl, streamStartedAt) => {
      const write = calls
        .patch({ callId })
        .data((a, { set, ifNotExists }) => {
          set(a.workerUrl, workerUrl);
          ifNotExists(a.streamStartedAt, Math.round(streamStartedAt));
        })
        .where((a, { eq }) => eq(a.epoch, epoch));
      const written = await conditional(() => write.go({ response: 'all_new' }));
      return written === null ? null : recordOf(written.data);
    },

    enterWaiting: async (callId, waiting, state) => {
      const { token, since }: { token: string; since: number } = waiting;
      const name = nameOfWait(waiting);
      const write = calls
        .patch({ callId })
        .set({ waiting, waitingToken: token, waitedSince: since, state })
        .add({ waited: [name] })
        .where((a, { eq, ne, lte, contains, notExists }) => {
          const isNew = `(${notExists(a.waitedSince)} OR ${lte(a.waitedSince, since)}) AND NOT ${contains(a.waited, name)}`;
          return `${ne(a.state, 'finished')} AND (${eq(a.waitingToken, token)} OR (${isNew}))`;
        });
      return (await conditional(() => write.go())) !== null;
    },

    settleWaiting: (callId, token) =>
      claim(
        (settledBy) =>
          calls
            .patch({ callId })
            .set({ settledBy })
            .remove(['waiting', 'waitingToken'])
            .where((a, { eq }) => eq(a.waitingToken, token))
            .go(),
        async () => (await read(callId))?.settledBy,
      ),

    ...reachStore(calls, read),

    append: async (callId, { eventId: given = ulid(), at, mediaMs = null, what: told }) => {
      // An event that cannot be read would make the whole log of its call unreadable.
      const event = CallEvent.parse({ callId, eventId: given, at: Math.round(at), mediaMs, what: told });
      const { eventId, what } = event;
      if (!isOfTheEnd(what.kind) && !mayFollow(await endingOf(callId), event)) return false;
      return claim(
        (appendedBy) => events.create({ ...storedEvent(event), appendedBy }).go(),
        async () => (await events.get({ callId, eventId }).go({ consistent: true })).data?.appendedBy,
      );
    },

    events: async (callId) => {
      const { data } = await guarded(() => events.query.log({ callId }).go({ pages: 'all', consistent: true }));
      return logOf(data);
    },

    event: async (callId, eventId: EventId) => {
      const { data } = await guarded(() => events.get({ callId, eventId }).go({ consistent: true }));
      return data === null ? null : eventOf(data);
    },
  };
}

type Fields = Readonly<{ [K in keyof CallPatch]: NonNullable<CallPatch[K]> }>;

/** Null takes a field away, and with `waiting` its token. */
function splitPatch(patch: CallPatch) {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  const set = Object.fromEntries(given.filter(([, value]) => value !== null)) as Fields;
  const remove = given.filter(([, value]) => value === null).map(([name]) => name as keyof CallPatch & string);
  return { set, remove: patch.waiting === null ? [...remove, 'waitingToken' as const] : remove };
}
