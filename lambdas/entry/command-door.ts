import { DoorRequest } from '#adapters/lambda/command-door.ts';
import { httpWorkerLink } from '#adapters/worker-http/worker-link.ts';
import { WorkerCommand } from '#core/contracts/worker-command.ts';

const Request = DoorRequest.extend({ command: WorkerCommand });

/**
 * The only Lambda inside the workers' network: hands a command to a worker's private port and brings its answer back. It has no permission
 * and no secret of its own, and its security group lets it reach nothing but that port.
 */
export async function handler(event: unknown) {
  const { workerUrl, secret, command } = Request.parse(event);
  return { kind: await httpWorkerLink({ secret, timeoutMs: 1_500 }).send(workerUrl, command) };
}
