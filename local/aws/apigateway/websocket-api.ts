import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '#core/ports/clock.ts';
import { type Connection, connectionsApi, MAX_MESSAGE_BYTES } from './connections.ts';
import type { HttpApi } from './http-api.ts';
import { type InvokeIntegration, withinLimit } from './integration.ts';
import { closeServer, listen } from './listen.ts';
import { type ConnectionFacts, connectEvent, connectionFacts, requestContext } from './websocket-event.ts';

export interface WebSocketApiOptions {
  /** On 127.0.0.1, 0 lets the system choose; or an HTTP API whose port it shares. */
  readonly at: number | HttpApi;
  readonly clock: Clock;
  /** Function of each route key: `$connect`, `$disconnect`, `$default`, and values of `action` in the messages. */
  readonly routes: Readonly<Record<string, string>>;
  readonly invoke: InvokeIntegration;
  /** First part of the path. Default `live`. */
  readonly stage?: string;
  readonly onWork?: () => () => void;
}

export interface WebSocketApi {
  /** `ws://127.0.0.1:PORT/STAGE` for clients. */
  readonly endpoint: string;
  /** `http://127.0.0.1:PORT/STAGE` for @aws-sdk/client-apigatewaymanagementapi. */
  readonly managementEndpoint: string;
  /** Ends every connection (their `$disconnect` runs), and the port when it is not shared. */
  close(): Promise<void>;
}

/** WebSocket API quotas: integration 29 s, ten minutes without a message, two hours in all. */
const INTEGRATION_LIMIT_MS = 29_000;
const IDLE_LIMIT_MS = 10 * 60_000;
const LIFE_LIMIT_MS = 2 * 60 * 60_000;

/** An API Gateway WebSocket API with the route selection `$request.body.action`. @throws {PortTaken} */
export async function startWebSocketApi(options: WebSocketApiOptions): Promise<WebSocketApi> {
  const { at, clock, routes, stage = 'live', onWork = () => () => {} } = options;
  const connections = new Map<string, Connection>();
  const underWay = new Set<Promise<unknown>>();
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    // A subprotocol is agreed only when `$connect` names it.
    handleProtocols: () => false,
  });

  const invoke = (functionName: string, event: unknown): Promise<unknown> => {
    const workDone = onWork();
    const running = withinLimit(clock, INTEGRATION_LIMIT_MS, (signal) =>
      options.invoke(functionName, event, signal),
    ).finally(() => {
      workDone();
      underWay.delete(running);
    });
    underWay.add(running);
    return running;
  };

  const connect = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const facts = connectionFacts(request, stage, clock.now());
    let protocol: string | undefined;
    if (routes.$connect) {
      const result = await invoke(routes.$connect, connectEvent(request, facts, clock.now())).catch(() => failed);
      const status = statusOf(result);
      if (status < 200 || status > 299) return refuse(socket, status);
      protocol = headerOf(result, 'sec-websocket-protocol');
    }
    const addProtocol = (headers: string[]) => {
      if (protocol) headers.push(`Sec-WebSocket-Protocol: ${protocol}`);
    };
    webSockets.on('headers', addProtocol);
    webSockets.handleUpgrade(request, socket, head, (webSocket) => open(webSocket, facts));
    webSockets.off('headers', addProtocol);
  };

  const open = (socket: WebSocket, facts: ConnectionFacts) => {
    const goingAway = () => socket.close(1001, 'Going away');
    let cancelIdle = clock.after(IDLE_LIMIT_MS, goingAway);
    const cancelLife = clock.after(LIFE_LIMIT_MS, goingAway);
    const connection: Connection = {
      facts,
      socket,
      lastActiveMs: clock.now(),
      touch: () => {
        connection.lastActiveMs = clock.now();
        cancelIdle();
        cancelIdle = clock.after(IDLE_LIMIT_MS, goingAway);
      },
    };
    connections.set(facts.connectionId, connection);
    socket.on('message', (data, isBinary) => {
      connection.touch();
      receive(connection, toBuffer(data), isBinary).catch(() => socket.terminate());
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', (code, reason) => {
      cancelIdle();
      cancelLife();
      connections.delete(facts.connectionId);
      if (!routes.$disconnect) return;
      const context = requestContext(facts, 'DISCONNECT', '$disconnect', clock.now());
      const why = { disconnectStatusCode: code, disconnectReason: reason.toString() };
      invoke(routes.$disconnect, { requestContext: { ...context, ...why }, isBase64Encoded: false }).catch(() => {});
    });
  };

  /** Nothing that a route returns goes to the client: that is what `@connections` is for. */
  const receive = async ({ facts, socket }: Connection, data: Buffer, isBinary: boolean) => {
    const action = actionOf(data);
    const routeKey = action !== null && action in routes ? action : '$default';
    const functionName = routes[routeKey];
    const context = requestContext(facts, 'MESSAGE', routeKey, clock.now());
    const complain = (message: string) =>
      socket.send(JSON.stringify({ message, connectionId: facts.connectionId, requestId: context.requestId }));
    if (!functionName) return complain('Forbidden');
    const body = isBinary ? data.toString('base64') : data.toString();
    try {
      await invoke(functionName, { requestContext: context, body, isBase64Encoded: isBinary });
    } catch {
      complain('Internal server error');
    }
  };

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const [path] = (request.url ?? '/').split('?');
    if (path !== `/${stage}` && path !== `/${stage}/`) return refuse(socket, 403);
    connect(request, socket, head).catch(() => socket.destroy());
  };

  const claim = connectionsApi(stage, connections);
  const shared = typeof at === 'object';
  const server = shared
    ? at.server
    : createServer((request, response) => {
        if (!claim(request, response)) response.writeHead(403).end(JSON.stringify({ message: 'Forbidden' }));
      });
  if (shared) at.claim(claim);
  server.on('upgrade', onUpgrade);
  const port = shared ? at.port : await listen(server, at);

  return {
    endpoint: `ws://127.0.0.1:${port}/${stage}`,
    managementEndpoint: `http://127.0.0.1:${port}/${stage}`,
    close: async () => {
      server.off('upgrade', onUpgrade);
      const closed = [...connections.values()].map(
        ({ socket }) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
      );
      for (const { socket } of connections.values()) socket.terminate();
      await Promise.all(closed);
      await Promise.allSettled(underWay);
      if (!shared) await closeServer(server);
    },
  };
}

const failed = { statusCode: 502 };

function statusOf(result: unknown): number {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) return 502;
  const status = Number(result.statusCode);
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : 502;
}

function headerOf(result: unknown, name: string): string | undefined {
  if (typeof result !== 'object' || result === null || !('headers' in result)) return undefined;
  const found = Object.entries(result.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof found === 'string' && /^[\w.!#$%&'*+^`|~-]+$/.test(found) ? found : undefined;
}

function refuse(socket: Duplex, status: number): void {
  const body = JSON.stringify({ message: status === 403 || status === 401 ? 'Forbidden' : 'Internal server error' });
  const head = ['connection: close', 'content-type: application/json', `content-length: ${Buffer.byteLength(body)}`];
  socket.end(`HTTP/1.1 ${status} ${status}\r\n${head.join('\r\n')}\r\n\r\n${body}`);
}

function actionOf(data: Buffer): string | null {
  try {
    const body: unknown = JSON.parse(data.toString());
    if (typeof body !== 'object' || body === null || !('action' in body)) return null;
    return typeof body.action === 'string' && !body.action.startsWith('$') ? body.action : null;
  } catch {
    return null;
  }
}

function toBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? Buffer.from(data) : data;
}
