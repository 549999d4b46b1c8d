import { z } from 'zod';
import { StoreUnavailable } from '#core/errors.ts';
import type { TaskProtection } from '#core/ports/task-protection.ts';

export interface TaskProtectionOptions {
  /** ECS_AGENT_URI, which ECS sets in each container. */
  readonly agentUri: string;
  /** Of one try. Default 5 s. */
  readonly timeoutMs?: number;
}

/** Both requests may be repeated. */
const TRIES = 2;

/** The agent answers 200 for what ECS has refused, too. */
const Answer = z.object({
  protection: z.object({ ProtectionEnabled: z.boolean() }).optional(),
  failure: z.object({ Reason: z.string() }).optional(),
  error: z.object({ Code: z.string() }).optional(),
});

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection-endpoint.html */
export function ecsTaskProtection({ agentUri, timeoutMs = 5_000 }: TaskProtectionOptions): TaskProtection {
  const put = async (body: { ProtectionEnabled: boolean; ExpiresInMinutes?: number }): Promise<string | null> => {
    try {
      const response = await fetch(`${agentUri.replace(/\/$/, '')}/task-protection/v1/state`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const { protection, failure, error } = Answer.parse(await response.json());
      if (response.ok && protection?.ProtectionEnabled === body.ProtectionEnabled) return null;
      return failure?.Reason ?? error?.Code ?? `status ${response.status}`;
    } catch (error) {
      return error instanceof Error ? error.name : 'no answer';
    }
  };
  const putUntilTaken = async (body: Parameters<typeof put>[0]): Promise<void> => {
    let reason: string | null = null;
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      reason = await put(body);
      if (reason === null) return;
    }
    throw new StoreUnavailable(`ECS task protection: ${reason}`);
  };
  return {
    protect: (minutes) => putUntilTaken({ ProtectionEnabled: true, ExpiresInMinutes: minutes }),
    release: () => putUntilTaken({ ProtectionEnabled: false }),
  };
}
