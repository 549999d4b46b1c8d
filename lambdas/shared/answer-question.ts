import { isUnclear, readApproval, readGiven } from '#core/call/asked.ts';
import { nameOfWait, tell } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { EventId } from '#core/contracts/ids.ts';
import type { Services } from './services.ts';

/**
 * Passes the person's answer on to the step that asked: whether it was yes, and for data that it was given. The words themselves go nowhere;
 * data goes to the facts of the call. @returns what was passed on; `unclear`: nothing, it is still asked; `not_asked`: nothing is (any more)
 */
export async function answerQuestion(
  ports: Pick<Services, 'calls' | 'facts' | 'workflow' | 'clock'>,
  { callId, waiting, action }: CallRecord,
  answer: string,
  via: CallRecord['request']['via'],
): Promise<'yes' | 'no' | 'given' | 'unclear' | 'not_asked'> {
  if (waiting?.state !== 'AskUser') return 'not_asked';
  const about = action?.next === 'ask_user' ? action.about : undefined;
  if (about && isUnclear(answer, about)) return 'unclear';
  const read = about?.kind === 'fact' ? readGiven(answer) : readApproval(answer);
  if (about?.kind === 'fact' && read === 'given') await ports.facts.put(callId, { [about.fact]: answer.trim() });
  if ((await tell(ports, callId, waiting, { kind: 'user_answered', answer: read })) === 'gone') return 'not_asked';
  await ports.calls.append(callId, {
    eventId: `answered-${nameOfWait(waiting)}` as EventId,
    at: Math.round(ports.clock.now()),
    what: { kind: 'user.answered', via },
  });
  return read;
}
