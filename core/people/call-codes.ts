import type { CallId } from '#core/contracts/ids.ts';

const FEWEST = 2;

/** How a person means one of several calls in a text, "#K7 yes": by the end of its id, as much of it as tells it from the others. */
export function callCodes(callIds: readonly CallId[]): ReadonlyMap<CallId, string> {
  let length = FEWEST;
  while (new Set(callIds.map((callId) => callId.slice(-length))).size < new Set(callIds).size) length += 1;
  return new Map(callIds.map((callId) => [callId, `#${callId.slice(-length)}`]));
}

/** @param code as it was written, without the "#" */
export const isMeant = (callId: CallId, code: string): boolean =>
  code.length >= FEWEST && callId.endsWith(code.toUpperCase());
