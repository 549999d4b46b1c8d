import { describe, expect, it } from 'vitest';
import { WorkerAnswer } from '#core/contracts/worker-command.ts';
import { StoreUnavailable } from '#core/errors.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { LEAVES_AFTER_MS } from '#stream-worker/hearing.ts';
import { aStream, aWorld, callId, listening, waiting } from './a-worker.ts';

it('a stream that is attached later goes on in the same media time', async () => {
  const world = await aWorld();
  const first = await world.worker();
  const old = await aStream(world, first.port);
  await world.until(async () => (await world.calls.get(callId))?.workerUrl === first.url);
  await world.clock.advance(65_000);
  old.socket.terminate();
  await world.calls.raiseEpoch(callId, 1);
  const second = await world.worker();
  const stream = await aStream(world, second.port, { epoch: 2 });
  stream.say('music', 100);
  await world.until(() => world.ears[1]?.heard.length === 5);
  const { atMs = 0 } = world.ears[1]?.heard[0] ?? {};
  expect(atMs).toBeGreaterThanOrEqual(65_000);
  expect(atMs).toBeLessThan(66_000);
});

it('a socket that breaks without a word: the worker asks for another stream itself, for the callback may be lost', async () => {
  const world = await aWorld();
  const { port, url } = await world.worker();
  const stream = await aStream(world, port);
  await world.until(async () => (await world.calls.get(callId))?.workerUrl === url);
  await world.until(() => world.ears.length === 1);
  stream.socket.terminate();
  await world.until(async () => {
    await world.clock.advance(100);
    return world.attached.length > 0;
  });
  expect(world.attached[0]).toEqual({ callId, epoch: 2, track: 'inbound' });
});

it('a socket that breaks before the call is this worker’s: another stream is asked for all the same', async () => {
  const world = await aWorld();
  const { port, live, stats } = await world.worker();
  world.broken.attachWorker = new StoreUnavailable('down');
  const stream = await aStream(world, port);
  stream.say('music', 20);
  await world.until(() => stats().frames === 1);
  stream.socket.terminate();
  await world.until(async () => {
    await world.clock.advance(100);
    return world.attached.length > 0;
  });
  expect(world.attached[0]).toEqual({ callId, epoch: 2, track: 'inbound' });
  expect([world.ears, live()]).toEqual([[], 0]);
});

it('a socket of an epoch that is over breaks: nothing is asked for', async () => {
  const world = await aWorld();
  await world.calls.raiseEpoch(callId, 1);
  const { port, live, stats } = await world.worker();
  world.broken.attachWorker = new StoreUnavailable('down');
  const stream = await aStream(world, port);
  stream.say('music', 20);
  await world.until(() => stats().frames === 1);
  stream.socket.terminate();
  await world.until(() => live() === 0);
  await world.clock.advance(5_000);
  expect(world.attached).toEqual([]);
});

it('a stream that was stopped is not asked for again', async () => {
  const world = await aWorld();
  const { port, live } = await world.worker();
  const stream = await aStream(world, port);
  await world.until(() => world.ears.length === 1);
  stream.stop();
  stream.socket.terminate();
  await world.until(() => live() === 0);
  await world.clock.advance(1_000);
  expect(world.attached).toEqual([]);
});

it('a menu that the worker before heard half of is told whole', async () => {
  const world = await aWorld();
  const first = await world.worker();
  const old = await aStream(world, first.port);
  await world.until(async () => (await world.calls.get(callId))?.workerUrl === first.url);
  await world.calls.enterWaiting(callId, listening('listen', 1_000), 'navigating');
  const said = (fromMs: number, text: string) =>
    world.calls.append(callId, {
      at: world.clock.now(),
      mediaMs: mediaMs(fromMs),
      what: { kind: 'words.heard', track: 'inbound', fromMs: mediaMs(fromMs), text },
    });
  await said(0, 'welcome');
  await said(2_000, 'for account balances press one');
  await world.clock.advance(8_000);
  old.socket.terminate();
  await world.calls.raiseEpoch(callId, 1);
  const second = await world.worker();
  const stream = await aStream(world, second.port, { epoch: 2 });
  await world.until(() => world.ears.length === 2);
  stream.say('silence', 200);
  await world.until(() => world.ears[1]?.heard.length === 10);
  await said(6_000, 'for claims press three');
  await world.clock.advance(800);
  const [fromMs, toMs] = [mediaMs(8_100), mediaMs(8_180)];
  const words = ['for', 'billing', 'press', 'two'].map((text) => ({ text, fromMs, toMs }));
  world.speech[1]?.listener.words({ words, final: true, fromMs, toMs });
  stream.say('silence', 6_000);
  await world.until(() => world.told.length === 1);
  expect(world.told).toMatchObject([{ token: 'listen', kind: 'prompt' }]);
  expect(await world.events()).toContainEqual(
    expect.objectContaining({
      observation: expect.objectContaining({
        text: 'for account balances press one for claims press three for billing press two',
      }),
    }),
  );
  expect((await world.events()).filter(({ kind }) => kind === 'words.heard')).toHaveLength(4);
});

