import { Service } from 'electrodb';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallId } from '#core/contracts/ids.ts';
import { StoreUnavailable } from '#core/errors.ts';
import type { CallStore } from '#core/ports/call-store.ts';
import { type callEntity, legEntity } from './call-entity.ts';
import type { DynamoDbStoreOptions } from './call-store.ts';
import { guarded } from './faults.ts';

/** The claim on a leg is needed as long as webhooks about it may come. */
const legClaimSeconds = 7 * 24 * 3600;

/** Why a part of a transaction was not done, where that is an answer and no fault. */
const outcomes: ReadonlySet<string> = new Set(['None', 'ConditionalCheckFailed']);

/** Ties a leg to a call and the call to the leg, both or neither: a leg that another call has claimed must not take this call's place. */
export function legTie(
  { client, table }: DynamoDbStoreOptions,
  calls: ReturnType<typeof callEntity>,
  get: (callId: CallId) => Promise<CallRecord | null>,
): CallStore['tieCompanyLeg'] {
  const together = new Service({ calls, legs: legEntity(client, table) }, { client, table });

  return async (callId, callSid) => {
    const call = await get(callId);
    if (call === null || call.attempt === 0) return false;
    const { attempt } = call;
    const ttl = Math.floor((call.dialClaimedAt ?? call.createdAt) / 1000) + legClaimSeconds;
    const [thisCall, thisLeg]: [string, string] = [callId, callSid];
    const { canceled, data } = await guarded(() =>
      together.transaction
        .write(({ calls: record, legs }) => [
          record
            .patch({ callId: thisCall })
            .set({ companyCallSid: thisLeg })
            .where((a, { eq, notExists }) => {
              const free = `(${notExists(a.companyCallSid)} OR ${eq(a.companyCallSid, thisLeg)})`;
              return `${eq(a.attempt, attempt)} AND ${free}`;
            })
            .commit(),
          legs
            .put({ callSid: thisLeg, callId: thisCall, attempt, ttl })
            .where((a, { eq, notExists }) => {
              return `${notExists(a.callSid)} OR (${eq(a.callId, thisCall)} AND ${eq(a.attempt, attempt)})`;
            })
            .commit(),
        ])
        .go(),
    );
    const fault = data.find(({ code }) => !outcomes.has(code));
    if (canceled && fault) throw new StoreUnavailable(`DynamoDB: ${fault.code}`);
    return !canceled;
  };
}
