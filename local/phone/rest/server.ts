import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Exchange } from '../exchange.ts';
import type { RestFate } from '../faults.ts';
import type { RestEntry } from '../record.ts';
import { accountRoutes } from './account.ts';
import { streamRoutes } from './call-streams.ts';
import { callRoutes } from './calls.ts';
import { conferenceRoutes } from './conferences.ts';
import { failureOfStatus, notFound, RestFailure } from './failure.ts';
import { Form } from './form.ts';
import { messageRoutes } from './messages.ts';
import { numberRoutes } from './numbers.ts';
import type { RestAnswer, Route } from './route.ts';

const ROUTES: readonly Route[] = [
  ...accountRoutes,
  ...callRoutes,
  ...streamRoutes,
  ...conferenceRoutes,
  ...messageRoutes,
  ...numberRoutes,
];

const MOST_BODY_BYTES = 256 * 1024;

export interface RestCall {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly authorization: string;
  /** A form; empty for GET. */
  readonly body: string;
}

/** `silence`: no answer ever comes. `cut`: the connection breaks. */
export type RestReply =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'silence' }
  | { readonly kind: 'cut' };

/** Twilio's REST API of 2010-04-01, as far as a phone call needs it. */
export function createRestDesk(exchange: Exchange): (call: RestCall) => RestReply {
  const counts = new Map<string, number>();
  const base = `/2010-04-01/Accounts/${exchange.accountSid}`;

  return ({ method, url: target, authorization, body }) => {
    const url = new URL(target, 'http://localhost');
    const form = new Form(new URLSearchParams(method === 'POST' ? body : url.search));
    const path = url.pathname.startsWith(base) ? url.pathname.slice(base.length) : url.pathname;
    const entry: RestEntry = {
      method,
      path,
      params: form.entries(),
      atMs: exchange.clock.now(),
      status: null,
      code: null,
    };
    exchange.record.requests.push(entry);
    const counted = `${method} ${path}`;
    const before = counts.get(counted) ?? 0;
    counts.set(counted, before + 1);
    const fate = exchange.faults.rest?.({ method, path, params: entry.params, before });
    try {
      authenticate(exchange, authorization);
      const done = fate && !fate.effect ? null : handle(method, path, { exchange, form, path: url.pathname, base });
      if (fate) return obeyFault(fate, entry);
      if (done) entry.status = done.status;
      return done ? { kind: 'answer', ...done } : { kind: 'silence' };
    } catch (failure) {
      if (!(failure instanceof RestFailure)) throw failure;
      return failed(entry, failure);
    }
  };
}

/** The same over HTTP. */
export function createRestServer(desk: (call: RestCall) => RestReply): Server {
  return createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const reply = desk({
      method,
      url: request.url ?? '/',
      authorization: request.headers.authorization ?? '',
      body: method === 'POST' ? await bodyOf(request) : '',
    });
    if (reply.kind === 'cut') response.destroy();
    else if (reply.kind === 'answer') send(response, reply.status, reply.body);
  }
}

function handle(
  method: string,
  path: string,
  request: { readonly exchange: Exchange; readonly form: Form; readonly path: string; readonly base: string },
): RestAnswer {
  for (const route of ROUTES) {
    const ids = route.method === method ? route.pattern.exec(path) : null;
    if (ids) return route.handle({ ...request, ids: ids.slice(1) });
  }
  throw notFound(request.path);
}

/** @throws {RestFailure} 20003 */
function authenticate(exchange: Exchange, authorization: string): void {
  const [scheme, credentials = ''] = authorization.split(' ');
  const expected = Buffer.from(`${exchange.accountSid}:${exchange.authToken}`).toString('base64');
  if (scheme?.toLowerCase() !== 'basic' || credentials !== expected) throw new RestFailure(401, 20003, 'Authenticate');
}

function obeyFault(fate: RestFate, entry: RestEntry): RestReply {
  return fate.kind === 'answer' ? failed(entry, failureOfStatus(fate.status)) : { kind: fate.kind };
}

function failed(entry: RestEntry, failure: RestFailure): RestReply {
  entry.status = failure.status;
  entry.code = failure.code;
  return { kind: 'answer', status: failure.status, body: failure.toJson() };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'twilio-request-id': `RQ${'0'.repeat(32)}` });
  response.end(status === 204 ? undefined : JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes > MOST_BODY_BYTES) throw new RangeError('the body of the request is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
