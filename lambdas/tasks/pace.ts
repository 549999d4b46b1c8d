import { isEnding } from '#core/call/after-the-end.ts';
import { OPEN_WITHOUT_LINE_MS, openQuestion, unansweredSince } from '#core/call/asked.ts';
import { placeIn } from '#core/call/in-line.ts';
import { isUnsaid } from '#core/call/is-unsaid.ts';
import type { CallRecord, InLine } from '#core/contracts/call-record.ts';
import type { CallId, EventId } from '#core/contracts/ids.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { loadCall } from './load-call.ts';

type Ports = Pick<Services, 'calls' | 'line' | 'clock' | 'meter'>;

/** So long may a call that was called off wait until it notices, and one that was moved back until it knows. */
const LONGEST_WAIT_SECONDS = 15;

/** That a call was started is usually written down before its first step runs. */
const SAID_WITHIN_MS = [50, 150, 300] as const;
/** From this age on only the reaper, which finishes it, is waited for. */
const SAID_LATE_MS = 15_000;

/**
 * Gives the attempt its place in the line of all calls that are to be dialled, and tells how long to wait before this is asked again; 0 = dial
 * now. A company that hung up over a question is called again when the person has answered, or has not in time. The same attempt keeps its place
 * however often this is run; a slot that went by unused is not made up for in a crowd.
 */
export async function pace(
  { calls, line, clock, meter }: Ports,
  { callId, attempt }: { callId: CallId; attempt: number },
): Promise<{ waitSeconds: number }> {
  const call = await whenSaid({ calls, clock }, callId);
  if (isEnding(call) || call.cancelRequestedAt !== null || call.attempt >= attempt) {
    return { waitSeconds: 0 };
  }
  const awaitedMs = await answerAwaited({ calls, clock }, call);
  if (awaitedMs > 0) return { waitSeconds: Math.min(LONGEST_WAIT_SECONDS, Math.ceil(awaitedMs / 1000)) };
  if (isUnsaid(call)) return { waitSeconds: clock.now() - call.createdAt < SAID_LATE_MS ? 1 : LONGEST_WAIT_SECONDS };
  const now = Math.round(clock.now());
  const known = call.line?.attempt === attempt ? await movedBack(line, call.line) : null;
  const isMissed = known !== null && now - known.startsAt > known.everyMs;
  const at = known && !isMissed ? known : { attempt, ...(await line.join(now)), everyMs: line.everyMs };
  if (at !== call.line) await calls.patch(callId, { line: at });
  const waitMs = Math.max(0, at.startsAt - now);
  if (known === null) {
    meter.count('StartDelay', waitMs, 'Milliseconds');
    if (waitMs > 0) await calls.append(callId, inLine(at, now));
  }
  // The Wait state counts whole seconds.
  if (waitMs > 0 && waitMs < 1000) await clock.sleep(waitMs);
  return { waitSeconds: Math.min(LONGEST_WAIT_SECONDS, Math.floor(waitMs / 1000)) };
}

/** How long the answer may still take that the company did not wait for; 0: nothing is asked, or it is answered, or nobody did in time. */
async function answerAwaited({ calls, clock }: Pick<Ports, 'calls' | 'clock'>, call: CallRecord): Promise<number> {
  if (openQuestion(call) === null) return 0;
  const since = unansweredSince(await calls.events(call.callId));
  return since === null ? 0 : Math.max(0, since + OPEN_WITHOUT_LINE_MS - clock.now());
}

async function whenSaid({ calls, clock }: Pick<Ports, 'calls' | 'clock'>, callId: CallId): Promise<CallRecord> {
  let call = await loadCall(calls, callId);
  for (const waitMs of SAID_WITHIN_MS) {
    if (!isUnsaid(call)) break;
    await clock.sleep(waitMs);
    call = await loadCall(calls, callId);
  }
  return call;
}

async function movedBack(line: Ports['line'], place: InLine): Promise<InLine> {
  const pushedMs = await line.pushedMs();
  const lateMs = pushedMs - place.pushedMs;
  return lateMs === 0 ? place : { ...place, startsAt: place.startsAt + lateMs, pushedMs };
}

function inLine(at: InLine, now: number) {
  const { attempt, startsAt } = at;
  const what = { kind: 'call.in_line', attempt, place: placeIn(at, now), waitMs: startsAt - now } as const;
  return { eventId: `in-line-${attempt}` as EventId, at: now, what };
}
