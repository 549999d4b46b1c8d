import { z } from 'zod';
import { DoorRequest } from '#adapters/lambda/command-door.ts';
import { httpWorkerLink } from '#adapters/worker-http/worker-link.ts';
import { WorkerCommand } from '#core/contracts/worker-command.ts';

const Request = DoorRequest.extend({ command: WorkerCommand });
/** Once a day, so that AWS does not take the network interfaces of a door that nobody uses (cdk/constructs/every-day.ts). */
const Awake = z.strictObject({ kind: z.literal('awake') });

/**
 * The only Lambda inside the workers' network: hands a command to a worker's private port and brings its answer back. It has no permission
 * and no secret of its own, and its security group lets it reach nothing but that port.
 */
export async function handler(event: unknown) {
  const awake = Awake.safeParse(event);
  if (awake.success) return awake.data;
  const { workerUrl, secret, command } = Request.parse(event);
  return { kind: await httpWorkerLink({ secret, timeoutMs: 1_500 }).send(workerUrl, command) };
}
