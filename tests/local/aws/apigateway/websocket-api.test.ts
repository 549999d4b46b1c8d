import { once } from 'node:events';
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { startHttpApi } from '#local/aws/apigateway/http-api.ts';
import { startWebSocketApi } from '#local/aws/apigateway/websocket-api.ts';
import { createManualClock } from '#tests/support/manual-clock.ts';

interface GotEvent {
  readonly requestContext: { readonly routeKey: string; readonly connectionId: string; readonly eventType: string };
  readonly body?: string;
}
type TestLambda = (event: GotEvent) => unknown;

const allRoutes = { $connect: 'connect', $disconnect: 'disconnect', $default: 'default', watch: 'watch' };

/** A WebSocket API on its own port, or on that of an HTTP API. */
async function socketRig(
  lambdas: Record<string, TestLambda> = {},
  options: { routes?: Record<string, string>; shared?: boolean } = {},
) {
  const clock = createManualClock();
  const events: { name: string; event: GotEvent }[] = [];
  const waiters: (() => void)[] = [];
  const http = options.shared
    ? await startHttpApi({
        port: 0,
        clock,
        routes: [{ method: 'GET', path: '/live', functionName: 'http' }],
        invoke: async () => 'http',
      })
    : null;
  const api = await startWebSocketApi({
    at: http ?? 0,
    clock,
    routes: options.routes ?? allRoutes,
    invoke: async (name, event) => {
      const got = event as GotEvent;
      events.push({ name, event: got });
      for (const wake of waiters.splice(0)) wake();
      return name in lambdas ? await lambdas[name]?.(got) : { statusCode: 200 };
    },
  });
  const client = new ApiGatewayManagementApiClient({
    endpoint: api.managementEndpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: 1,
  });
  const sockets: WebSocket[] = [];
  onTestFinished(async () => {
    client.destroy();
    for (const socket of sockets) socket.terminate();
    await api.close();
    await http?.close();
  });

  /** The n-th event of a function, once it has come. */
  const event = async (name: string, n = 0): Promise<GotEvent> => {
    for (;;) {
      const found = events.filter((entry) => entry.name === name)[n];
      if (found) return found.event;
      await new Promise<void>((resolve) => waiters.push(resolve));
    }
  };
  const connect = (path = '', protocols: string[] = []) => {
    const socket = new WebSocket(api.endpoint + path, protocols);
    sockets.push(socket);
    return socket;
  };
  const open = async (...args: Parameters<typeof connect>) => {
    const socket = connect(...args);
    await once(socket, 'open');
    return socket;
  };
  const connectionId = async (n = 0) => (await event('connect', n)).requestContext.connectionId;
  return { api, http, clock, client, event, events, connect, open, connectionId };
}

const refusal = async (socket: WebSocket) => {
  socket.on('error', () => {});
  const [, response] = await once(socket, 'unexpected-response');
  return response.statusCode;
};
const nextMessage = async (socket: WebSocket) => String((await once(socket, 'message'))[0]);

describe('$connect', () => {
  it('gets the handshake', async () => {
    const { open, event } = await socketRig();
    await open('?key=abc&call=1');
    expect(await event('connect')).toMatchObject({
      headers: { Upgrade: 'websocket' },
      queryStringParameters: { key: 'abc', call: '1' },
      requestContext: {
        routeKey: '$connect',
        eventType: 'CONNECT',
        stage: 'live',
        connectionId: expect.stringMatching(/^[A-Za-z0-9]+=$/),
        connectedAt: Date.UTC(2026, 0, 1),
        identity: { sourceIp: '127.0.0.1' },
      },
    });
  });

  it.each([
    { what: 'refuses with its status', f: () => ({ statusCode: 401 }), status: 401 },
    { what: 'throws', f: () => Promise.reject(new Error('no')), status: 502 },
    { what: 'answers nonsense', f: () => 'hello', status: 502 },
  ])('that $what: $status', async ({ f, status }) => {
    const { connect, events } = await socketRig({ connect: f });
    expect(await refusal(connect())).toBe(status);
    expect(events.map(({ name }) => name)).toEqual(['connect']);
  });

  it('chooses the subprotocol', async () => {
    const headers = { 'Sec-WebSocket-Protocol': 'v2' };
    const { open } = await socketRig({ connect: () => ({ statusCode: 200, headers }) });
    expect((await open('', ['v1', 'v2'])).protocol).toBe('v2');
  });

  it('another stage is forbidden', async () => {
    const { api } = await socketRig();
    expect(await refusal(new WebSocket(api.endpoint.replace('/live', '/other')))).toBe(403);
  });
});

