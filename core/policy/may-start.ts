import type { Owner } from '#core/contracts/owner.ts';
import type { Refusal } from './refusal.ts';

/** Whether the owner may begin one more call; null = yes. `since` counts the calls of the last 24 hours, `live` those not finished. */
export function mayStart(
  calls: { readonly since: number; readonly live: number },
  owner: Pick<Owner, 'callsADay' | 'callsAtOnce'>,
): Refusal | null {
  if (calls.live >= owner.callsAtOnce) {
    return {
      code: 'too_many_at_once',
      title: `You have ${calls.live} of ${owner.callsAtOnce} calls under way`,
      detail: 'Wait until one has ended, or cancel one.',
    };
  }
  if (calls.since >= owner.callsADay) {
    return {
      code: 'too_many_today',
      title: `You have made ${calls.since} of ${owner.callsADay} calls in 24 hours`,
      detail: 'Try again later today, or ask the operator of this Hold Slayer for a higher limit.',
    };
  }
  return null;
}
