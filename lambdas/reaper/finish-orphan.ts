import type { CallId } from '#core/contracts/ids.ts';
import { CarrierUnavailable } from '#core/errors.ts';
import type { ServicesOf } from '#lambdas/needs.ts';

export type ReaperPorts = ServicesOf<'Reaper'>;

/**
 * Does the last step's work for a call whose execution ended without it, or never began.
 * @returns false: its line could not be cleared; the call stays among the live ones for the next sweep
 */
export async function finishOrphan(ports: ReaperPorts, callId: CallId, why: string): Promise<boolean> {
  ports.log.error('a call without an execution is finished', { callId, why });
  const { finish } = await import('#lambdas/tasks/finish.ts');
  try {
    await finish(ports, { callId, failure: why }, { settles: false });
    return true;
  } catch (error) {
    if (!(error instanceof CarrierUnavailable)) throw error;
    ports.log.warn('its line is not clear yet, and is looked at again', { callId });
    return false;
  }
}
