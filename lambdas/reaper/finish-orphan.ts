import type { CallId } from '#core/contracts/ids.ts';
import type { ServicesOf } from '#lambdas/needs.ts';

export type ReaperPorts = ServicesOf<'Reaper'>;

/** Does the last step's work for a call whose execution ended without it. */
export async function finishOrphan(ports: ReaperPorts, callId: CallId, why: string): Promise<void> {
  ports.log.error('a call whose execution has ended is finished', { callId });
  const { finish } = await import('#lambdas/tasks/finish.ts');
  await finish(ports, { callId, failure: why });
}
