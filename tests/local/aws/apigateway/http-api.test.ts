import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type HttpApi, startHttpApi } from '#local/aws/apigateway/http-api.ts';
import { PortTaken } from '#local/aws/apigateway/listen.ts';
import { createManualClock } from '#tests/support/manual-clock.ts';

const routes = [
  { method: 'GET', path: '/calls/{id}', functionName: 'api' },
  { method: 'POST', path: '/calls', functionName: 'api' },
  { method: 'ANY', path: '/hooks/{proxy+}', functionName: 'hooks' },
];

/** An API whose only Lambda answers with `result` (or what it makes of the event) and keeps the events. */
async function apiRig(result: unknown = { statusCode: 200 }) {
  const clock = createManualClock(Date.UTC(2026, 1, 3, 4, 5, 6));
  const events: APIGatewayProxyEventV2[] = [];
  let working = 0;
  let arrived = () => {};
  const invoked = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const api: HttpApi = await startHttpApi({
    port: 0,
    clock,
    routes,
    onWork: () => {
      working += 1;
      return () => {
        working -= 1;
      };
    },
    invoke: async (_, event) => {
      events.push(event as APIGatewayProxyEventV2);
      arrived();
      return typeof result === 'function' ? await result(event) : result;
    },
  });
  onTestFinished(() => api.close());
  return { api, clock, events, invoked, working: () => working, get: (path: string) => fetch(api.endpoint + path) };
}

