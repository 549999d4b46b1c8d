import type { Exchange } from '../exchange.ts';
import { segmentsOf } from '../rest/json.ts';
import { DocumentParseFailure, readTwiml, type Verb } from '../twiml/document.ts';
import { absoluteUrl } from '../twiml/source.ts';
import { sendMessage } from './outbound.ts';

/** Words that Twilio itself answers, and how it reports them to the webhook. */
const OPT_OUT_WORDS: Readonly<Record<string, 'STOP' | 'START' | 'HELP'>> = {
  STOP: 'STOP',
  STOPALL: 'STOP',
  UNSUBSCRIBE: 'STOP',
  CANCEL: 'STOP',
  END: 'STOP',
  QUIT: 'STOP',
  START: 'START',
  UNSTOP: 'START',
  HELP: 'HELP',
  INFO: 'HELP',
};

const MOST_REDIRECTS = 5;

/**
 * A person sends a message to a number of the account. Resolves with the texts that the webhook's TwiML answers.
 * @throws {RangeError} the account does not own `to`
 */
export async function receiveSms(exchange: Exchange, from: string, to: string, body: string): Promise<string[]> {
  const number = exchange.numbers.find(({ phoneNumber }) => phoneNumber === to);
  if (!number) throw new RangeError(`${to} is none of the account's numbers: give it in "numbers"`);
  const sid = exchange.sid('SM');
  exchange.record.messages.push({
    sid,
    from,
    to,
    body,
    direction: 'inbound',
    atMs: exchange.clock.now(),
    status: 'received',
  });
  const optOutType = OPT_OUT_WORDS[body.trim().toUpperCase()];
  if (optOutType === 'STOP') exchange.optedOut.add(`${from}>${to}`);
  if (optOutType === 'START') exchange.optedOut.delete(`${from}>${to}`);
  if (!number.smsUrl) return [];
  const params = {
    AccountSid: exchange.accountSid,
    ApiVersion: '2010-04-01',
    MessageSid: sid,
    SmsMessageSid: sid,
    SmsSid: sid,
    SmsStatus: 'received',
    From: from,
    To: to,
    Body: body,
    NumMedia: '0',
    NumSegments: String(segmentsOf(body)),
    ...(optOutType ? { OptOutType: optOutType } : {}),
  };
  const replies: string[] = [];
  let url: string | null = number.smsUrl;
  for (let redirects = 0; url !== null && redirects <= MOST_REDIRECTS; redirects++) {
    url = await takeReplies(exchange, url, params, replies);
  }
  for (const reply of replies) {
    if (exchange.optedOut.has(`${from}>${to}`)) exchange.alert(21610, 'reply to an unsubscribed recipient', null);
    else sendMessage(exchange, { from: to, to: from, body: reply, direction: 'outbound-reply', statusCallback: null });
  }
  return replies;
}

/** Asks one URL; returns the next one, when the document redirects. */
async function takeReplies(
  exchange: Exchange,
  url: string,
  params: Readonly<Record<string, string>>,
  replies: string[],
): Promise<string | null> {
  const answer = await exchange.send({ kind: 'sms', url, method: 'POST', params, callSid: null });
  if (answer.kind !== 'answered' || answer.status >= 400) return null;
  const text = new TextDecoder().decode(answer.body);
  if (text.trim() === '') return null;
  if (answer.contentType.startsWith('text/plain')) {
    replies.push(text);
    return null;
  }
  for (const verb of verbsOf(exchange, text)) {
    if (verb.name === 'Message') replies.push(verb.children.find(({ name }) => name === 'Body')?.text ?? verb.text);
    else if (verb.name === 'Redirect') return absoluteUrl(verb.text, url);
  }
  return null;
}

function verbsOf(exchange: Exchange, text: string): readonly Verb[] {
  try {
    return readTwiml(text);
  } catch (failure) {
    if (!(failure instanceof DocumentParseFailure)) throw failure;
    exchange.alert(12100, `Document parse failure: ${failure.message}`, null);
    return [];
  }
}
