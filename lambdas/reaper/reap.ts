import { isUnsaid } from '#core/call/is-unsaid.ts';
import { reattach } from '#core/call/reattach.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallId } from '#core/contracts/ids.ts';
import { CallState } from '#core/contracts/outcome.ts';
import { HoldSlayerError } from '#core/errors.ts';
import { loggable } from '#core/policy/loggable.ts';
import { startCall } from '#lambdas/shared/start-call.ts';
import { finishOrphan, type ReaperPorts as Ports } from './finish-orphan.ts';

/** What one run did. */
export interface Reaped {
  readonly looked: number;
  /** Calls whose execution had never been started. */
  readonly started: number;
  /** Calls that nobody heard, and for which a new stream was asked. */
  readonly rescued: number;
  /** Calls whose execution had ended without its last step. */
  readonly finished: number;
  /** There was no time for more: the next run goes on after this call. Null: all were looked at. */
  readonly stoppedAt: CallId | null;
}

const PAGE = 100;
/** Calls that are looked at at a time. A worker that is dead is waited for up to 4 s. */
const AT_A_TIME = 20;
/** No other call is looked at after that: the run may take 55 s. */
const LOOKS_FOR_MS = 40_000;
/** A request is started within a second of its record, a worker attaches within two of the stream's order. Younger ones are left alone, unless their worker is dead. */
const YOUNG_MS = 15_000;

/** Whoever asks for a call has been answered by then (the API within 29 s). */
const ANSWERED_MS = 60_000;

/** Of the calls whose step seems to wait, each is looked at once in so many minutes, or less often when there are many. */
const LOOKED_AT_EVERY_MINUTES = 5;
/** Executions that one run may ask after, 5 a second: Step Functions answers few, and an event tells of those that end (execution-ended.ts). */
const MOST_ASKED = 300;
const MINUTE_MS = 60_000;

/**
 * Finds calls that lost their way, and brings them back or to their end: a record whose execution was never started (it is started, or finished if nobody can ask for the same call again), a live line that no worker
 * hears while its webhooks were lost, an execution that ended without its last step. Scheduled every minute, and run when the one-machine stack starts. Safe at any time: what is in order is left alone.
 * @param before what the last run saw, as far as it is known: the more calls there are, the less often each is asked after; and where it stopped
 */
export async function reap(ports: Ports, before: Partial<Pick<Reaped, 'looked' | 'stoppedAt'>> = {}): Promise<Reaped> {
  const sweep: Sweep = {
    asked: 0,
    everyMinutes: Math.max(LOOKED_AT_EVERY_MINUTES, Math.ceil((before.looked ?? 0) / MOST_ASKED)),
  };
  const untilMs = ports.clock.now() + LOOKS_FOR_MS;
  const found = { started: 0, rescued: 0, finished: 0 };
  const byState = new Map<CallState, number>(CallState.options.map((state) => [state, 0]));
  let looked = 0;
  let last: CallId | null = null;
  let stoppedAt: CallId | null = null;
  for await (const calls of allLive(ports, before.stoppedAt ?? null)) {
    looked += calls.length;
    for (const { state } of calls) byState.set(state, (byState.get(state) ?? 0) + 1);
    const waiting = [...calls];
    const next = async (): Promise<void> => {
      while (ports.clock.now() < untilMs) {
        const call = waiting.shift();
        if (call === undefined) return;
        last = call.callId;
        const what = await lookAt(ports, call, sweep);
        if (what !== null) found[what] += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, next));
    if (waiting.length > 0) stoppedAt = last;
  }
  if (stoppedAt !== null) ports.log.warn('there was no time for all calls; the next run goes on', { looked });
  for (const [state, calls] of byState) ports.meter.count('LiveCalls', calls, 'Count', { state });
  ports.meter.count('CallsRescued', found.rescued + found.started + found.finished, 'Count');
  return { looked, ...found, stoppedAt };
}

