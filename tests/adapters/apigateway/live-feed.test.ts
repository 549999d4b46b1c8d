import { describe, expect, it } from 'vitest';
import { apiGatewayLiveFeed, createApiGatewayClient } from '#adapters/apigateway/live-feed.ts';
import { openScriptedServer, type ScriptedAnswer } from '#tests/support/scripted-server.ts';

const feedAt = (endpoint: string, requestTimeoutMs = 10_000) =>
  apiGatewayLiveFeed({
    client: createApiGatewayClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
      requestTimeoutMs,
    }),
  });

describe('live feed over API Gateway', () => {
  it('posts the message to the connection', async () => {
    await using server = await openScriptedServer({ status: 200 });
    expect(await feedAt(`${server.url}/live`).push('conn=', { text: 'on hold' })).toBe('sent');
    expect(server.requests).toMatchObject([
      { method: 'POST', path: '/live/@connections/conn%3D', body: '{"text":"on hold"}' },
    ]);
  });

  it('tells when the connection is closed', async () => {
    await using server = await openScriptedServer({
      status: 410,
      headers: { 'x-amzn-errortype': 'GoneException' },
      body: { message: 'Gone' },
    });
    expect(await feedAt(server.url).push('conn', {})).toBe('gone');
  });

  it.each<[string, ScriptedAnswer]>([
    ['throttled', { status: 429, headers: { 'x-amzn-errortype': 'LimitExceededException' }, body: {} }],
    ['broken', { status: 500, body: {} }],
    ['silent', 'silence'],
    ['gone away', 'drop'],
  ])('is unavailable when the service is %s', async (_, answer) => {
    await using server = await openScriptedServer(answer);
    const feed = feedAt(server.url, answer === 'silence' ? 200 : 10_000);
    await expect(feed.push('conn', {})).rejects.toMatchObject({ name: 'StoreUnavailable' });
  });
});
