import { z } from 'zod';

/** What the worker is configured by. */
export const WorkerEnvironment = z.object({
  TABLE_NAME: z.string().min(1),
  BUCKET_NAME: z.string().min(1),
  STATE_MACHINE_ARN: z.string().min(1),
  PUBLIC_API_URL: z.url(),
  /** wss://host/path under which Twilio reaches this service; its signature covers it. */
  PUBLIC_STREAM_URL: z.url(),
  TWILIO_ACCOUNT_SID: z.string().regex(/^AC[0-9a-fA-F]{32}$/, 'a Twilio account SID: AC and 32 hexadecimal digits'),
  TWILIO_AUTH_TOKEN: z.string().min(1),
  TWILIO_NUMBER: z.string().regex(/^\+[1-9]\d{6,14}$/, 'a number as E.164 writes it, like +15005550006'),
  TWILIO_API_URL: z.url().optional(),
  STREAM_SECRET: z.string().min(32, 'at least 32 characters'),
  WORKER_SECRET: z.string().min(32, 'at least 32 characters'),
  DEEPGRAM_API_KEY: z.string().min(1),
  /** Instead of wss://api.deepgram.com (one machine, tests). */
  DEEPGRAM_URL: z.url().optional(),
  /** Where media streams arrive. 0 = any free port. */
  STREAM_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** Where the steps give commands. */
  COMMAND_PORT: z.coerce.number().int().min(0).max(65_535).default(8081),
  HOST: z.string().default('0.0.0.0'),
  /** Base URL of the commands as the steps reach it. Default: the address of this task. */
  COMMAND_URL: z.url().optional(),
  MAX_STREAMS: z.coerce.number().int().positive().default(1_000),
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
  throw new Error(`the environment is not complete\n  ${faults.join('\n  ')}`);
}
