import { isE164 } from '../numbers.ts';
import { sendMessage } from '../sms/outbound.ts';
import { notFound, RestFailure } from './failure.ts';
import { messageJson } from './json.ts';
import { pageOf, withinTimes } from './paging.ts';
import { route } from './route.ts';

const MOST_CHARACTERS = 1600;

export const messageRoutes = [
  route('POST', '/Messages', ({ exchange, form }) => {
    const to = form.get('To');
    const from = form.get('From');
    const body = form.get('Body');
    if (!to) throw new RestFailure(400, 21604, "A 'To' phone number is required.");
    if (!from) throw new RestFailure(400, 21603, "A 'From' phone number is required.");
    if (!body) throw new RestFailure(400, 21602, 'Message body is required.');
    if (!isE164(to)) throw new RestFailure(400, 21211, `Invalid 'To' Phone Number: ${to}`);
    if (body.length > MOST_CHARACTERS)
      throw new RestFailure(400, 21617, 'The concatenated message body exceeds the 1600 character limit');
    if (to === from) throw new RestFailure(400, 21266, "'To' and 'From' number cannot be the same");
    if (exchange.numbers.length > 0 && !exchange.numbers.some(({ phoneNumber }) => phoneNumber === from))
      throw new RestFailure(400, 21606, `The 'From' phone number ${from} is not a valid SMS-capable number`);
    if (exchange.optedOut.has(`${to}>${from}`))
      throw new RestFailure(400, 21610, 'Attempt to send to unsubscribed recipient');
    const callback = form.get('StatusCallback') ?? null;
    const message = sendMessage(exchange, { from, to, body, direction: 'outbound-api', statusCallback: callback });
    return { status: 201, body: messageJson(exchange, message) };
  }),

  route('GET', '/Messages', ({ exchange, form, path }) => {
    const to = form.get('To');
    const from = form.get('From');
    const wanted = exchange.record.messages.filter(
      (each) =>
        (to === undefined || each.to === to) &&
        (from === undefined || each.from === from) &&
        withinTimes(each.atMs, 'DateSent', form),
    );
    const body = pageOf(wanted.toReversed(), 'messages', path, form, (each) => messageJson(exchange, each));
    return { status: 200, body };
  }),

  route('GET', '/Messages/:', ({ exchange, ids, path }) => {
    const message = exchange.record.messages.find(({ sid }) => sid === ids[0]);
    if (!message) throw notFound(path);
    return { status: 200, body: messageJson(exchange, message) };
  }),
];
