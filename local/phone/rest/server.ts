import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Exchange } from '../exchange.ts';
import type { RestFate } from '../faults.ts';
import type { RestEntry } from '../record.ts';
import { streamRoutes } from './call-streams.ts';
import { callRoutes } from './calls.ts';
import { conferenceRoutes } from './conferences.ts';
import { failureOfStatus, notFound, RestFailure } from './failure.ts';
import { Form } from './form.ts';
import { messageRoutes } from './messages.ts';
import { numberRoutes } from './numbers.ts';
import type { RestAnswer, Route } from './route.ts';

const ROUTES: readonly Route[] = [
  ...callRoutes,
  ...streamRoutes,
  ...conferenceRoutes,
  ...messageRoutes,
  ...numberRoutes,
];

const MOST_BODY_BYTES = 256 * 1024;

/** Twilio's REST API of 2010-04-01 over HTTP, as far as a phone call needs it. */
export function createRestServer(exchange: Exchange): Server {
  const counts = new Map<string, number>();

  return createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const base = `/2010-04-01/Accounts/${exchange.accountSid}`;
    const method = request.method ?? 'GET';
    const form = new Form(new URLSearchParams(method === 'POST' ? await bodyOf(request) : url.search));
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
      authenticate(exchange, request);
      const act = () => handle(method, path, { exchange, form, path: url.pathname, base });
      const done = fate && !fate.effect ? null : act();
      if (fate) return obeyFault(fate, response, entry);
      if (done) send(response, entry, done.status, done.body);
    } catch (failure) {
      if (!(failure instanceof RestFailure)) throw failure;
      entry.code = failure.code;
      send(response, entry, failure.status, failure.toJson());
    }
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
function authenticate(exchange: Exchange, request: IncomingMessage): void {
  const [scheme, credentials = ''] = (request.headers.authorization ?? '').split(' ');
  const expected = Buffer.from(`${exchange.accountSid}:${exchange.authToken}`).toString('base64');
  if (scheme?.toLowerCase() !== 'basic' || credentials !== expected) throw new RestFailure(401, 20003, 'Authenticate');
}

function obeyFault(fate: RestFate, response: ServerResponse, entry: RestEntry): void {
  if (fate.kind === 'cut') return void response.destroy();
  if (fate.kind === 'silence') return;
  const failure = failureOfStatus(fate.status);
  entry.code = failure.code;
  send(response, entry, failure.status, failure.toJson());
}

function send(response: ServerResponse, entry: RestEntry, status: number, body: unknown): void {
  entry.status = status;
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
