import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Problem } from '#core/contracts/http.ts';
import { type WorkerAnswer, WorkerCommand } from '#core/contracts/worker-command.ts';
import type { HeardCalls } from '#core/ports/peers.ts';
import type { WorkerDeps } from '#stream-worker/worker.ts';

export interface CommandServerOptions extends Pick<WorkerDeps, 'log'> {
  readonly workerSecret: string;
  readonly obey: (command: WorkerCommand) => Promise<WorkerAnswer>;
  readonly heard: (known: string | null) => HeardCalls | 'same';
  /** HTTP status of a health path; 404 when it is none. */
  readonly health: (path: string) => number;
}

const MOST_BYTES = 64 * 1024;
const REQUEST_WITHIN_MS = 5_000;
const NO_CONTENT = 204;

/**
 * The private door for the steps: `POST /commands`, and for other workers: `GET /calls?known=VERSION`, both with a Bearer secret; `GET /health`,
 * `GET /ready`. Faults are RFC 9457 problems.
 */
export function createCommandServer({ workerSecret, obey, heard, health, log }: CommandServerOptions): Server {
  return createServer({ requestTimeout: REQUEST_WITHIN_MS, headersTimeout: REQUEST_WITHIN_MS }, (request, response) => {
    void serve(request, response).catch((error) => {
      log.error('a command failed', { error: error instanceof Error ? error.name : 'unknown' });
      if (!response.headersSent) problem(response, 500, 'the command failed');
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://worker');
    if (pathname === '/calls' && request.method === 'GET' && authorized(request)) {
      const calls = heard(searchParams.get('known'));
      if (calls === 'same') response.writeHead(NO_CONTENT).end();
      else answer(response, 200, calls);
      return;
    }
    if (request.url !== '/commands' && pathname !== '/calls') {
      const status = request.method === 'GET' ? health(request.url ?? '') : 404;
      if (status === 404) problem(response, 404, 'there are POST /commands, GET /health and GET /ready');
      else answer(response, status, { status: status === 200 ? 'ok' : 'not ready' });
      return;
    }
    if (!authorized(request)) {
      problem(response, 401, 'send the secret of the workers as a Bearer token');
      return;
    }
    if (request.method !== 'POST' || pathname === '/calls') {
      problem(response, 405, 'commands are sent by POST, calls are read by GET');
      return;
    }
    const body = await bodyOf(request);
    if (body === null) {
      problem(response, 413, `a command has at most ${MOST_BYTES} bytes`);
      return;
    }
    const command = WorkerCommand.safeParse(parsed(body));
    if (!command.success) {
      const errors = command.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
      problem(response, 400, 'this is no command', errors);
      return;
    }
    answer(response, 200, await obey(command.data));
  }

  function authorized({ headers }: IncomingMessage): boolean {
    const given = Buffer.from(headers.authorization ?? '');
    const expected = Buffer.from(`Bearer ${workerSecret}`);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function answer(response: ServerResponse, status: number, body: object, type = 'application/json'): void {
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
}

function problem(response: ServerResponse, status: number, title: string, errors?: Problem['errors']): void {
  const body: Problem = { type: 'about:blank', title, status, ...(errors ? { errors } : {}) };
  answer(response, status, body, 'application/problem+json');
}
