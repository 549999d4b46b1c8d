import { rfc2822 } from '../dates.ts';
import type { Exchange } from '../exchange.ts';
import type { Leg } from '../leg/leg.ts';
import type { CallStatus } from '../record.ts';

/** What every webhook about a call carries (https://www.twilio.com/docs/voice/twiml#request-parameters). */
export function callParams(exchange: Exchange, leg: Leg): Record<string, string> {
  const { order } = leg;
  return {
    CallSid: leg.sid,
    AccountSid: exchange.accountSid,
    ApiVersion: '2010-04-01',
    Direction: leg.entry.direction,
    CallStatus: leg.status === 'initiated' ? 'queued' : leg.status,
    From: order.from,
    Caller: order.from,
    To: order.to,
    Called: order.to,
    ...(order.parentSid === null ? {} : { ParentCallSid: order.parentSid }),
  };
}

/** Parameters of a call progress event (https://www.twilio.com/docs/voice/api/call-resource#statuscallback). */
export function callStatusParams(exchange: Exchange, leg: Leg, status: CallStatus, sequence: number) {
  const ended = leg.entry.endedAtMs !== null;
  return {
    ...callParams(exchange, leg),
    CallStatus: status,
    Timestamp: rfc2822(exchange.clock.now()),
    CallbackSource: 'call-progress-events',
    SequenceNumber: String(sequence),
    ...(ended
      ? { CallDuration: String(leg.durationSeconds()), SipResponseCode: String(leg.entry.sipResponseCode) }
      : {}),
    ...(ended && status === 'completed' ? { Duration: String(Math.ceil(leg.durationSeconds() / 60)) } : {}),
  };
}
