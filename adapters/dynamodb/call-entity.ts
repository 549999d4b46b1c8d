import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { CustomAttributeType, Entity } from 'electrodb';
import { ofThisAttempt } from '#core/call/of-this-attempt.ts';
import { CallRecord, DeviceLeg } from '#core/contracts/call-record.ts';
import { CallEvent, type Happening } from '#core/contracts/events.ts';

/** 15 digits, so that times sort as text. */
const time = { type: 'number', padding: { length: 15, char: '0' } } as const;

/** The call's record. What is null in the contract is absent here, so that conditions can ask whether it exists. */
export function callEntity(client: DynamoDBDocumentClient, table: string) {
  return new Entity(
    {
      model: { entity: 'call', version: '1', service: 'hold_slayer' },
      attributes: {
        callId: { type: 'string', required: true },
        ownerId: { type: 'string', required: true },
        createdAt: { ...time, required: true },
        request: { type: CustomAttributeType<CallRecord['request']>('any'), required: true },
        state: { type: 'string', required: true },
        /** `live` until the call is finished: puts it into the index of live calls. */
        live: { type: 'string' },
        outcome: { type: 'string' },
        finishedAt: { type: 'number' },
        endingAt: { type: 'number' },
        cancelRequestedAt: { type: 'number' },
        executionArn: { type: 'string' },
        line: { type: CustomAttributeType<NonNullable<CallRecord['line']>>('any') },
        attempt: { type: 'number', required: true },
        dialClaimedAt: { type: 'number' },
        companyCallSid: { type: 'string' },
        answeredAt: { type: 'number' },
        legEndedAt: { type: 'number' },
        revision: { type: 'number', required: true },
        legBusyUntil: { type: 'number', required: true },
        epoch: { type: 'number', required: true },
        streamStartedAt: { type: 'number' },
        workerUrl: { type: 'string' },
        privateUntil: { type: 'number' },
        waiting: { type: CustomAttributeType<NonNullable<CallRecord['waiting']>>('any') },
        /** The token in `waiting`, for its condition. */
        waitingToken: { type: 'string' },
        /** All that ever waited, by the names of their tokens, and when the last one began: who comes late or again finds itself here. */
        waited: { type: 'set', items: 'string' },
        waitedSince: { type: 'number' },
        action: { type: CustomAttributeType<NonNullable<CallRecord['action']>>('any') },
        reach: {
          type: 'map',
          properties: {
            round: { type: 'number', required: true },
            by: { type: 'string' },
            winner: { type: 'string' },
            legs: {
              type: 'list',
              required: true,
              items: {
                type: 'map',
                properties: {
                  deviceId: { type: 'string', required: true },
                  callSid: { type: 'string' },
                  state: { type: DeviceLeg.shape.state.options, required: true },
                  by: { type: 'string' },
                },
              },
            },
          },
        },
        /** Ids of the claims that were won last, see `claim`. */
        createdBy: { type: 'string' },
        dialledBy: { type: 'string' },
        updatedBy: { type: 'string' },
        raisedBy: { type: 'string' },
        settledBy: { type: 'string' },
        cost: { type: CustomAttributeType<NonNullable<CallRecord['cost']>>('any') },
        recordings: { type: CustomAttributeType<NonNullable<CallRecord['recordings']>>('any') },
      },
      indexes: {
        record: {
          pk: { field: 'pk', composite: ['callId'], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
        byOwner: {
          index: 'gsi1',
          projection: 'keys_only',
          pk: { field: 'gsi1pk', composite: ['ownerId'], casing: 'none' },
          sk: { field: 'gsi1sk', composite: ['createdAt', 'callId'], casing: 'none' },
        },
        live: {
          index: 'gsi2',
          projection: 'keys_only',
          pk: { field: 'gsi2pk', composite: ['live'], casing: 'none' },
          sk: { field: 'gsi2sk', composite: ['ownerId', 'createdAt', 'callId'], casing: 'none' },
        },
      },
    },
    { client, table },
  );
}

/** One happening of a call's log. */
export function eventEntity(client: DynamoDBDocumentClient | undefined, table: string) {
  return new Entity(
    {
      model: { entity: 'event', version: '1', service: 'hold_slayer' },
      attributes: {
        callId: { type: 'string', required: true },
        eventId: { type: 'string', required: true },
        at: { type: 'number', required: true },
        mediaMs: { type: 'number' },
        what: { type: CustomAttributeType<Happening>('any'), required: true },
        /** Id of the append, see `claim`; it also orders events of the same millisecond. */
        appendedBy: { type: 'string' },
      },
      indexes: {
        log: {
          pk: { field: 'pk', composite: ['callId'], casing: 'none' },
          sk: { field: 'sk', composite: ['eventId'], casing: 'none' },
        },
      },
    },
    client === undefined ? { table } : { client, table },
  );
}

/** Which call and attempt a leg of the company belongs to, so that no leg is tied twice. */
export function legEntity(client: DynamoDBDocumentClient, table: string) {
  return new Entity(
    {
      model: { entity: 'leg', version: '1', service: 'hold_slayer' },
      attributes: {
        callSid: { type: 'string', required: true },
        callId: { type: 'string', required: true },
        attempt: { type: 'number', required: true },
        ttl: { type: 'number', required: true },
      },
      indexes: {
        claim: {
          pk: { field: 'pk', composite: ['callSid'], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
      },
    },
    { client, table },
  );
}

const nothing = {
  outcome: null,
  finishedAt: null,
  endingAt: null,
  cancelRequestedAt: null,
  executionArn: null,
  line: null,
  dialClaimedAt: null,
  companyCallSid: null,
  answeredAt: null,
  legEndedAt: null,
  streamStartedAt: null,
  workerUrl: null,
  privateUntil: null,
  waiting: null,
  action: null,
  reach: null,
  cost: null,
  recordings: null,
};

interface StoredReach {
  readonly round: number;
  readonly winner?: string | undefined;
  readonly legs: readonly {
    readonly deviceId: string;
    readonly callSid?: string | undefined;
    readonly state: string;
  }[];
}

type StoredCall = object & { readonly reach?: StoredReach | undefined };

function withNulls(item: StoredCall): object {
  const reach = item.reach && {
    round: item.reach.round,
    winner: item.reach.winner ?? null,
    legs: item.reach.legs.map((leg) => ({ ...leg, callSid: leg.callSid ?? null })),
  };
  return { ...nothing, ...item, reach: reach ?? null };
}

/** What another version wanted done or waited for is as nothing: the step fails then, and the last one can clear the line. */
const ReadableRecord = CallRecord.extend({
  action: CallRecord.shape.action.catch(null),
  waiting: CallRecord.shape.waiting.catch(null),
});

/** @throws {ZodError} the item is not a call as this version knows them: a bug, another version, or somebody wrote into the table */
export function recordOf(item: StoredCall): CallRecord {
  return ofThisAttempt(ReadableRecord.parse(withNulls(item)));
}

/** Those of a list that this version can read: one that it cannot must not hide the others from whoever looks after all. Its own steps fail aloud. */
export function readableRecords(items: readonly StoredCall[]): CallRecord[] {
  return items.flatMap((item) => {
    const call = ReadableRecord.safeParse(withNulls(item));
    return call.success ? [ofThisAttempt(call.data)] : [];
  });
}

/** What is null in the contract is absent in the item. */
export function storedEvent({ mediaMs, ...event }: CallEvent) {
  return mediaMs === null ? event : { ...event, mediaMs };
}

/** @throws {ZodError} it is of no form that this version knows */
export function eventOf(item: object): CallEvent {
  return CallEvent.parse({ mediaMs: null, ...item });
}

interface StoredEvent {
  readonly at: number;
  readonly eventId: string;
  readonly appendedBy?: string | undefined;
}

/**
 * In order of time; what happened in the same millisecond, in the order in which it was written down. What is of no form that this version knows is left
 * out: another one wrote it, before a deployment was taken back, and the call must be brought to its end all the same. Who reads the changes of the table
 * tells of it (lambdas/events/log-readers.ts).
 */
export function logOf(items: readonly StoredEvent[]): readonly CallEvent[] {
  const place = ({ appendedBy, eventId }: StoredEvent) => appendedBy ?? eventId;
  return items
    .toSorted((a, b) => a.at - b.at || (place(a) < place(b) ? -1 : 1))
    .flatMap((item) => {
      const event = CallEvent.safeParse({ mediaMs: null, ...item });
      return event.success ? [event.data] : [];
    });
}
