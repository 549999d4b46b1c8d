import { systemClock } from '#adapters/clock/system-clock.ts';
import { ecsTaskProtection } from '#adapters/ecs/task-protection.ts';
import { cloudWatchTelemetry } from '#adapters/powertools/telemetry.ts';
import { loggable } from '#core/policy/loggable.ts';
import { readWorkerEnvironment, type WorkerEnvironment } from './environment.ts';
import { keepProtected } from './keep-protected.ts';
import { wireWorker } from './wire.ts';

/** The Fargate service. When it is told to leave, or on SIGTERM, its calls go to other workers one by one, then it exits. */
const { log, meter } = cloudWatchTelemetry('stream-worker');

let environment: WorkerEnvironment;
try {
  environment = readWorkerEnvironment(process.env);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'the environment cannot be read'}\n`);
  process.exit(1);
}

const worker = await wireWorker({ environment, clock: systemClock, log, meter, onLeave: () => end('leave') });

const { ECS_AGENT_URI: agentUri } = environment;
const stopProtecting =
  agentUri === undefined
    ? () => {}
    : keepProtected({ clock: systemClock, log, protection: ecsTaskProtection({ agentUri }), streams: worker.live });

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => end(signal));
process.on('unhandledRejection', (error) => {
  log.error('a rejection was not handled', loggable(error));
});

/** ECS sends SIGTERM to a worker that was told to leave before, too: then it is about it already. */
function end(told: string): void {
  log.info('worker was told to end', { told });
  stopProtecting();
  void worker.drain().finally(() => process.exit(0));
}
