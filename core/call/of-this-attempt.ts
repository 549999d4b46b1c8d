import type { CallRecord } from '#core/contracts/call-record.ts';

/**
 * The record without what a slow write of the attempt before left in it. An answer or an end from before this attempt was claimed is of another
 * leg; taken for this one's, a call that rings would be given up, and its line forgotten. Every store reads by this.
 */
export function ofThisAttempt(record: CallRecord): CallRecord {
  const { dialClaimedAt, answeredAt, legEndedAt } = record;
  const isOld = (at: number | null) => at !== null && dialClaimedAt !== null && at < dialClaimedAt;
  if (!isOld(answeredAt) && !isOld(legEndedAt)) return record;
  return {
    ...record,
    answeredAt: isOld(answeredAt) ? null : answeredAt,
    legEndedAt: isOld(legEndedAt) ? null : legEndedAt,
  };
}
