import type { Exchange } from '../exchange.ts';
import type { Leg } from '../leg/leg.ts';
import { readEvents, type StatusCallback } from '../leg/order.ts';
import { isDialable, isE164 } from '../numbers.ts';
import { callProgram } from '../twiml/call-program.ts';
import type { Source } from '../twiml/source.ts';
import { notFound, notInProgress, RestFailure } from './failure.ts';
import type { Form } from './form.ts';
import { callJson } from './json.ts';
import { pageOf, withinTimes } from './paging.ts';
import { type RestRequest, route } from './route.ts';

const MOST_TWIML_CHARACTERS = 4000;
const DEFAULT_RING_SECONDS = 60;
const DEFAULT_TIME_LIMIT_SECONDS = 14_400;

export const callRoutes = [
  route('POST', '/Calls', ({ exchange, form }) => {
    const to = numberIn(exchange, form, 'To', 21201, 21211);
    const from = numberIn(exchange, form, 'From', 21213, 21212);
    const owned = exchange.numbers.length === 0 || exchange.numbers.some(({ phoneNumber }) => phoneNumber === from);
    if (isE164(from) && !owned)
      throw new RestFailure(400, 21210, `Source phone number provided, ${from}, is not yet verified for your account`);
    const first = sourceIn(form);
    if (!first) throw new RestFailure(400, 21205, 'Url parameter is required.');
    const sendDigits = form.get('SendDigits') ?? '';
    if (!/^[0-9A-D#*wW]{0,32}$/.test(sendDigits)) throw new RestFailure(400, 21208, 'Invalid SendDigits');
    const leg = exchange.dial({
      to,
      from,
      parentSid: null,
      ringSeconds: form.wholeNumber('Timeout', 1, 600) ?? DEFAULT_RING_SECONDS,
      timeLimitSeconds: form.wholeNumber('TimeLimit', 1, 86_400) ?? DEFAULT_TIME_LIMIT_SECONDS,
      statusCallback: statusCallbackIn(form),
      onAnswer: (answered) => callProgram(exchange, answered, { first, sendDigits, fallback: fallbackIn(form) }),
    });
    if (first.kind === 'inline') tellDocument(exchange, leg, 'create', first.twiml);
    return { status: 201, body: callJson(exchange, leg) };
  }),

  route('GET', '/Calls', ({ exchange, form, path }) => {
    const wanted = [...exchange.legs.values()].filter(
      (leg) =>
        matches(leg.order.to, form.get('To')) &&
        matches(leg.order.from, form.get('From')) &&
        matches(leg.status === 'initiated' ? 'queued' : leg.status, form.get('Status')) &&
        matches(leg.order.parentSid ?? '', form.get('ParentCallSid')) &&
        // A call that was never answered has no start time; Twilio then goes by its creation.
        withinTimes(leg.entry.answeredAtMs ?? leg.entry.statuses[0]?.atMs ?? 0, 'StartTime', form),
    );
    const body = pageOf(wanted.toReversed(), 'calls', path, form, (leg) => callJson(exchange, leg));
    return { status: 200, body };
  }),

  route('GET', '/Calls/:', (request) => ({ status: 200, body: callJson(request.exchange, legOf(request)) })),

  route('POST', '/Calls/:', (request) => {
    const { exchange, form } = request;
    const leg = legOf(request);
    const status = form.get('Status');
    if (status !== undefined) {
      if (status !== 'completed' && status !== 'canceled')
        throw new RestFailure(400, 21218, 'Invalid Status: it must be canceled or completed');
      if (leg.isOver) throw notInProgress();
      if (!leg.isInProgress) leg.end('canceled', 'rest', 487);
      else if (status === 'completed') leg.end('completed', 'rest');
      return { status: 200, body: callJson(exchange, leg) };
    }
    const first = sourceIn(form);
    if (!first) throw new RestFailure(400, 21205, 'Url parameter is required.');
    if (!leg.isInProgress) throw notInProgress();
    if (first.kind === 'inline') tellDocument(exchange, leg, 'update', first.twiml);
    leg.run(callProgram(exchange, leg, { first, fallback: fallbackIn(form) }));
    return { status: 200, body: callJson(exchange, leg) };
  }),
];

/** @throws {RestFailure} 20404 no such call */
export function legOf({ exchange, ids, path }: Pick<RestRequest, 'exchange' | 'ids' | 'path'>): Leg {
  const leg = exchange.legs.get(ids[0] ?? '');
  if (!leg) throw notFound(path);
  return leg;
}

function tellDocument(exchange: Exchange, leg: Leg, by: 'create' | 'update', twiml: string): void {
  leg.entry.documents.push({ by, twiml, atMs: exchange.clock.now() });
}

function numberIn(exchange: Exchange, form: Form, name: 'To' | 'From', missing: number, invalid: number): string {
  const number = form.get(name);
  if (!number) throw new RestFailure(400, missing, `No '${name}' number is specified`);
  if (!isDialable(number))
    throw new RestFailure(400, invalid, `The phone number you are attempting to call, ${number}, is not valid.`);
  const refused = name === 'To' ? exchange.faults.refusedNumber?.(number) : undefined;
  if (refused !== undefined)
    throw new RestFailure(400, refused, `Account not allowed to call ${number}. See the geographic permissions.`);
  return number;
}

/** Url goes before Twiml where both are given (the API says so). */
function sourceIn(form: Form): Source | null {
  const url = form.get('Url');
  const twiml = form.get('Twiml');
  if (url !== undefined) {
    if (!isWebUrl(url)) throw new RestFailure(400, 21205, `Url is not a valid URL: ${url}`);
    return { kind: 'fetch', url, method: form.method('Method'), params: {}, as: 'voice' };
  }
  if (twiml === undefined) return null;
  // ? Twilio documents the limit but not the code of the refusal; 20001 is its code for an invalid parameter.
  if (twiml.length > MOST_TWIML_CHARACTERS)
    throw new RestFailure(400, 20001, `Twiml must be at most ${MOST_TWIML_CHARACTERS} characters long`);
  return { kind: 'inline', twiml };
}

function fallbackIn(form: Form): Source | null {
  const url = form.get('FallbackUrl');
  if (url === undefined) return null;
  return { kind: 'fetch', url, method: form.method('FallbackMethod'), params: {}, as: 'fallback' };
}

function statusCallbackIn(form: Form): StatusCallback | null {
  const url = form.get('StatusCallback');
  if (url === undefined) return null;
  if (!isWebUrl(url)) throw new RestFailure(400, 21609, `The StatusCallback URL ${url} is not a valid URL.`);
  return { url, method: form.method('StatusCallbackMethod'), events: readEvents(form.all('StatusCallbackEvent')) };
}

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:\/\//i.test(text);
}

function matches(value: string, wanted: string | undefined): boolean {
  return wanted === undefined || wanted === value;
}
