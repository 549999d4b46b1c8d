import { isUnclear, openQuestion, readApproval, readGiven, unansweredSince } from '#core/call/asked.ts';
import { nameOfWait, observed, tell } from '#core/call/tell.ts';
import type { Question } from '#core/contracts/action.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallId, EventId } from '#core/contracts/ids.ts';
import type { Services } from './services.ts';

type Ports = Pick<Services, 'calls' | 'facts' | 'workflow' | 'clock'>;

/**
 * Passes the person's answer on to the step that asked, or to the log for the next attempt when the company has hung up over it: whether it was
 * yes, and for data that it was given. The words themselves go nowhere; data goes to the facts of the call.
 * @returns what was passed on; `unclear`: nothing, it is still asked; `not_asked`: nothing is (any more)
 */
export async function answerQuestion(
  ports: Ports,
  call: CallRecord,
  answer: string,
  via: CallRecord['request']['via'],
): Promise<'yes' | 'no' | 'given' | 'unclear' | 'not_asked'> {
  const { callId, waiting } = call;
  const asked = await questionNow(ports, call);
  if (asked === null) return 'not_asked';
  const hasLine = waiting?.state === 'AskUser';
  const { about } = asked;
  if (about && isUnclear(answer, about)) return 'unclear';
  const read = about?.kind === 'fact' ? readGiven(answer) : readApproval(answer);
  if (about?.kind === 'fact' && read === 'given') await ports.facts.put(callId, { [about.fact]: answer.trim() });
  const observation = { kind: 'user_answered', answer: read } as const;
  if (hasLine) {
    if ((await tell(ports, callId, waiting, observation)) === 'gone' && !(await isAskedOn(ports, callId, asked)))
      return 'not_asked';
    await answered(ports, callId, nameOfWait(waiting), via);
  } else {
    await observed(ports, callId, observation, WITHOUT_LINE);
    await answered(ports, callId, WITHOUT_LINE, via);
  }
  return read;
}

/** What the person is asked, and has not answered yet; null: nothing. The record alone does not tell of an answer that waits for the next attempt. */
export async function questionNow({ calls }: Pick<Services, 'calls'>, call: CallRecord): Promise<Question | null> {
  const asked = openQuestion(call);
  if (asked === null || call.waiting?.state === 'AskUser') return asked;
  return unansweredSince(await calls.events(call.callId)) === null ? null : asked;
}

/** The company hung up before the answer was told: it lies in the log, and the next attempt finds it there. */
async function isAskedOn({ calls }: Ports, callId: CallId, { question }: Question): Promise<boolean> {
  const call = await calls.get(callId);
  return call !== null && call.waiting?.state !== 'AskUser' && openQuestion(call)?.question === question;
}

/** A call is called again once, so it has one such question. */
const WITHOUT_LINE = 'without-line';

async function answered(
  { calls, clock }: Ports,
  callId: CallId,
  of: string,
  via: CallRecord['request']['via'],
): Promise<void> {
  const at = Math.round(clock.now());
  await calls.append(callId, { eventId: `answered-${of}` as EventId, at, what: { kind: 'user.answered', via } });
}
