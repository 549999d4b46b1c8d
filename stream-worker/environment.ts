import { networkInterfaces } from 'node:os';
import { z } from 'zod';
import { DeployedEnvironment, readVariables } from '#core/contracts/deployed-environment.ts';

/** All addresses of the machine. */
const ANY_ADDRESS = '0.0.0.0';

const port = z.coerce.number().int().min(0).max(65_535);

/** What a stream worker is configured by. */
export const WorkerEnvironment = DeployedEnvironment.extend({
  /** Where media streams arrive (behind the load balancer), and where the steps give commands. 0 = any free one. */
  STREAM_PORT: port.default(0),
  COMMAND_PORT: port.default(0),
  LISTEN_HOST: z.string().default(ANY_ADDRESS),
  /** Base URL under which the steps reach this worker. Default: LISTEN_HOST if it is one address, else that in the network, and the command port. */
  WORKER_URL: z.url().optional(),
  DEEPGRAM_API_KEY: z.string().min(1, 'a key of Deepgram'),
  DEEPGRAM_URL: z.url().optional(),
  DEEPGRAM_MODEL: z.string().default('nova-3'),
  /** BCP 47; what the companies speak. */
  LANGUAGE: z.string().default('en-US'),
  MAX_STREAMS: z.coerce.number().int().positive().default(1_000),
  /** Set by ECS in each container; unset elsewhere, where nobody scales in. */
  ECS_AGENT_URI: z.url().optional(),
});
export type WorkerEnvironment = z.infer<typeof WorkerEnvironment>;

/** @throws {Error} that names each variable that is missing or wrong, and what would be right */
export function readWorkerEnvironment(variables: Readonly<Record<string, string | undefined>>): WorkerEnvironment {
  return readVariables(WorkerEnvironment, variables, 'the environment of the stream worker');
}

/** Where a worker that listens there is reached. Link-local addresses lead nowhere (on Fargate, to the metadata of the task). */
export function addressOf(
  listenHost: string,
  interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces(),
): string {
  if (listenHost !== ANY_ADDRESS) return listenHost;
  const all = Object.values(interfaces).flatMap((addresses) => addresses ?? []);
  const reachable = all.find(
    ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
  );
  return reachable?.address ?? '127.0.0.1';
}
