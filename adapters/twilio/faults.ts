import { z } from 'zod';
import { CallRefused, CarrierUnavailable, type HoldSlayerError, LegEnded, MessageRefused } from '#core/errors.ts';

/** What became of a request that did not succeed. */
export type Fault =
  /** Refused for its rate; had no effect. */
  | { readonly kind: 'too_fast' }
  /** No answer, or a fault of Twilio's own; the effect is unknown. */
  | { readonly kind: 'unknown_effect'; readonly reason: string }
  | { readonly kind: 'refused'; readonly code: number; readonly status: number };

/** Both kinds of exception that the vendor's library makes of an answer have these. Errors of the connection have none. */
const Answer = z.object({ status: z.number(), code: z.number().optional() });

export function faultOf(error: unknown): Fault {
  const answer = Answer.safeParse(error);
  if (!answer.success) return { kind: 'unknown_effect', reason: nameOf(error) };
  const { status, code = 0 } = answer.data;
  if (status === 429 || code === 20429) return { kind: 'too_fast' };
  if (status >= 500) return { kind: 'unknown_effect', reason: `status ${status}` };
  return { kind: 'refused', code, status };
}

/** ECONNREFUSED, SyntaxError: a message may quote what was answered, and what is ours tells why in the log. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** https://www.twilio.com/docs/api/errors */
const badNumber = 'Twilio knows no such number: check its digits and country code.';
const countryClosed =
  'This Twilio account may not call that country: allow it under Voice > Settings > Geographic permissions.';
const callerNotOurs =
  'This Twilio account may not call from our number: buy or verify it, and deploy with `twilioNumber` set to it.';

const callRefusals: Readonly<Record<number, string>> = {
  10001: 'The Twilio account is not active: check its status in the console.',
  10002: 'A trial account of Twilio may not do this: upgrade it.',
  13223: badNumber,
  13224: badNumber,
  13225: 'Twilio does not call that number: it is blocked or of a kind that is never called.',
  13227: countryClosed,
  20003:
    'Twilio does not accept our credentials: check `twilioAccountSid` of the settings and TWILIO_AUTH_TOKEN of the vendor secret.',
  20005: 'The Twilio account is not active: check its status in the console.',
  21201: badNumber,
  21210: callerNotOurs,
  21211: badNumber,
  21212: callerNotOurs,
  21213: callerNotOurs,
  21214: 'That number cannot be reached from Twilio: check it, or dial it yourself.',
  21215: countryClosed,
  21216: 'Twilio does not call that number: it is blocked or of a kind that is never called.',
  21217: badNumber,
  21219: 'A trial account of Twilio only calls verified numbers: verify it, or upgrade the account.',
  21401: badNumber,
  32205: countryClosed,
};

const messageRefusals: Readonly<Record<number, string>> = {
  20003:
    'Twilio does not accept our credentials: check `twilioAccountSid` of the settings and TWILIO_AUTH_TOKEN of the vendor secret.',
  21211: badNumber,
  21408: 'This Twilio account may not text that country: allow it under Messaging > Settings > Geo permissions.',
  21606: 'Our number cannot send messages: choose one that can, and deploy with `twilioNumber` set to it.',
  21608: 'A trial account of Twilio only texts verified numbers: verify it, or upgrade the account.',
  21610: 'The person has opted out of our messages: they must text START first.',
  21612: 'Twilio has no way to text that number from ours.',
  21614: 'That number is not a mobile: give one that can receive messages.',
  30034: 'US carriers need our number to be registered (A2P 10DLC): register it in the Twilio console.',
};

/** The leg cannot be changed any more: it is not in progress, or Twilio knows it no longer. */
const legEnded: ReadonlySet<number> = new Set([20009, 20404, 21220]);

function unavailable(fault: Fault, cause: unknown): CarrierUnavailable {
  switch (fault.kind) {
    case 'too_fast':
      return new CarrierUnavailable('Twilio asks us to slow down (429)', { cause });
    case 'unknown_effect':
      return new CarrierUnavailable(`Twilio did not answer as it should: ${fault.reason}`, { cause });
    case 'refused':
      return new CarrierUnavailable(
        callRefusals[fault.code] ?? `Twilio refused the request (status ${fault.status}, code ${fault.code})`,
        { cause },
      );
  }
}

/** A request to begin a call failed. */
export function callFault(error: unknown): HoldSlayerError {
  const fault = faultOf(error);
  if (fault.kind !== 'refused') return unavailable(fault, error);
  const text =
    callRefusals[fault.code] ??
    `Twilio refuses this call (code ${fault.code}, https://www.twilio.com/docs/api/errors/${fault.code})`;
  return new CallRefused(text, fault.code, { cause: error });
}

/** A request on a leg failed. */
export function legFault(error: unknown): HoldSlayerError {
  const fault = faultOf(error);
  if (fault.kind === 'refused' && (legEnded.has(fault.code) || fault.status === 404)) {
    return new LegEnded('the leg has ended', { cause: error });
  }
  return unavailable(fault, error);
}

/** A message could not be sent. */
export function messageFault(error: unknown): HoldSlayerError {
  const fault = faultOf(error);
  if (fault.kind !== 'refused') return unavailable(fault, error);
  const text =
    messageRefusals[fault.code] ??
    `Twilio refuses this message (code ${fault.code}, https://www.twilio.com/docs/api/errors/${fault.code})`;
  return new MessageRefused(text, fault.code, { cause: error });
}
