import type { CallId, EventId } from '#core/contracts/ids.ts';
import type { Observation, Told } from '#core/contracts/observation.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import { StoreUnavailable } from '#core/errors.ts';
import type { MediaMs } from '#core/media/media-clock.ts';
import type { CallStore } from '#core/ports/call-store.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Workflow } from '#core/ports/workflow.ts';

export interface TellPorts {
  readonly calls: CallStore;
  readonly workflow: Workflow;
  readonly clock: Clock;
}

/** A step that is not told waits for its timeout, while somebody waits on the line. */
const TRY_AGAIN_AFTER_MS = [500, 1_000, 2_000] as const;

/** What events that belong to one wait of a step are named after: tokens are long, and those of one call differ in their last characters. */
export const nameOfWait = ({ token }: Pick<Waiting, 'token'>): string => token.slice(-24);

/**
 * Tells the waiting step what was learned. The observation goes to the log in full, to the execution only as its kind. The workflow picks
 * the first of several tellers; clearing the record comes after, so that a teller who dies in between leaves a step that is told, not one that
 * is forgotten. Safe to repeat.
 * @returns `gone` when the step had been told before or timed out
 */
export async function tell(
  ports: TellPorts,
  callId: CallId,
  waiting: Waiting,
  observation: Observation,
): Promise<'told' | 'gone'> {
  const observationId = await observed(ports, callId, observation, nameOfWait(waiting));
  const answer = await delivered(ports, waiting.token, { kind: observation.kind, observationId });
  await ports.calls.settleWaiting(callId, waiting.token);
  return answer;
}

async function delivered(
  { workflow, clock }: TellPorts,
  token: Waiting['token'],
  told: Told,
): Promise<'told' | 'gone'> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await workflow.tell(token, told);
    } catch (error) {
      const waitMs = TRY_AGAIN_AFTER_MS[tries];
      if (!(error instanceof StoreUnavailable) || waitMs === undefined) throw error;
      await clock.sleep(waitMs);
    }
  }
}

/** Appends an observation to the log and returns where it lies. `of`: what it was observed for; the same again is the same event. */
export async function observed(
  ports: Pick<TellPorts, 'calls' | 'clock'>,
  callId: CallId,
  observation: Observation,
  of: string,
): Promise<EventId> {
  const at = ports.clock.now();
  const eventId = `observed-${observation.kind}-${of}` as EventId;
  await ports.calls.append(callId, {
    eventId,
    at,
    mediaMs: mediaOf(observation),
    what: { kind: 'step.observed', observation },
  });
  return eventId;
}

function mediaOf(observation: Observation): MediaMs | null {
  return 'atMs' in observation ? observation.atMs : null;
}