it('while the keeper speaks: the next worker knows when', async () => {
  const world = await aWorld();
  await world.calls.enterWaiting(callId, waiting('ReachUser', 'reach', 5_000), 'reaching');
  const spoke = (atMs: number) =>
    world.calls.append(callId, {
      at: world.clock.now(),
      mediaMs: mediaMs(atMs),
      what: { kind: 'keeper.spoke', text: 'One moment please.' },
    });
  await spoke(1_000);
  await spoke(6_000);
  const { port } = await world.worker();
  await aStream(world, port);
  await world.until(() => world.ears[0]?.expected.length === 1);
  const [first, second] = world.ears[0]?.ourSentences ?? [];
  expect(first).toEqual({ fromMs: 6_400, toMs: 7_686 });
  expect(second?.fromMs).toBe(7_686 + 7_000);
});

it('SIGTERM: each call is handed over, and heard until another worker hears it', async () => {
  const world = await aWorld();
  await world.calls.enterWaiting(callId, waiting('Hold', 'hold'), 'holding');
  const first = await world.worker();
  const second = await world.worker();
  const old = await aStream(world, first.port);
  await world.until(async () => (await world.calls.get(callId))?.workerUrl === first.url);

  const drained = first.drain();
  await world.until(() => world.attached.length === 1);
  expect(world.attached).toEqual([{ callId, epoch: 2, track: 'inbound' }]);
  expect((await aStream(world, first.port, { epoch: 2 })).status).toBe(503);
  old.say('music', 1_000);
  await world.until(() => world.ears[0]?.heard.length === 50);

  const stream = await aStream(world, second.port, { epoch: 2 });
  await world.until(async () => (await world.calls.get(callId))?.workerUrl === second.url);
  await world.clock.advance(500);
  await world.until(() => old.closed !== null);
  await drained;
  stream.say('human', 200);
  await world.until(() => world.told.length === 1);
  expect(world.told).toMatchObject([{ token: 'hold', kind: 'human' }]);
  expect(await world.events()).toContainEqual({ kind: 'worker.handed_over', reason: 'the worker ends' });
  expect(world.pieces).toHaveLength(1);
});

it('SIGTERM: a call that nobody takes does not keep the worker for ever', async () => {
  const world = await aWorld();
  const { port, drain } = await world.worker();
  const stream = await aStream(world, port);
  await world.until(async () => (await world.calls.get(callId))?.workerUrl !== null);
  const drained = drain();
  await world.until(() => world.attached.length === 1);
  for (let i = 0; i < 12; i += 1) await world.clock.advance(1_000);
  await world.until(() => stream.closed !== null);
  await drained;
});

it('SIGTERM: a store that does not answer keeps the worker no longer than the 120 s that its task has', async () => {
  const world = await aWorld();
  const { port, drain, live } = await world.worker();
  await aStream(world, port);
  await aStream(world, port, { track: 'outbound' });
  await world.until(async () => (await world.events()).filter(({ kind }) => kind === 'stream.attached').length === 2);
  const never = async () => {
    await world.clock.sleep(3_600_000);
    throw new StoreUnavailable('down');
  };
  Object.assign(world.deps.calls, { get: never, raiseEpoch: never, append: never });
  let isOver = false;
  const drained = drain().then(() => {
    isOver = true;
  });
  await world.clock.advance(90_000);
  expect({ isOver, live: live() }).toEqual({ isOver: false, live: 2 });
  await world.clock.advance(29_000);
  await world.until(() => isOver);
  expect(live()).toBe(0);
  await drained;
});

it('in a conversation the person is heard again as well', async () => {
  const world = await aWorld();
  await world.calls.patch(callId, { state: 'bridged' });
  await world.calls.raiseEpoch(callId, 1);
  const { port } = await world.worker();
  await aStream(world, port, { epoch: 2 });
  await world.until(() => world.attached.length === 1);
  expect(world.attached).toEqual([{ callId, epoch: 2, track: 'outbound' }]);
});

it('a second stream of the same epoch replaces the first', async () => {
  const world = await aWorld();
  const { port, stats } = await world.worker();
  const first = await aStream(world, port);
  await world.until(() => stats().streams === 1);
  const second = await aStream(world, port);
  await world.until(() => first.closed !== null);
  expect([second.closed, stats().streams]).toEqual([null, 1]);
});

