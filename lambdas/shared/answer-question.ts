import { readApproval, readGiven } from '#core/call/asked.ts';
import { nameOfWait, tell } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { EventId } from '#core/contracts/ids.ts';
import type { Services } from './services.ts';

/**
 * Passes the person's answer on to the step that asked: whether it was yes, and for data that it was given. The words themselves go nowhere;
 * data goes to the facts of the call. @returns `not_asked` when nothing is being asked (any more)
 */
export async function answerQuestion(
  ports: Pick<Services, 'calls' | 'facts' | 'workflow' | 'clock'>,
  { callId, waiting, action }: CallRecord,
  answer: string,
  via: CallRecord['request']['via'],
): Promise<'passed_on' | 'not_asked'> {
  if (waiting?.state !== 'AskUser') return 'not_asked';
  const about = action?.next === 'ask_user' ? action.about : undefined;
  const read = about?.kind === 'fact' ? readGiven(answer) : readApproval(answer);
  if (about?.kind === 'fact' && read === 'given') await ports.facts.put(callId, { [about.fact]: answer.trim() });
  if ((await tell(ports, callId, waiting, { kind: 'user_answered', answer: read })) === 'gone') return 'not_asked';
  await ports.calls.append(callId, {
    eventId: `answered-${nameOfWait(waiting)}` as EventId,
    at: Math.round(ports.clock.now()),
    what: { kind: 'user.answered', via },
  });
  return 'passed_on';
}
