import { describe, expect, it } from 'vitest';
import { EpochMs } from '#core/contracts/ids.ts';
import { StoreUnavailable } from '#core/errors.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { aStream, aWorld, callId, listening, waiting } from './a-worker.ts';

/** A worker that hears the company. */
async function aCall(options: Parameters<typeof aStream>[2] = {}) {
  const world = await aWorld();
  const worker = await world.worker();
  const stream = await aStream(world, worker.port, options);
  await world.until(async () => (await world.events()).some(({ kind }) => kind === 'stream.attached'));
  return { ...world, worker, stream };
}

describe('answers', () => {
  it('a human on hold is told by kind to the execution, in full to the log, and the record is settled', async () => {
    const { calls, worker, stream, told, until } = await aCall();
    await calls.enterWaiting(callId, waiting('Hold', 'hold'), 'holding');
    await worker.command({ kind: 'wait', callId, epoch: 1, waiting: waiting('Hold', 'hold') });
    stream.say('music', 3_000);
    stream.say('human', 200);
    await until(async () => (await calls.get(callId))?.waiting === null);
    expect(told).toEqual([{ token: 'hold', kind: 'human', observationId: expect.any(String) }]);
    const stored = (await calls.events(callId)).find(({ eventId }) => eventId === told[0]?.observationId);
    expect(stored).toMatchObject({
      mediaMs: 3_000,
      what: { kind: 'step.observed', observation: { kind: 'human', sinceMs: 3_000 } },
    });
  });

  it('a prompt said before the command is not lost', async () => {
    const { worker, stream, told, speech, events, until, ears } = await aCall();
    stream.say('speech', 3_000);
    stream.say('silence', 4_000);
    await until(() => (ears[0]?.heard.length ?? 0) === 350);
    const word = (text: string, fromMs: number) => ({ text, fromMs: mediaMs(fromMs), toMs: mediaMs(fromMs + 1_000) });
    const words = [word('press', 500), word('one', 1_500)];
    speech[0]?.listener.words({ words, final: true, fromMs: mediaMs(0), toMs: mediaMs(3_000) });
    await worker.command({ kind: 'wait', callId, epoch: 1, waiting: listening('listen') });
    await until(() => told.length > 0);
    expect(told).toMatchObject([{ token: 'listen', kind: 'prompt' }]);
    expect(await events()).toContainEqual({ kind: 'words.heard', track: 'inbound', fromMs: 0, text: 'press one' });
  });

  it('numbers that are read back reach the log under a name', async () => {
    const { worker, stream, told, speech, calls, until, ears } = await aCall();
    stream.say('speech', 3_000);
    stream.say('silence', 4_000);
    await until(() => (ears[0]?.heard.length ?? 0) === 350);
    const texts = 'you entered 4 1 5 5 is this correct'.split(' ');
    const words = texts.map((text, i) => ({ text, fromMs: mediaMs(300 * i), toMs: mediaMs(300 * i + 250) }));
    speech[0]?.listener.words({ words, final: true, fromMs: mediaMs(0), toMs: mediaMs(3_000) });
    await worker.command({ kind: 'wait', callId, epoch: 1, waiting: listening('listen') });
    await until(() => told.length > 0);
    const log = JSON.stringify(await calls.events(callId));
    expect(log).toContain('you entered [4 digits] is this correct');
    expect(log).toMatch(/you entered \[4 digits [a-p]{10}\] is this correct/);
    expect(log).not.toContain('4 1 5 5');
  });

  it('what the record holds is taken up by the worker that takes the call', async () => {
    const world = await aWorld();
    await world.calls.enterWaiting(callId, waiting('Hold', 'hold'), 'holding');
    const { port } = await world.worker();
    const stream = await aStream(world, port);
    stream.say('human', 200);
    await world.until(() => world.told.length > 0);
    expect(world.told[0]).toMatchObject({ token: 'hold', kind: 'human' });
    expect(world.ears[0]?.expected).toEqual(['on-hold']);
  });

  it('are tried again until the store and the workflow take them, and are told once', async () => {
    const { broken, clock, calls, worker, stream, told, until } = await aCall();
    broken.append = new StoreUnavailable('down');
    broken.tell = new StoreUnavailable('down');
    await worker.command({ kind: 'wait', callId, epoch: 1, waiting: waiting('Hold', 'hold') });
    stream.say('human', 200);
    await clock.advance(5_000);
    broken.append = null;
    await clock.advance(15_000);
    expect(told).toEqual([]);
    broken.tell = null;
    await until(async () => {
      await clock.advance(1_000);
      return told.length > 0;
    });
    const observed = (await calls.events(callId)).filter(({ what }) => what.kind === 'step.observed');
    expect([told.length, observed.length]).toEqual([1, 1]);
  });

  it('are not told when another worker hears the call by now', async () => {
    const { calls, worker, stream, told, until } = await aCall();
    await worker.command({ kind: 'wait', callId, epoch: 1, waiting: waiting('Hold', 'hold') });
    await calls.raiseEpoch(callId, 1);
    await calls.attachWorker(callId, 2, 'http://10.0.0.9:1', 0);
    stream.say('human', 200);
    await until(() => stream.closed !== null);
    expect(told).toEqual([]);
  });
});

