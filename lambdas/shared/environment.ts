import { z } from 'zod';

/** What every Lambda is configured by. Secrets come from Secrets Manager into these names at deployment. */
export const Environment = z.object({
  TABLE_NAME: z.string().min(1),
  BUCKET_NAME: z.string().min(1),
  STATE_MACHINE_ARN: z.string().min(1),
  /** Origin under which Twilio reaches the webhooks, without a slash at the end. */
  PUBLIC_API_URL: z.url(),
  /** wss://host/path under which Twilio reaches the stream worker. */
  PUBLIC_STREAM_URL: z.url(),
  TWILIO_ACCOUNT_SID: z.string().regex(/^AC[0-9a-fA-F]{32}$/, 'a Twilio account SID: AC and 32 hexadecimal digits'),
  TWILIO_AUTH_TOKEN: z.string().min(1),
  /** The number that calls and texts. */
  TWILIO_NUMBER: z.string().regex(/^\+[1-9]\d{6,14}$/, 'a number as E.164 writes it, like +15005550006'),
  /** What the Twilio account may start; more are queued there, and a person's phone would ring late. */
  CALLS_STARTED_PER_SECOND: z.coerce.number().positive().default(1),
  /** Instead of https://api.twilio.com (one machine, tests). */
  TWILIO_API_URL: z.url().optional(),
  /** Signs what a media stream must bring. */
  STREAM_SECRET: z.string().min(32, 'at least 32 characters'),
  /** Lets the steps give commands to the workers. */
  WORKER_SECRET: z.string().min(32, 'at least 32 characters'),
  /** Encrypts what people give for a call: 32 bytes as base64 (43 letters and digits are 32 bytes as well). Unset: nothing can be given. */
  FACTS_KEY: z
    .string()
    .refine((text) => Buffer.from(text, 'base64').length === 32, '32 bytes as base64: openssl rand -base64 32')
    .optional(),
  /** The Lambda inside the workers' network that hands commands to them; unset where they are reached directly. */
  COMMAND_DOOR: z.string().optional(),
  /** https://{api}.execute-api.{region}.amazonaws.com/{stage} of the WebSocket API. */
  WEBSOCKET_URL: z.url().optional(),
  /** Log groups of the Lambdas and the workers, with commas between them: where links of the dashboard lead. */
  LOG_GROUPS: z.string().default(''),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url().optional(),
  OPENAI_MODEL: z.string().optional(),
  OPENAI_FALLBACK_MODEL: z.string().optional(),
  /** US dollars for a million tokens in and out; unset: a call's costs are told without the model's. */
  OPENAI_USD_PER_MILLION_TOKENS: z
    .string()
    .regex(/^\d+(\.\d+)?\/\d+(\.\d+)?$/, 'prices in and out, like 0.40/1.60')
    .optional(),
  AWS_REGION: z.string().default('us-east-1'),
  /** Local endpoints for the unmodified SDK clients; unset on AWS. */
  AWS_ENDPOINT_URL_DYNAMODB: z.url().optional(),
  AWS_ENDPOINT_URL_S3: z.url().optional(),
  AWS_ENDPOINT_URL_SFN: z.url().optional(),
});
export type Environment = z.infer<typeof Environment>;

/** @throws {Error} that names each variable that is missing or wrong, and what would be right */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const parsed = Environment.safeParse(variables);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`the environment is not complete\n  ${faults.join('\n  ')}`);
}
