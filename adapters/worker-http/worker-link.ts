import { WorkerAnswer } from '#core/contracts/worker-command.ts';
import type { WorkerLink } from '#core/ports/worker-link.ts';

export interface WorkerLinkOptions {
  /** Shared with the workers (WORKER_SECRET). */
  readonly secret: string;
  /** Of one try. Default 2 s. */
  readonly timeoutMs?: number;
}

/** Commands may come twice: each replaces what was asked before. */
const TRIES = 2;

/** Commands to workers over private HTTP: `POST {worker}/commands`, bearer secret, JSON both ways. */
export function httpWorkerLink({ secret, timeoutMs = 2_000 }: WorkerLinkOptions): WorkerLink {
  return {
    send: async (workerUrl, command) => {
      for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        try {
          const response = await fetch(`${workerUrl.replace(/\/$/, '')}/commands`, {
            method: 'POST',
            headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
            body: JSON.stringify(command),
            redirect: 'error',
            signal: AbortSignal.timeout(timeoutMs),
          });
          const answer = WorkerAnswer.safeParse(await response.json());
          if (response.ok && answer.success) return answer.data.kind;
        } catch {
          // Whatever is wrong with a worker, the record holds what it was to be told.
        }
      }
      return 'unreachable';
    },
  };
}
