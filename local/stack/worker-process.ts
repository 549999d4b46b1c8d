import { createFollowerClock } from '#local/clock/follower-clock.ts';
import { openLogFile } from '#local/stack/log-file.ts';
import { readWorkerEnvironment } from '#stream-worker/environment.ts';
import { wireWorker } from '#stream-worker/wire.ts';
import type { WorkerReady } from './worker-fleet.ts';

/** The stream worker as a process of its own, as on Fargate; only its clock is the one-machine world's. */
const clock = createFollowerClock();
await clock.ready;
const { log, meter } = openLogFile(process.env.LOG_FOLDER ?? '.', 'worker', () => clock.now());
const worker = await wireWorker({
  environment: readWorkerEnvironment(process.env),
  clock,
  log,
  meter,
  onLeave: end,
});

const ready: WorkerReady = { type: 'worker-ready', streamPort: worker.port };
process.send?.(ready);
process.once('SIGTERM', end);
process.once('SIGINT', () => {});
process.once('disconnect', () => process.exit(0));

function end(): void {
  void worker.drain().finally(() => process.exit(0));
}
