import type { CallRecord } from '#core/contracts/call-record.ts';
import type { EventId } from '#core/contracts/ids.ts';
import { redact } from '#core/policy/redact.ts';
import type { Services } from './services.ts';

/** Begins the call's log and its execution. Safe to repeat, whoever stopped half way. @returns the name of the execution */
export async function startCall(
  { calls, workflow }: Pick<Services, 'calls' | 'workflow'>,
  { callId, createdAt, request: { number, intent, via } }: CallRecord,
): Promise<string> {
  await calls.append(callId, {
    eventId: 'requested' as EventId,
    at: createdAt,
    what: { kind: 'call.requested', number, intent: redact(intent), via },
  });
  const { executionArn } = await workflow.start(callId);
  await calls.patch(callId, { executionArn });
  return executionArn;
}
