import { tell } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { EventId } from '#core/contracts/ids.ts';
import type { Services } from './services.ts';

/** Passes the person's answer on to the step that asked. @returns `not_asked` when nothing is being asked (any more) */
export async function answerQuestion(
  ports: Pick<Services, 'calls' | 'workflow' | 'clock'>,
  { callId, waiting }: CallRecord,
  answer: string,
  via: CallRecord['request']['via'],
): Promise<'passed_on' | 'not_asked'> {
  if (waiting?.state !== 'AskUser') return 'not_asked';
  if ((await tell(ports, callId, waiting, { kind: 'user_answered', answer })) === 'gone') return 'not_asked';
  await ports.calls.append(callId, {
    eventId: `answered-${waiting.token.slice(-24)}` as EventId,
    at: Math.round(ports.clock.now()),
    what: { kind: 'user.answered', via },
  });
  return 'passed_on';
}
