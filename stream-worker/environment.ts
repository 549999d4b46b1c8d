import { networkInterfaces } from 'node:os';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

/** What a stream worker is configured by. Secrets come from Secrets Manager into these names at deployment. */
export const WorkerEnvironment = z.object({
  /** Where media streams arrive (behind the load balancer), and where the steps give commands. 0 = any free one. */
  STREAM_PORT: port.default(0),
  COMMAND_PORT: port.default(0),
  LISTEN_HOST: z.string().default('0.0.0.0'),
  /** Base URL under which the steps reach this worker. Default: its address in the network and the command port. */
  WORKER_URL: z.url().optional(),
  PUBLIC_API_URL: z.url(),
  /** wss://host/path exactly as Twilio is told. */
  PUBLIC_STREAM_URL: z.url({
    protocol: /^wss$/,
    error: 'the public address of the streams, like wss://media.example/stream',
  }),
  TABLE_NAME: z.string().min(1),
  BUCKET_NAME: z.string().min(1),
  STATE_MACHINE_ARN: z.string().min(1),
  TWILIO_ACCOUNT_SID: z.string().regex(/^AC[0-9a-fA-F]{32}$/, 'a Twilio account SID: AC and 32 hexadecimal digits'),
  TWILIO_AUTH_TOKEN: z.string().min(1),
  TWILIO_NUMBER: z.string().regex(/^\+[1-9]\d{6,14}$/, 'a number as E.164 writes it, like +15005550006'),
  TWILIO_API_URL: z.url().optional(),
  STREAM_SECRET: z.string().min(32, 'at least 32 characters'),
  WORKER_SECRET: z.string().min(32, 'at least 32 characters'),
  DEEPGRAM_API_KEY: z.string().min(1, 'a key of Deepgram'),
  DEEPGRAM_URL: z.url().optional(),
  DEEPGRAM_MODEL: z.string().default('nova-3'),
  /** BCP 47; what the companies speak. */
  LANGUAGE: z.string().default('en-US'),
  MAX_STREAMS: z.coerce.number().int().positive().default(1_000),
  /** Set by ECS in each container; unset elsewhere, where nobody scales in. */
  ECS_AGENT_URI: z.url().optional(),
  AWS_REGION: z.string().default('us-east-1'),
  AWS_ENDPOINT_URL_DYNAMODB: z.url().optional(),
  AWS_ENDPOINT_URL_S3: z.url().optional(),
  AWS_ENDPOINT_URL_SFN: z.url().optional(),
});
export type WorkerEnvironment = z.infer<typeof WorkerEnvironment>;

/** @throws {Error} that names each variable that is missing or wrong, and what would be right */
export function readWorkerEnvironment(variables: Readonly<Record<string, string | undefined>>): WorkerEnvironment {
  const parsed = WorkerEnvironment.safeParse(variables);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`the environment of the stream worker is not complete\n  ${faults.join('\n  ')}`);
}

/** This machine's address in its network. Link-local ones lead nowhere (on Fargate, to the metadata of the task). */
export function ownAddress(interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces()): string {
  const all = Object.values(interfaces).flatMap((addresses) => addresses ?? []);
  const reachable = all.find(
    ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
  );
  return reachable?.address ?? '127.0.0.1';
}
