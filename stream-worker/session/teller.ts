import type { CallId, EventId, TaskToken } from '#core/contracts/ids.ts';
import type { Observation } from '#core/contracts/observation.ts';
import { createOrderedQueue, type OrderedQueue } from '#stream-worker/ordered-queue.ts';
import type { WorkerDeps } from '#stream-worker/worker.ts';

/** Gives answers to waiting steps, in order, until they have arrived. */
export interface Teller {
  tell(token: TaskToken, observation: Observation): void;
  /** Tokens whose answer is still on its way. One that was given up is none of them: its step misses its heartbeat then, and is asked again. */
  readonly pending: ReadonlySet<TaskToken>;
  readonly queue: OrderedQueue;
}

/** A step times out long before. */
const MOST_ANSWERS = 20;

/**
 * The observation goes to the log in full, to the execution only as its kind; the record is settled last, so that a worker who dies in between
 * leaves a step that is told, not one that is forgotten. Each part is safe to repeat.
 * @param fenced called when another worker hears the call: its answers count, ours do not
 */
export function createTeller(
  { calls, workflow, clock, log }: Pick<WorkerDeps, 'calls' | 'workflow' | 'clock' | 'log'>,
  callId: CallId,
  workerUrl: string,
  fenced: () => void,
): Teller {
  const queue = createOrderedQueue({ name: 'answers', clock, log, most: MOST_ANSWERS });
  const pending = new Set<TaskToken>();

  async function deliver(token: TaskToken, observation: Observation, at: number): Promise<void> {
    const call = await calls.get(callId);
    if (call?.workerUrl !== workerUrl) {
      pending.delete(token);
      fenced();
      return;
    }
    const eventId = `observed-${at}-${observation.kind}-${token.slice(-16)}` as EventId;
    const mediaMs = 'atMs' in observation ? observation.atMs : null;
    await calls.append(callId, { eventId, at, mediaMs, what: { kind: 'step.observed', observation } });
    const answer = await workflow.tell(token, { kind: observation.kind, observationId: eventId });
    await calls.settleWaiting(callId, token);
    pending.delete(token);
    log.info('a step was answered', { callId, kind: observation.kind, answer });
  }

  return {
    queue,
    pending,
    tell(token, observation) {
      const at = Math.round(clock.now());
      pending.add(token);
      queue.add(
        () => deliver(token, observation, at),
        () => pending.delete(token),
      );
    },
  };
}
