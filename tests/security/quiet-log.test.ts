import { expect, it } from 'vitest';
import { mediaMs } from '#core/media/media-clock.ts';
import {
  aStream,
  authToken,
  aWorld,
  callId,
  listening,
  streamSecret,
  workerSecret,
} from '../stream-worker/a-worker.ts';

it('no log line of a worker holds words, secrets or passes', async () => {
  const world = await aWorld();
  const { port, command } = await world.worker();
  const refused = await aStream(world, port, { pass: 'a-pass-that-is-not-ours' });
  await world.until(() => refused.closed !== null);
  const stream = await aStream(world, port);
  stream.say('speech', 1_000);
  await world.until(() => world.ears.length === 1);
  const word = { text: 'confidential', fromMs: mediaMs(0), toMs: mediaMs(900) };
  world.speech.at(-1)?.listener.words({ words: [word], final: true, fromMs: mediaMs(0), toMs: mediaMs(900) });
  stream.send('{"event":"media","media":"confidential"}');
  stream.say('explode', 20);
  await world.until(() => world.logged.some(({ message }) => message === 'the ears failed'));
  world.broken.append = new Error('confidential');
  await command({ kind: 'wait', callId, epoch: 1, waiting: listening('a-task-token') });
  stream.stop();
  await world.until(() => world.logged.some(({ message }) => message === 'work is tried again'));
  const secrets = ['confidential', 'ears that break', 'a-pass', 'a-task-token', authToken, streamSecret, workerSecret];
  for (const secret of secrets) expect(JSON.stringify(world.logged)).not.toContain(secret);
});
