import { Session } from 'node:inspector/promises';
import { CallId, OwnerId } from '#core/contracts/ids.ts';
import { startWorker } from '#stream-worker/start-worker.ts';
import { aRequest } from '#tests/support/a-request.ts';
import { memoryCallStore } from '#tests/support/memory-call-store.ts';
import { quietOutside } from '#tests/support/quiet-outside.ts';
import { type FromWorker, secrets, type ToWorker } from './messages.ts';
import { selfTimes } from './profile.ts';

/** The real worker with the real ears in a process of its own, so that what is measured is only its work. The outside answers at once. */
const calls = memoryCallStore();
const worker = await startWorker(quietOutside(calls, { info: () => {}, warn: console.warn, error: console.error }), {
  host: '127.0.0.1',
  commandHost: '127.0.0.1',
  publicStreamUrl: secrets.publicStreamUrl,
  twilioAuthToken: secrets.authToken,
  streamSecret: secrets.streamSecret,
  workerSecret: secrets.streamSecret,
  maxStreams: 10_000,
});

const send = (message: FromWorker) => process.send?.(message);
send({ kind: 'ready', port: worker.port });

const profiler = new Session();
let cpu = process.cpuUsage();
let at = performance.now();

process.on('message', async (message: ToWorker) => {
  if (message.kind === 'stop') process.exit(0);
  if (message.kind === 'profile') {
    profiler.connect();
    await profiler.post('Profiler.enable');
    await profiler.post('Profiler.start');
    return;
  }
  if (message.kind === 'profiled') {
    const { profile } = await profiler.post('Profiler.stop');
    send({ kind: 'profile', top: selfTimes(profile).slice(0, 40) });
    return;
  }
  if (message.kind === 'call') {
    const callId = CallId.parse(message.callId);
    const owner = OwnerId.parse('owner_bench');
    await calls.create({ callId, ownerId: owner, createdAt: 0, request: aRequest() });
    await calls.claimDial(callId, 1, 0);
    send({ kind: 'made', callId });
    return;
  }
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - at) / 1000;
  cpu = process.cpuUsage();
  at = performance.now();
  const { streams, frames, frameLagMs, missingFrames } = worker.stats();
  const cores = (user + system) / 1e6 / seconds;
  const memory = process.memoryUsage();
  send({
    kind: 'figures',
    streams,
    frames,
    frameLagMs,
    missingFrames,
    cores,
    rssMb: memory.rss / 2 ** 20,
    heapMb: (memory.heapUsed + memory.external) / 2 ** 20,
  });
});
process.on('disconnect', () => process.exit(0));