/** All live calls, page by page, those after that one first. */
async function* allLive({ calls }: Ports, first: CallId | null): AsyncGenerator<readonly CallRecord[]> {
  const seen = new Set<CallId>();
  for (const from of first === null ? [null] : [first, null]) {
    let after: string | null = from;
    do {
      const page = await calls.listLive({ limit: PAGE, after });
      const fresh = page.items.filter(({ callId }) => !seen.has(callId));
      for (const { callId } of fresh) seen.add(callId);
      yield fresh;
      after = fresh.length < page.items.length ? null : page.next;
    } while (after !== null);
  }
}

/** A call that cannot be looked at now keeps no other from it. @returns what was done */
async function lookAt(
  ports: Ports,
  call: CallRecord,
  sweep: Sweep,
): Promise<'started' | 'rescued' | 'finished' | null> {
  try {
    if (await isUnsaidToTheEnd(ports, call)) return 'finished';
    if (await isNeverStarted(ports, call)) return 'started';
    if (await isAbandoned(ports, call, sweep)) return 'finished';
    return (await isUnheard(ports, call)) ? 'rescued' : null;
  } catch (error) {
    if (!(error instanceof HoldSlayerError)) throw error;
    ports.log.error('a call could not be looked at', { callId: call.callId, ...loggable(error) });
    return null;
  }
}

/** Started now, it might be the second call for one request. */
async function isUnsaidToTheEnd(ports: Ports, call: CallRecord): Promise<boolean> {
  if (!isUnsaid(call) || ports.clock.now() - call.createdAt < ANSWERED_MS) return false;
  return finishOrphan(ports, call.callId, 'it could not be started');
}

async function isNeverStarted({ calls, workflow, clock, log }: Ports, call: CallRecord): Promise<boolean> {
  if (call.executionArn !== null || isUnsaid(call) || clock.now() - call.createdAt < YOUNG_MS) return false;
  await startCall({ calls, workflow }, call);
  log.warn('a call that was never started is started', { callId: call.callId });
  return true;
}

/** Nobody would ever end it: its last step failed, or the state machine did. */
async function isAbandoned(
  ports: Ports,
  { callId, createdAt, executionArn, waiting }: CallRecord,
  sweep: Sweep,
): Promise<boolean> {
  const { workflow, clock } = ports;
  const ageMs = clock.now() - createdAt;
  const minute = Math.floor(clock.now() / MINUTE_MS);
  const isItsTurn = (minute + turnOf(callId)) % sweep.everyMinutes === 0;
  if (executionArn === null || ageMs < YOUNG_MS || (waiting !== null && !isItsTurn)) return false;
  if (sweep.asked >= MOST_ASKED) return false;
  sweep.asked += 1;
  if (await workflow.isRunning(callId)) return false;
  return finishOrphan(ports, callId, 'the execution ended without its last step');
}

/** One run's questions after executions. */
interface Sweep {
  asked: number;
  readonly everyMinutes: number;
}

/** The last four letters of an id are random. */
function turnOf(callId: string): number {
  return [...callId.slice(-4)].reduce((turn, letter) => turn * 32 + (letter.codePointAt(0) ?? 0), 0);
}

async function isUnheard(ports: Ports, call: CallRecord): Promise<boolean> {
  const { callId, waiting, workerUrl, epoch } = call;
  if (!waiting || waiting.state === 'PlaceCall' || (await wasJustLost(ports, call))) return false;
  const isYoung = ports.clock.now() - waiting.since < YOUNG_MS;
  const answer =
    workerUrl === null ? 'not_here' : await ports.workers.send(workerUrl, { kind: 'wait', callId, epoch, waiting });
  if (answer === 'taken' || (answer === 'not_here' && isYoung)) return false;
  const result = await reattach(ports, callId, epoch);
  ports.log.warn('a call that nobody heard gets a new stream', { callId, epoch, answer, result });
  return result === 'attached';
}

/** A webhook has noticed it and asked for a stream that is still to come. */
async function wasJustLost({ calls, clock }: Ports, { callId }: CallRecord): Promise<boolean> {
  const lost = (await calls.events(callId)).findLast(
    ({ what }) => what.kind === 'stream.lost' && what.track === 'inbound',
  );
  return lost !== undefined && clock.now() - lost.at < YOUNG_MS;
}
