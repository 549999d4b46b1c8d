import { ExecutionEnded, executionEnded } from './execution-ended.ts';
import type { ReaperPorts } from './finish-orphan.ts';
import { type Reaped, reap } from './reap.ts';

/** Run every minute, and at once for an execution that ended without its last step. */
export function reaper(ports: ReaperPorts) {
  let last: Reaped | undefined;
  return async (event: unknown) => {
    const ended = ExecutionEnded.safeParse(event);
    if (ended.success) return executionEnded(ports, ended.data);
    last = await reap(ports, last);
    return last;
  };
}
