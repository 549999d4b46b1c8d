import type { Exchange } from '../exchange.ts';
import type { MessageEntry } from '../record.ts';

export interface OutboundMessage {
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly direction: 'outbound-api' | 'outbound-reply';
  readonly statusCallback: string | null;
}

const SENT_AFTER_MS = 300;
const DELIVERED_AFTER_MS = 1200;

/** Takes a message and carries it through queued, sent, delivered. */
export function sendMessage(exchange: Exchange, outbound: OutboundMessage): MessageEntry {
  const { statusCallback, ...rest } = outbound;
  const message: MessageEntry = { sid: exchange.sid('SM'), ...rest, atMs: exchange.clock.now(), status: 'queued' };
  exchange.record.messages.push(message);
  const become = (status: string) => {
    message.status = status;
    if (statusCallback === null) return;
    const params = {
      AccountSid: exchange.accountSid,
      ApiVersion: '2010-04-01',
      MessageSid: message.sid,
      SmsSid: message.sid,
      MessageStatus: status,
      SmsStatus: status,
      From: message.from,
      To: message.to,
    };
    void exchange.send({ kind: 'sms-status', url: statusCallback, method: 'POST', params, callSid: null });
  };
  exchange.clock.after(SENT_AFTER_MS, () => become('sent'));
  exchange.clock.after(DELIVERED_AFTER_MS, () => become('delivered'));
  return message;
}
