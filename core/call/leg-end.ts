import type { CallSid } from '#core/contracts/ids.ts';
import { LegEnded } from '#core/errors.ts';
import type { LegStatus, Telephony } from '#core/ports/telephony.ts';

/** How the company's leg can be over. */
export type LegEnd =
  | { readonly kind: 'company_hung_up' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'no_answer' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'canceled' };

/** What the carrier's status of a leg says about its end; null while it lives. `sipCode`: as the carrier tells it for failures. */
export function endOfLeg(status: LegStatus['status'], sipCode?: string): LegEnd | null {
  switch (status) {
    case 'completed':
      return { kind: 'company_hung_up' };
    case 'busy':
      return { kind: 'busy' };
    case 'no-answer':
      return { kind: 'no_answer' };
    case 'canceled':
      return { kind: 'canceled' };
    case 'failed':
      return {
        kind: 'refused',
        reason: `the carrier could not reach the number${sipCode === undefined ? '' : ` (SIP ${sipCode})`}`,
      };
    default:
      return null;
  }
}

/** The carrier's word on a leg; one that it knows no longer is over. @throws {CarrierUnavailable} */
export async function statusOf(telephony: Pick<Telephony, 'status'>, callSid: CallSid): Promise<LegStatus['status']> {
  try {
    return (await telephony.status(callSid)).status;
  } catch (error) {
    if (error instanceof LegEnded) return 'completed';
    throw error;
  }
}

/** Whether a leg is over, as the carrier has it. @throws {CarrierUnavailable} */
export async function isLegOver(telephony: Pick<Telephony, 'status'>, callSid: CallSid): Promise<boolean> {
  return endOfLeg(await statusOf(telephony, callSid)) !== null;
}
