import type { CallId } from '#core/contracts/ids.ts';

/** The conference of one hunt: no personal data in its name (the carrier shows it), and never used twice, since a reused name merges two calls. */
export function roomName(callId: CallId, round: number): string {
  return `hs-${callId}-${round}`;
}
