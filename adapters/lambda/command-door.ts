import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { z } from 'zod';
import { type AwsClientOptions, awsClientSettings } from '#adapters/aws/client-settings.ts';
import { WorkerAnswer, type WorkerCommand } from '#core/contracts/worker-command.ts';
import type { WorkerLink } from '#core/ports/worker-link.ts';

/** The SDK's client for Lambda. It tries once (`lambdaWorkerLink` knows how often), for 5 s: longer than the door's own tries at the worker, also when it starts cold. */
export function createLambdaClient(options: AwsClientOptions = {}): LambdaClient {
  return new LambdaClient(awsClientSettings(options, { maxAttempts: 1, requestTimeoutMs: 5_000 }));
}

/** What the door is asked: the command, for which worker, and the secret that the worker asks for (the door itself can read none). */
export const DoorRequest = z.object({
  workerUrl: z.url({ protocol: /^http$/ }),
  secret: z.string().min(1),
  command: z.unknown(),
});
export type DoorRequest = z.infer<typeof DoorRequest>;

/** Commands may come twice: each replaces what was asked before. */
const TRIES = 2;

/** `unreachable`: the worker did not answer. */
const DoorAnswer = z.object({ kind: z.enum([...WorkerAnswer.shape.kind.options, 'unreachable']) });

/**
 * Commands to workers through the one Lambda that is inside their network (`CommandDoor`), so that the steps themselves stay outside, where
 * they reach the carrier without a NAT gateway. docs/decisions/0021
 */
export function lambdaWorkerLink(options: {
  readonly client: LambdaClient;
  /** Name or ARN of the door. */
  readonly functionName: string;
  /** Shared with the workers (WORKER_SECRET). */
  readonly secret: string;
}): WorkerLink {
  const { client, functionName, secret } = options;
  async function ask(workerUrl: string, command: WorkerCommand) {
    const request: DoorRequest = { workerUrl, secret, command };
    const { FunctionError, Payload } = await client.send(
      new InvokeCommand({ FunctionName: functionName, Payload: new TextEncoder().encode(JSON.stringify(request)) }),
    );
    if (FunctionError !== undefined || Payload === undefined) return null;
    const answer = DoorAnswer.safeParse(JSON.parse(new TextDecoder().decode(Payload)));
    return answer.success ? answer.data.kind : null;
  }
  return {
    send: async (workerUrl, command) => {
      for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        try {
          const kind = await ask(workerUrl, command);
          if (kind !== null) return kind;
        } catch {
          // Whatever is wrong with the door, the record holds what the worker was to be told.
        }
      }
      return 'unreachable';
    },
  };
}
