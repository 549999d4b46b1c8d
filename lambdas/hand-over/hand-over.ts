import { WorkerUnreachable } from '#core/errors.ts';
import type { ServicesOf } from '#lambdas/needs.ts';
import { TaskLeaves } from './task-leaves.ts';

type Ports = ServicesOf<'HandOver'>;

/** Less than the Lambda's own time; the run after a failed one still comes before the balancer breaks the streams. */
export const TRY_FOR_MS = 30_000;
const TRY_AGAIN_AFTER_MS = 2_000;
/** By now the balancer has broken its streams, and they were attached elsewhere. */
export const TOO_LATE_MS = 240_000;

export type HandedOver = 'told' | 'it has ended' | 'another worker is there' | 'too late';

/**
 * Tells a worker that ECS takes it away, so that it hands its calls over while they are still connected. Events may come twice or late; a worker obeys once.
 * @throws {WorkerUnreachable} it does not answer. If it has died its calls are attached anew by those who watch it
 */
export async function handOver({ workers, clock, log, environment }: Ports, event: unknown): Promise<HandedOver> {
  const { time: decidedAt, detail } = TaskLeaves.parse(event);
  const { attachments: address } = detail;
  const about = { taskArn: detail.taskArn, lastStatus: detail.lastStatus };
  if (detail.containers.every(({ lastStatus }) => lastStatus !== 'RUNNING')) return 'it has ended';
  if (clock.now() - decidedAt > TOO_LATE_MS) {
    log.warn('it was told too late that a worker leaves', about);
    return 'too late';
  }
  const workerUrl = `http://${address}:${environment.WORKER_COMMAND_PORT}`;
  for (const untilMs = clock.now() + TRY_FOR_MS; ; await clock.sleep(TRY_AGAIN_AFTER_MS)) {
    const answer = await workers.send(workerUrl, { kind: 'leave', decidedAt });
    if (answer !== 'unreachable') {
      log.info('a worker that leaves was told', { ...about, answer });
      return answer === 'taken' ? 'told' : 'another worker is there';
    }
    if (clock.now() >= untilMs) throw new WorkerUnreachable(`no answer of a worker that leaves: ${detail.taskArn}`);
  }
}
