import type { CallRecord } from '#core/contracts/call-record.ts';
import type { EventId } from '#core/contracts/ids.ts';
import { redact } from '#core/policy/redact.ts';
import type { Services } from './services.ts';

type Ports = Pick<Services, 'calls' | 'workflow'>;

/** Begins the call's log and its execution, and writes down that it did. Safe to repeat, whoever stopped half way. @returns the name of the execution */
export async function startCall({ calls, workflow }: Ports, call: CallRecord): Promise<string> {
  const executionArn = await beginExecution({ calls, workflow }, call);
  await calls.patch(call.callId, { executionArn });
  return executionArn;
}

/** The same without writing it down: a call that nobody can ask for again is not dialled before (core/call/is-unsaid.ts). */
export async function beginExecution(
  { calls, workflow }: Ports,
  { callId, createdAt, request: { number, intent, via } }: CallRecord,
): Promise<string> {
  await calls.append(callId, {
    eventId: 'requested' as EventId,
    at: createdAt,
    what: { kind: 'call.requested', number, intent: redact(intent), via },
  });
  return (await workflow.start(callId)).executionArn;
}
