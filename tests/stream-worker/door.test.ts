import { describe, expect, it } from 'vitest';
import { httpPeerLink } from '#adapters/worker-http/peer-link.ts';
import { WorkerAnswer } from '#core/contracts/worker-command.ts';
import { aStream, aWorld, callId, placing, waiting, workerSecret } from './a-worker.ts';

describe('who may open a stream', () => {
  it('Twilio, with a pass of ours', async () => {
    const world = await aWorld();
    const { port, stats } = await world.worker();
    const stream = await aStream(world, port);
    await world.until(() => stats().streams === 1);
    expect(stream.status).toBe(101);
    expect(await world.calls.get(callId)).toMatchObject({ workerUrl: expect.stringMatching(/^http:/) });
  });

  it.each([
    { told: 'without a signature', options: { signature: '' }, status: 403 },
    { told: 'with a wrong signature', options: { signature: 'bm8=' }, status: 403 },
    { told: 'at another path', options: { path: '/streams' }, status: 404 },
  ])('nobody $told', async ({ options, status }) => {
    const world = await aWorld();
    const { port, stats } = await world.worker();
    expect((await aStream(world, port, options)).status).toBe(status);
    expect(stats().refusedStreams).toBe(1);
  });

  it.each([
    { told: 'a pass that is not ours', options: { pass: 'x'.repeat(43) } },
    { told: 'an epoch that is over', options: { epoch: 7 } },
    { told: 'another encoding', options: { encoding: 'audio/l16' } },
  ])('closes a stream with $told', async ({ options }) => {
    const world = await aWorld();
    const { port, stats } = await world.worker();
    const stream = await aStream(world, port, options);
    await world.until(() => stream.closed !== null);
    expect(stream.closed).toBe(1008);
    expect(stats().streams).toBe(0);
    expect(world.told).toEqual([]);
  });

  it('closes a socket that never says start', async () => {
    const world = await aWorld();
    const { port } = await world.worker();
    const stream = await aStream(world, port, { start: false });
    stream.say('music', 1_000);
    await world.clock.advance(4_000);
    expect(stream.closed).toBeNull();
    await world.clock.advance(1_500);
    await world.until(() => stream.closed !== null);
    expect(stream.closed).toBe(1008);
  });

  it('refuses more than a quarter beyond what it should hold', async () => {
    const world = await aWorld();
    const { port, url } = await world.worker({ maxStreams: 1 });
    await aStream(world, port);
    await world.until(async () => (await world.calls.get(callId))?.workerUrl !== null);
    expect((await fetch(`${url}/ready`)).status).toBe(503);
    expect((await aStream(world, port, { track: 'outbound' })).status).toBe(101);
    await world.until(async () => (await aStream(world, port)).status === 503);
  });
});

describe('who may give commands', () => {
  const wait = { kind: 'wait', callId, epoch: 1, waiting: waiting('Hold', 'hold') } as const;

  it.each([
    { told: 'no secret', secret: '', body: wait, status: 401 },
    { told: 'a wrong secret', secret: 'x'.repeat(32), body: wait, status: 401 },
    { told: 'no JSON', body: '{', status: 400 },
    { told: 'no command', body: '{"kind":"explode"}', status: 400 },
    { told: 'no secret, that it shall leave', secret: '', body: { kind: 'leave', decidedAt: 0 } as const, status: 401 },
    { told: 'no time of leaving', body: '{"kind":"leave"}', status: 400 },
    { told: 'a body without end', body: `"${'x'.repeat(70_000)}"`, status: 413 },
  ])('not with $told', async ({ secret, body, status }) => {
    const { command } = await (await aWorld()).worker();
    const response = await command(body, secret);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status, title: expect.any(String) });
  });

  it.each([
    { told: 'a call that is not here', command: wait, answer: 'not_here' },
    { told: 'an epoch that is over', epochHere: 1, command: { ...wait, epoch: 2 }, answer: 'not_here' },
    { told: 'the call that is here', epochHere: 1, command: wait, answer: 'taken' },
  ])('a command for $told is $answer', async ({ epochHere, command, answer }) => {
    const world = await aWorld();
    const worker = await world.worker();
    if (epochHere) {
      await aStream(world, worker.port);
      await world.until(async () => (await world.events()).length > 0);
    }
    const response = await worker.command(command);
    expect(WorkerAnswer.parse(await response.json())).toEqual({ kind: answer });
  });

  it('tells other workers whom it hears, and nobody else', async () => {
    const world = await aWorld();
    const worker = await world.worker();
    const stream = await aStream(world, worker.port);
    await world.until(async () => (await world.events()).length > 0);
    const link = httpPeerLink({ secret: workerSecret });
    const first = await link.heardBy(worker.url, null);
    if (first === null || first === 'same') throw new Error('no calls were told');
    expect(first.calls).toEqual([{ callId, epoch: 1 }]);
    expect(await link.heardBy(worker.url, first.version)).toBe('same');
    stream.socket.terminate();
    await world.until(() => worker.live() === 0);
    expect(await link.heardBy(worker.url, first.version)).toMatchObject({ calls: [] });
    expect(await httpPeerLink({ secret: 'x'.repeat(40) }).heardBy(worker.url, null)).toBeNull();
  });

  it('nobody answers at an address: that is no answer, not an error', async () => {
    expect(await httpPeerLink({ secret: workerSecret }).heardBy('http://127.0.0.1:9', null)).toBeNull();
  });

  it('tells its health on both ports', async () => {
    const { url, port } = await (await aWorld()).worker();
    const status = async (at: string) => (await fetch(at, { headers: { connection: 'close' } })).status;
    expect(await Promise.all([`${url}/health`, `${url}/ready`, `http://127.0.0.1:${port}/ready`].map(status))).toEqual([
      200, 200, 200,
    ]);
    expect(await status(`${url}/other`)).toBe(404);
  });

  it('what the balancer asks leaves no connection that a handshake might meet when it is closed', async () => {
    const { port } = await (await aWorld()).worker();
    for (const path of ['/health', '/stream']) {
      const { headers } = await fetch(`http://127.0.0.1:${port}${path}`);
      expect(headers.get('connection')).toBe('close');
    }
  });

  it('a port that is taken is an error that says so', async () => {
    const world = await aWorld();
    const { port } = await world.worker();
    await expect(world.worker({ port })).rejects.toThrow(/EADDRINUSE/);
  });
});

it('PlaceCall is told that the company is heard', async () => {
  const world = await aWorld();
  await world.calls.enterWaiting(callId, placing, 'dialling');
  const { port } = await world.worker();
  await aStream(world, port);
  await world.until(async () => (await world.calls.get(callId))?.waiting === null);
  expect(world.told).toMatchObject([{ token: 'place', kind: 'connected' }]);
});