describe('the event', () => {
  it('is payload format 2.0', async () => {
    const { api, events } = await apiRig();
    const url = new URL('/calls/c%201?a=1&b=x%20y&a=2&flag', api.endpoint);
    const asking = request(url, { headers: { 'X-Two': ['one', 'two'], Cookie: 'k=v; l=w', 'User-Agent': 'test' } });
    await new Promise((resolve) => asking.on('response', (response) => resolve(text(response))).end());
    expect(events).toMatchObject([
      {
        version: '2.0',
        routeKey: 'GET /calls/{id}',
        rawPath: '/calls/c%201',
        rawQueryString: 'a=1&b=x%20y&a=2&flag',
        cookies: ['k=v', 'l=w'],
        headers: {
          'x-two': 'one,two',
          'user-agent': 'test',
          host: `127.0.0.1:${api.port}`,
          'x-forwarded-port': String(api.port),
        },
        queryStringParameters: { a: '1,2', b: 'x y', flag: '' },
        pathParameters: { id: 'c 1' },
        isBase64Encoded: false,
        requestContext: {
          domainName: '127.0.0.1',
          http: { method: 'GET', path: '/calls/c%201', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
          routeKey: 'GET /calls/{id}',
          stage: '$default',
          time: '03/Feb/2026:04:05:06 +0000',
          timeEpoch: Date.UTC(2026, 1, 3, 4, 5, 6),
        },
      },
    ]);
    expect(events[0]).not.toHaveProperty('body');
    expect(events[0]?.headers).not.toHaveProperty('cookie');
  });

  it.each([
    { type: 'application/json', base64: false },
    { type: 'application/json; charset=utf-8', base64: false },
    { type: 'text/csv', base64: false },
    { type: 'application/x-www-form-urlencoded', base64: true },
    { type: 'application/octet-stream', base64: true },
    { type: undefined, base64: true },
  ])('a body of $type is base64: $base64', async ({ type, base64 }) => {
    const { api, events } = await apiRig();
    await fetch(`${api.endpoint}/calls`, {
      method: 'POST',
      body: Buffer.from('To=%2B1&x=é'),
      headers: type ? { 'content-type': type } : {},
    });
    const body = base64 ? Buffer.from('To=%2B1&x=é').toString('base64') : 'To=%2B1&x=é';
    expect(events).toMatchObject([{ body, isBase64Encoded: base64 }]);
  });
});

describe('the response', () => {
  it.each([
    { result: 'just text', status: 200, type: 'application/json', body: 'just text' },
    { result: { message: 'hi' }, status: 200, type: 'application/json', body: '{"message":"hi"}' },
    { result: null, status: 200, type: 'application/json', body: 'null' },
    { result: { statusCode: 202, body: 'ok' }, status: 202, type: 'text/plain;charset=UTF-8', body: 'ok' },
    {
      result: { statusCode: '201', headers: { 'Content-Type': 'text/xml', 'x-n': 7 }, body: '<a/>' },
      status: 201,
      type: 'text/xml',
      body: '<a/>',
    },
    {
      result: { statusCode: 200, isBase64Encoded: true, body: 'aGk=' },
      status: 200,
      type: 'text/plain;charset=UTF-8',
      body: 'hi',
    },
    { result: { statusCode: 204 }, status: 204, type: null, body: '' },
    {
      result: { statusCode: 'soon' },
      status: 500,
      type: 'application/json',
      body: '{"message":"Internal Server Error"}',
    },
    {
      result: { statusCode: 200, body: { not: 'text' } },
      status: 500,
      type: 'application/json',
      body: '{"message":"Internal Server Error"}',
    },
  ])('$result → $status $body', async ({ result, status, type, body }) => {
    const { get } = await apiRig(result);
    const response = await get('/calls/1');
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      status,
      type,
      body,
    ]);
  });

  it('sets each cookie by itself', async () => {
    const { get } = await apiRig({ statusCode: 200, cookies: ['a=1; Path=/', 'b=2'] });
    expect((await get('/calls/1')).headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
  });

  it('is 404 for a path or a method that no route takes', async () => {
    const { api, get, events } = await apiRig();
    const wrongMethod = await fetch(`${api.endpoint}/calls`, { method: 'DELETE' });
    for (const response of [await get('/nowhere'), wrongMethod])
      expect([response.status, await response.json()]).toEqual([404, { message: 'Not Found' }]);
    expect(events).toEqual([]);
  });

  it('is 500 when the Lambda throws, and says nothing of why', async () => {
    const { get } = await apiRig(() => {
      throw new Error('secret');
    });
    const response = await get('/calls/1');
    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  });

  it('is 503 when the Lambda takes more than 30 s', async () => {
    const { get, clock, invoked } = await apiRig(() => new Promise(() => {}));
    const asking = get('/calls/1');
    await invoked;
    await clock.advance(30_000);
    const response = await asking;
    expect([response.status, await response.json()]).toEqual([503, { message: 'Service Unavailable' }]);
    expect(clock.untilNextMs()).toBeNull();
  });

  it.each([
    { bytes: 10 * 1024 * 1024, status: 200 },
    { bytes: 10 * 1024 * 1024 + 1, status: 413 },
  ])('is $status for a body of $bytes bytes', async ({ bytes, status }) => {
    const { api } = await apiRig();
    const response = await fetch(`${api.endpoint}/calls`, { method: 'POST', body: Buffer.alloc(bytes) });
    expect(response.status).toBe(status);
  });
});

it('a client that goes away leaves nothing behind', async () => {
  const { api, working, get } = await apiRig();
  const asking = request(`${api.endpoint}/calls`, { method: 'POST', headers: { 'content-length': 100 } });
  const gone = new Promise((resolve) => asking.on('error', resolve));
  asking.write('half');
  await get('/calls/1');
  asking.destroy(new Error('gone'));
  await gone;
  while (working() > 0) await get('/calls/1').then((response) => response.text());
  expect(working()).toBe(0);
});

it('a taken port is one clear error', async () => {
  const { api } = await apiRig();
  const second = startHttpApi({ port: api.port, clock: createManualClock(), routes, invoke: async () => null });
  await expect(second).rejects.toBeInstanceOf(PortTaken);
  await expect(second).rejects.toMatchObject({
    name: 'PortTaken',
    message: `Port ${api.port} of 127.0.0.1 is taken: stop the other program or choose another port`,
  });
});