describe('heartbeats', () => {
  it.each(['Hold', 'ReachUser', 'Bridge'] as const)('beat for %s while the stream delivers', async (state) => {
    const { clock, beats, worker, stream, ears, until } = await aCall();
    await worker.command({ kind: 'wait', callId, epoch: 1, waiting: waiting(state, state) });
    for (let second = 0; second < 41; second += 1) {
      stream.say('music', 20);
      await until(() => ears[0]?.heard.length === second + 1);
      await clock.advance(1_000);
    }
    expect(beats).toEqual([state, state]);
  });

  it('stop when the stream delivers nothing, and the stream is given up', async () => {
    const { clock, beats, worker, stream, until } = await aCall();
    await worker.command({ kind: 'wait', callId, epoch: 1, waiting: waiting('Hold', 'hold') });
    stream.say('music', 20);
    await clock.advance(61_000);
    await until(() => stream.closed !== null);
    expect(beats).toEqual([]);
  });

  it('stop for a step whose answer was given up, so that it is asked again', async () => {
    const { clock, broken, beats, worker, stream, ears, logged, until } = await aCall();
    broken.tell = new TypeError('a bug');
    await worker.command({ kind: 'wait', callId, epoch: 1, waiting: waiting('Hold', 'hold') });
    stream.say('human', 200);
    await until(() => ears[0]?.heard.length === 10);
    await clock.advance(2_000);
    expect(logged).toContainEqual(expect.objectContaining({ message: 'work was given up' }));
    for (let second = 0; second < 41; second += 1) {
      stream.say('music', 20);
      await until(() => ears[0]?.heard.length === second + 11);
      await clock.advance(1_000);
    }
    expect(beats).toEqual([]);
  });

  it('a step that is gone is not answered', async () => {
    const { clock, gone, told, worker, stream, ears, until } = await aCall();
    gone.add('hold');
    await worker.command({ kind: 'wait', callId, epoch: 1, waiting: waiting('Hold', 'hold') });
    await clock.advance(16_000);
    stream.say('music', 20);
    await until(() => ears[0]?.heard.length === 1);
    await clock.advance(5_000);
    stream.say('human', 200);
    await until(() => ears[0]?.heard.length === 11);
    expect(told).toEqual([]);
  });

  it('a worker that was replaced finds out by itself', async () => {
    const { calls, clock, stream, until } = await aCall();
    await calls.raiseEpoch(callId, 1);
    await calls.attachWorker(callId, 2, 'http://10.0.0.9:1', 0);
    await clock.advance(21_000);
    await until(() => stream.closed !== null);
  });
});

