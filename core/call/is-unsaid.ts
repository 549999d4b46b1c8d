import type { CallRecord } from '#core/contracts/call-record.ts';

type Start = Pick<CallRecord, 'request' | 'executionArn' | 'attempt'>;

/**
 * A call whose start is not written down yet, and that nobody can ask for again: whoever asked may have been told that it does not work, and may
 * have asked for another one. It is not dialled. Its execution may run all the same: the answer to its start can be lost.
 */
export function isUnsaid({ request, executionArn, attempt }: Start): boolean {
  return !request.isRepeatable && executionArn === null && attempt === 0;
}
