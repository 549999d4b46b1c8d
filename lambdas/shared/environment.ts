import { z } from 'zod';
import { DeployedEnvironment, readVariables } from '#core/contracts/deployed-environment.ts';

/** What every Lambda is configured by. */
export const Environment = DeployedEnvironment.extend({
  /** What the Twilio account may start; more are queued there, and a person's phone would ring late. */
  CALLS_STARTED_PER_SECOND: z.coerce.number().positive().default(1),
  /** Encrypts what people give for a call: 32 bytes as base64 (43 letters and digits are 32 bytes as well). Unset: nothing can be given. */
  FACTS_KEY: z
    .string()
    .refine((text) => Buffer.from(text, 'base64').length === 32, '32 bytes as base64: openssl rand -base64 32')
    .optional(),
  /** The Lambda inside the workers' network that hands commands to them; unset where they are reached directly. */
  COMMAND_DOOR: z.string().optional(),
  /** Where each worker takes commands, at its own address. */
  WORKER_COMMAND_PORT: z.coerce.number().int().positive().default(8081),
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
});
export type Environment = z.infer<typeof Environment>;

/** @throws {Error} that names each variable that is missing or wrong, and what would be right */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  return readVariables(Environment, variables, 'the environment');
}