describe('speech-to-text', () => {
  it('gets only speech, from a little before it was noticed', async () => {
    const { speech, stream, ears, until, worker } = await aCall();
    stream.say('music', 5_000);
    stream.say('speech', 1_000);
    stream.say('music', 5_000);
    await until(() => ears[0]?.heard.length === 550);
    const sent = speech[0]?.sent ?? [];
    expect([sent[0], sent.at(-1), sent.length]).toEqual([4_500, 5_980, 75]);
    expect(speech[0]?.flushes).toBe(1);
    expect(worker.stats().sentToSpeechToTextMs).toBe(1_500);
  });

  it('never gets a frame twice', async () => {
    const { speech, stream, ears, until } = await aCall();
    for (let i = 0; i < 5; i += 1) {
      stream.say('speech', 100);
      stream.say('music', 100);
    }
    await until(() => ears[0]?.heard.length === 50);
    const sent = speech[0]?.sent ?? [];
    expect(sent).toEqual([...new Set(sent)].sort((a, b) => a - b));
  });

  it('that is down is told, and the call goes on', async () => {
    const { speech, stream, told, events, worker, until } = await aCall();
    await worker.command({ kind: 'wait', callId, epoch: 1, waiting: listening('listen') });
    speech[0]?.listener.lost('no connection');
    stream.say('speech', 2_000);
    stream.say('silence', 3_000);
    await until(() => told.length > 0);
    expect(told[0]).toMatchObject({ kind: 'prompt' });
    expect(await events()).toContainEqual({ kind: 'speech_to_text.lost', reason: 'no connection' });
  });
});

describe('recording', () => {
  it('goes to the bucket in pieces of 5 s, the last one at the end', async () => {
    const { pieces, stream, until } = await aCall();
    stream.say('music', 11_000);
    stream.stop();
    await until(() => pieces.length === 3);
    expect(pieces.map(({ track, epoch, fromMs, mulaw }) => [track, epoch, fromMs, mulaw.length])).toEqual([
      ['company', 1, 0, 40_000],
      ['company', 1, 5_000, 40_000],
      ['company', 1, 10_000, 8_000],
    ]);
  });

  it('survives a bucket that is down for a while', async () => {
    const { broken, clock, pieces, stream, ears, until } = await aCall();
    broken.storePiece = new StoreUnavailable('down');
    stream.say('music', 10_000);
    await until(() => ears[0]?.heard.length === 500);
    await clock.advance(3_000);
    broken.storePiece = null;
    await clock.advance(5_000);
    await until(() => pieces.length === 2);
    expect(pieces.map(({ fromMs }) => fromMs)).toEqual([0, 5_000]);
  });

  /** A second of voice before, one while nothing may be kept, one after it. */
  async function aPause(end: (world: Awaited<ReturnType<typeof aCall>>) => Promise<unknown>) {
    const world = await aCall();
    const { stream, ears, worker, clock, until } = world;
    stream.say('speech', 1_000);
    await until(() => ears[0]?.heard.length === 50);
    await worker.command({ kind: 'privacy', callId, epoch: 1, until: EpochMs.parse(clock.now() + 3_000) });
    stream.say('speech', 1_000);
    await until(() => ears[0]?.heard.length === 100);
    await end(world);
    stream.say('speech', 1_000);
    stream.stop();
    await until(() => world.pieces.length === 2);
    return world;
  }

  it.each<[string, Parameters<typeof aPause>[0]]>([
    ['until told to go on', ({ worker }) => worker.command({ kind: 'privacy', callId, epoch: 1, until: null })],
    ['until its time is over', ({ clock }) => clock.advance(3_000)],
    [
      'until the conversation is over',
      ({ worker }) => worker.command({ kind: 'wait', callId, epoch: 1, waiting: waiting('Hold', 'hold') }),
    ],
  ])('pauses with speech-to-text while something private is said, %s', async (_, end) => {
    const { pieces, speech } = await aPause(end);
    expect(pieces.map(({ fromMs, mulaw }) => [fromMs, mulaw.length])).toEqual([
      [0, 8_000],
      [2_000, 8_000],
    ]);
    expect(speech[0]?.sent.filter((atMs) => atMs >= 1_000 && atMs < 2_000)).toEqual([]);
  });

  it('pauses at a worker that takes the call meanwhile', async () => {
    const world = await aWorld();
    const privateUntil = EpochMs.parse(world.clock.now() + 60_000);
    await world.calls.enterWaiting(callId, waiting('Bridge', 'bridge'), 'bridged');
    await world.calls.patch(callId, { privateUntil });
    const { port } = await world.worker();
    const stream = await aStream(world, port);
    stream.say('speech', 1_000);
    await world.until(() => world.ears[0]?.heard.length === 50);
    stream.stop();
    await world.until(async () => (await world.events()).some(({ kind }) => kind === 'stream.quality'));
    expect([world.pieces, world.speech[0]?.sent]).toEqual([[], []]);
  });
});

