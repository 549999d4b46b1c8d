import { z } from 'zod';
import { CallId } from '#core/contracts/ids.ts';
import { finishOrphan, type ReaperPorts } from './finish-orphan.ts';

/**
 * What EventBridge tells of an execution that ended otherwise than by its last step.
 * https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-states.html (delivered as best effort: the sweep is the second net)
 */
export const ExecutionEnded = z.object({
  source: z.literal('aws.states'),
  'detail-type': z.literal('Step Functions Execution Status Change'),
  detail: z.object({
    /** Executions are named after their calls. */
    name: CallId,
    status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
  }),
});

/** Finishes the call at once, if its last step has not. An event may be told twice, or late: what is finished stays as it is. */
export async function executionEnded(
  ports: ReaperPorts,
  { detail: { name: callId, status } }: z.infer<typeof ExecutionEnded>,
): Promise<{ readonly finished: number }> {
  const call = await ports.calls.get(callId);
  if (call === null || call.state === 'finished' || (await ports.workflow.isRunning(callId))) return { finished: 0 };
  if (!(await finishOrphan(ports, callId, `the execution ended as ${status}`))) return { finished: 0 };
  ports.meter.count('CallsRescued', 1, 'Count');
  return { finished: 1 };
}