describe('messages', () => {
  it.each([
    { sent: '{"action":"watch","call":"c1"}', name: 'watch', routeKey: 'watch' },
    { sent: '{"action":"unknown"}', name: 'default', routeKey: '$default' },
    { sent: '{"action":"$connect"}', name: 'default', routeKey: '$default' },
    { sent: 'no json', name: 'default', routeKey: '$default' },
  ])('$sent goes to $routeKey', async ({ sent, name, routeKey }) => {
    const { open, event, connectionId } = await socketRig();
    (await open()).send(sent);
    expect(await event(name)).toMatchObject({
      body: sent,
      isBase64Encoded: false,
      requestContext: { routeKey, eventType: 'MESSAGE', connectionId: await connectionId() },
    });
  });

  it('without a route are answered Forbidden; a Lambda that throws is told as an error', async () => {
    const { open } = await socketRig({ watch: () => Promise.reject(new Error('no')) }, { routes: { watch: 'watch' } });
    const socket = await open();
    socket.send('anything');
    expect(JSON.parse(await nextMessage(socket))).toMatchObject({
      message: 'Forbidden',
      connectionId: expect.any(String),
    });
    socket.send('{"action":"watch"}');
    expect(JSON.parse(await nextMessage(socket))).toMatchObject({ message: 'Internal server error' });
  });

  it('over 128 KB end the connection', async () => {
    const { open } = await socketRig();
    const socket = await open();
    socket.on('error', () => {});
    socket.send('x'.repeat(131_073));
    expect((await once(socket, 'close'))[0]).toBe(1009);
  });
});

describe('@connections', () => {
  it('sends, tells and ends', async () => {
    const { open, client, connectionId, clock, event } = await socketRig();
    const socket = await open();
    const ConnectionId = await connectionId();
    await clock.advance(5_000);
    const message = nextMessage(socket);
    await client.send(new PostToConnectionCommand({ ConnectionId, Data: '{"é":1}' }));
    expect(await message).toBe('{"é":1}');
    expect(await client.send(new GetConnectionCommand({ ConnectionId }))).toMatchObject({
      ConnectedAt: new Date('2026-01-01T00:00:00Z'),
      LastActiveAt: new Date('2026-01-01T00:00:05Z'),
    });
    const closed = once(socket, 'close');
    await client.send(new DeleteConnectionCommand({ ConnectionId }));
    expect((await closed)[0]).toBe(1000);
    expect(await event('disconnect')).toMatchObject({
      requestContext: { eventType: 'DISCONNECT', disconnectStatusCode: 1000 },
    });
  });

  it('a connection that is gone is a GoneException', async () => {
    const { open, client, connectionId, event } = await socketRig();
    const socket = await open();
    const ConnectionId = await connectionId();
    socket.terminate();
    await event('disconnect');
    const gone = { name: 'GoneException', $metadata: { httpStatusCode: 410 } };
    await expect(client.send(new PostToConnectionCommand({ ConnectionId, Data: 'x' }))).rejects.toMatchObject(gone);
    await expect(client.send(new GetConnectionCommand({ ConnectionId: 'never=' }))).rejects.toMatchObject(gone);
  });

  it('too much at once is a PayloadTooLargeException', async () => {
    const { open, client, connectionId } = await socketRig();
    await open();
    const command = new PostToConnectionCommand({ ConnectionId: await connectionId(), Data: 'x'.repeat(131_073) });
    await expect(client.send(command)).rejects.toMatchObject({ name: 'PayloadTooLargeException' });
  });

  it('a path that cannot be decoded hurts nobody', async () => {
    const { api } = await socketRig();
    expect((await fetch(`${api.managementEndpoint}/@connections/%E0%A4%A`)).status).toBe(410);
    expect((await fetch(api.managementEndpoint)).status).toBe(403);
  });
});

describe('limits of time', () => {
  it('ten minutes without a message end it, each message begins them anew', async () => {
    const { open, clock, event } = await socketRig();
    const socket = await open();
    let closed = false;
    socket.on('close', () => {
      closed = true;
    });
    await clock.advance(9 * 60_000);
    socket.send('still here');
    await event('default');
    await clock.advance(9 * 60_000);
    expect(closed).toBe(false);
    const end = once(socket, 'close');
    await clock.advance(60_000);
    expect((await end)[0]).toBe(1001);
  });

  it('two hours end it in any case', async () => {
    const { open, clock, event } = await socketRig();
    const socket = await open();
    const end = once(socket, 'close');
    for (let n = 0; n < 23; n += 1) {
      await clock.advance(5 * 60_000);
      socket.send('busy');
      await event('default', n);
    }
    await clock.advance(5 * 60_000);
    expect((await end)[0]).toBe(1001);
  });
});

it('shares the port of an HTTP API', async () => {
  const { api, http, open, client, connectionId } = await socketRig({}, { shared: true });
  expect(new URL(api.endpoint).port).toBe(String(http?.port));
  const socket = await open();
  expect(await (await fetch(`${http?.endpoint}/live`)).text()).toBe('http');
  const message = nextMessage(socket);
  await client.send(new PostToConnectionCommand({ ConnectionId: await connectionId(), Data: 'both' }));
  expect(await message).toBe('both');
});