describe('a stream that is not as it should be', () => {
  it('breaks nothing, and is counted', async () => {
    const { stream, ears, events, until } = await aCall();
    stream.say('music', 100);
    for (const message of [
      '',
      '{',
      '[]',
      'null',
      '{"event":"media"}',
      '{"event":"media","media":{"timestamp":"x","payload":"/w=="}}',
    ]) {
      stream.send(message);
    }
    stream.send({ event: 'media', media: { timestamp: '100', payload: 'not base64!' } });
    stream.socket.send(Buffer.from([1, 2, 3]));
    stream.send({ event: 'something-new' });
    stream.say('explode', 20);
    stream.lose(40);
    stream.say('music', 200);
    stream.stop();
    await until(async () => (await events()).some(({ kind }) => kind === 'stream.quality'));
    expect(ears[0]?.heard.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 18 }, (_, frame) => frame * 20));
    expect(await events()).toContainEqual({
      kind: 'stream.quality',
      missingFrames: 2,
      repeatedFrames: 0,
      malformedFrames: 9,
      sentToSpeechToTextMs: 120,
      heardMs: 360,
    });
  });

  it('that is cut stores what it has', async () => {
    const { pieces, stream, ears, until } = await aCall();
    stream.say('music', 1_000);
    await until(() => ears[0]?.heard.length === 50);
    stream.socket.terminate();
    await until(() => pieces.length === 1);
    expect(pieces[0]?.mulaw.length).toBe(8_000);
  });

  it.each(['now', 'remembered'] as const)(
    'ends while its ears fail at "%s": it is over, and what it has is stored',
    async (part) => {
      const { stream, ears, pieces, worker, events, logged, until } = await aCall();
      stream.say('music', 1_000);
      await until(() => ears[0]?.heard.length === 50);
      // This one waits for the one before it, and is heard at the end.
      stream.lose(20);
      stream.say('music', 20);
      Object.defineProperty(ears[0], part, {
        get: () => {
          throw new Error('ears that break');
        },
      });
      stream.stop();
      await until(() => worker.live() === 0);
      expect(pieces).toHaveLength(1);
      expect((await events()).at(-1)).toMatchObject({ kind: 'stream.quality' });
      expect(logged).toContainEqual(expect.objectContaining({ message: 'the end of a stream failed in part' }));
    },
  );

  it('waits with its audio until the store takes the call', async () => {
    const world = await aWorld();
    world.broken.attachWorker = new StoreUnavailable('down');
    const { port, stats } = await world.worker();
    const stream = await aStream(world, port);
    stream.say('music', 1_000);
    await world.until(() => stats().frames === 50);
    await world.clock.advance(3_000);
    expect(world.ears).toEqual([]);
    world.broken.attachWorker = null;
    await world.clock.advance(3_000);
    await world.until(() => world.ears[0]?.heard.length === 50);
  });
});

it('finish stores the last piece before it is answered', async () => {
  const { pieces, stream, ears, worker, until, events } = await aCall();
  stream.say('music', 1_000);
  await until(() => ears[0]?.heard.length === 50);
  const response = await worker.command({ kind: 'finish', callId, epoch: 1 });
  expect([response.status, pieces.length]).toEqual([200, 1]);
  await until(() => stream.closed !== null);
  expect((await events()).map(({ kind }) => kind)).toContain('stream.quality');
});

it('the person is written down and recorded, and nothing is decided by it', async () => {
  const { worker, pieces, speech, told, events, ears, until, ...world } = await aCall();
  const person = await aStream({ until }, worker.port, { track: 'outbound' });
  await until(async () => (await events()).filter(({ kind }) => kind === 'stream.attached').length === 2);
  person.say('speech', 1_000);
  person.stop();
  await until(() => pieces.length === 1);
  const word = { text: 'hello', fromMs: mediaMs(0), toMs: mediaMs(500) };
  speech[1]?.listener.words({ words: [word], final: true, fromMs: mediaMs(0), toMs: mediaMs(500) });
  expect(pieces[0]).toMatchObject({ track: 'user', mulaw: { length: 8_000 } });
  expect([ears.length, told.length]).toEqual([1, 0]);
  expect((await world.calls.get(callId))?.workerUrl).toBe(worker.url);
});
