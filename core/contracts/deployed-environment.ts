import { z } from 'zod';

const secret = z.string().min(32, 'at least 32 characters');

/** What Lambdas and stream workers alike are configured by, in variables of these names. Secrets come from Secrets Manager at deployment. */
export const DeployedEnvironment = z.object({
  TABLE_NAME: z.string().min(1),
  BUCKET_NAME: z.string().min(1),
  STATE_MACHINE_ARN: z.string().min(1),
  /** Origin under which Twilio reaches the webhooks, without a slash at the end. */
  PUBLIC_API_URL: z.url(),
  /** wss://host/path under which Twilio reaches the stream workers, exactly as it is told. */
  PUBLIC_STREAM_URL: z.url({
    protocol: /^wss$/,
    error: 'the public address of the streams, like wss://media.example/stream',
  }),
  TWILIO_ACCOUNT_SID: z.string().regex(/^AC[0-9a-fA-F]{32}$/, 'a Twilio account SID: AC and 32 hexadecimal digits'),
  TWILIO_AUTH_TOKEN: z.string().min(1),
  /** The number that calls and texts. */
  TWILIO_NUMBER: z.string().regex(/^\+[1-9]\d{6,14}$/, 'a number as E.164 writes it, like +15005550006'),
  /** Instead of https://api.twilio.com (one machine, tests). */
  TWILIO_API_URL: z.url().optional(),
  /** Signs what a media stream must bring. */
  STREAM_SECRET: secret,
  /** Lets the steps, and other workers, speak to a worker. */
  WORKER_SECRET: secret,
  AWS_REGION: z.string().default('us-east-1'),
  /** Local endpoints for the unmodified SDK clients; unset on AWS. */
  AWS_ENDPOINT_URL_DYNAMODB: z.url().optional(),
  AWS_ENDPOINT_URL_S3: z.url().optional(),
  AWS_ENDPOINT_URL_SFN: z.url().optional(),
});

/** @throws {Error} that begins with `what` and names each variable that is missing or wrong, and what would be right, never its value */
export function readVariables<S extends z.ZodType>(
  schema: S,
  variables: Readonly<Record<string, string | undefined>>,
  what: string,
): z.infer<S> {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`${what} is not complete\n  ${faults.join('\n  ')}`);
}
