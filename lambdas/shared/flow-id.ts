import { createHash } from 'node:crypto';
import { FlowId } from '#core/contracts/ids.ts';
import type { FlowKey } from '#core/ports/flow-store.ts';

/** The one flow of an owner for a number: a digest, so that links and logs show neither. */
export function flowIdOf({ ownerId, number }: FlowKey): FlowId {
  return FlowId.parse(`flow_${createHash('sha256').update(`${ownerId}\n${number}`).digest('base64url').slice(0, 26)}`);
}
