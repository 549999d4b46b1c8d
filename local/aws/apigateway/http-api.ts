import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Clock } from '#core/ports/clock.ts';
import { httpEvent, splitOnce } from './http-event.ts';
import { type HttpAnswer, httpAnswer, messageAnswer } from './http-response.ts';
import { IntegrationTimedOut, type InvokeIntegration, withinLimit } from './integration.ts';
import { closeServer, listen, readBody } from './listen.ts';
import { compileRoutes, type FindRoute, type Route } from './route-table.ts';

export interface HttpApiOptions {
  /** On 127.0.0.1; 0 lets the system choose. */
  readonly port: number;
  readonly clock: Clock;
  readonly routes: readonly Route[];
  readonly invoke: InvokeIntegration;
  /** Called when a request arrives, its result when it is answered. */
  readonly onWork?: () => () => void;
}

/** Takes a request away from the routes. @returns false to leave it to them */
export type Claim = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface HttpApi {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly port: number;
  readonly server: Server;
  /** Lets another API on the same port have its requests first. */
  claim(claim: Claim): void;
  close(): Promise<void>;
}

/** HTTP API quotas: payload 10 MB, integration 30 s. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;
const INTEGRATION_LIMIT_MS = 30_000;

/** An API Gateway HTTP API (payload format 2.0) in front of Lambdas. @throws {PortTaken} @throws {TypeError} a route that API Gateway would refuse */
export async function startHttpApi(options: HttpApiOptions): Promise<HttpApi> {
  const { onWork = () => () => {} } = options;
  const find = compileRoutes(options.routes);
  const claims: Claim[] = [];
  const server = createServer((request, response) => {
    if (claims.some((claim) => claim(request, response))) return;
    const workDone = onWork();
    response.once('close', workDone);
    answer(request, find, options).then(
      (made) => send(response, made),
      () => response.destroy(),
    );
  });
  const port = await listen(server, options.port);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    server,
    claim: (claim) => void claims.push(claim),
    close: () => closeServer(server),
  };
}

/** @throws when the client went away in the middle of its request */
async function answer(request: IncomingMessage, find: FindRoute, options: HttpApiOptions): Promise<HttpAnswer> {
  const { clock, invoke } = options;
  const [path] = splitOnce(request.url ?? '/', '?');
  const match = find(request.method ?? 'GET', path);
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === null) return messageAnswer(413, 'Request Entity Too Large');
  if (!match) return messageAnswer(404, 'Not Found');
  try {
    const event = httpEvent(request, body, match, clock.now());
    const result = await withinLimit(clock, INTEGRATION_LIMIT_MS, (signal) =>
      invoke(match.route.functionName, event, signal),
    );
    return httpAnswer(result) ?? messageAnswer(500, 'Internal Server Error');
  } catch (error) {
    return error instanceof IntegrationTimedOut
      ? messageAnswer(503, 'Service Unavailable')
      : messageAnswer(500, 'Internal Server Error');
  }
}

function send(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  const bodyless = status === 204 || status === 304;
  const length = bodyless ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length }).end(bodyless ? undefined : body);
}