it('SIGTERM: a person whose company is heard elsewhere is handed over too', async () => {
  const world = await aWorld();
  await world.calls.attachWorker(callId, 1, 'http://10.0.0.9:1', world.clock.now());
  await world.calls.patch(callId, { state: 'bridged' });
  const { port, drain } = await world.worker();
  const person = await aStream(world, port, { track: 'outbound' });
  await world.until(async () => (await world.events()).length > 0);
  await Promise.all([drain(), world.until(() => person.closed !== null)]);
  expect(world.attached).toEqual([{ callId, epoch: 1, track: 'outbound' }]);
});

describe('a worker that ECS takes away', () => {
  const leave = (decidedAt: number) => ({ kind: 'leave', decidedAt }) as const;

  async function aBusyWorker() {
    const world = await aWorld();
    await world.calls.enterWaiting(callId, waiting('Hold', 'hold'), 'holding');
    const worker = await world.worker();
    const stream = await aStream(world, worker.port);
    await world.until(async () => (await world.calls.get(callId))?.workerUrl === worker.url);
    return { world, worker, stream };
  }
  const answerTo = async (asked: Promise<Response>) => WorkerAnswer.parse(await (await asked).json()).kind;

  it('hands its calls over when the balancer has forgotten it, and hears them until then', async () => {
    const { world, worker, stream } = await aBusyWorker();
    const second = await world.worker();
    expect(await answerTo(worker.command(leave(world.clock.now())))).toBe('taken');
    await world.clock.advance(LEAVES_AFTER_MS - 1);
    expect(world.attached).toEqual([]);
    expect((await aStream(world, worker.port, { track: 'outbound' })).status).toBe(101);
    await world.clock.advance(1);
    await world.until(() => world.attached.length === 1);
    expect((await aStream(world, worker.port, { epoch: 2 })).status).toBe(503);
    stream.say('music', 1_000);
    await world.until(() => world.ears[0]?.heard.length === 50);
    await aStream(world, second.port, { epoch: 2 });
    await world.until(async () => (await world.calls.get(callId))?.workerUrl === second.url);
    await world.clock.advance(500);
    await world.until(() => stream.closed !== null);
    expect(await world.events()).toContainEqual({ kind: 'worker.handed_over', reason: 'the worker ends' });
    expect((await world.events()).filter(({ kind }) => kind === 'stream.lost')).toEqual([]);
  });

  it('told again, and SIGTERM in the middle of it: one hand-over', async () => {
    const { world, worker, stream } = await aBusyWorker();
    const second = await world.worker();
    const decidedAt = world.clock.now();
    for (const _ of [1, 2]) expect(await answerTo(worker.command(leave(decidedAt)))).toBe('taken');
    await world.clock.advance(LEAVES_AFTER_MS);
    await world.until(() => world.attached.length === 1);
    expect(await answerTo(worker.command(leave(decidedAt)))).toBe('taken');
    let isOver = false;
    const drained = worker.drain().then(() => {
      isOver = true;
    });
    await world.clock.advance(5_000);
    expect({ isOver, closed: stream.closed }).toEqual({ isOver: false, closed: null });
    await aStream(world, second.port, { epoch: 2 });
    await world.until(async () => (await world.calls.get(callId))?.workerUrl === second.url);
    await world.clock.advance(500);
    await world.until(() => stream.closed !== null);
    await drained;
    expect(world.attached).toHaveLength(1);
  });

  it('without calls it is gone then', async () => {
    const world = await aWorld();
    const { url, command } = await world.worker();
    await command(leave(world.clock.now()));
    await world.clock.advance(LEAVES_AFTER_MS);
    await world.until(() =>
      fetch(`${url}/health`).then(
        () => false,
        () => true,
      ),
    );
  });

  it('the process is told instead, where there is one to end', async () => {
    const world = await aWorld();
    let told = 0;
    const { url, command } = await world.worker({
      onLeave: () => {
        told += 1;
      },
    });
    await command(leave(world.clock.now()));
    await world.clock.advance(10 * LEAVES_AFTER_MS);
    expect(told).toBe(1);
    expect((await fetch(`${url}/ready`, { headers: { connection: 'close' } })).status).toBe(200);
  });

  it('another worker with the address of one that left is not meant', async () => {
    const { world, worker, stream } = await aBusyWorker();
    const bornAt = world.clock.now();
    const later = await world.worker();
    expect(await answerTo(later.command(leave(bornAt - 1)))).toBe('not_here');
    await world.clock.advance(LEAVES_AFTER_MS + 1);
    expect((await fetch(`${later.url}/ready`, { headers: { connection: 'close' } })).status).toBe(200);
    expect([world.attached, stream.closed, worker.live()]).toEqual([[], null, 1]);
  });
});
