import { reattach } from '#core/call/reattach.ts';
import type { EventId } from '#core/contracts/ids.ts';
import { HoldSlayerError } from '#core/errors.ts';
import type { Registry } from './server/registry.ts';
import { ENDS_WITHIN_MS, type StreamSession } from './session/stream-session.ts';
import type { WorkerDeps } from './worker.ts';

/** Calls that are handed over at a time: the carrier takes some requests a second, and other workers fill up evenly. */
const AT_A_TIME = 4;
/** How long another worker may take until it hears the call; meanwhile this one still does. */
const TAKEN_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 200;

/**
 * Hands the calls over one by one: a new stream is asked for, and the old one ends when another worker hears the call, or time is up.
 * @param mostMs until all is over, the ends of the streams too, whatever answers or does not
 */
export async function handOverAll(
  deps: WorkerDeps,
  registry: Registry,
  workerUrl: string,
  mostMs: number,
): Promise<void> {
  const handMs = Math.max(0, mostMs - ENDS_WITHIN_MS);
  const done = new AbortController();
  const timeIsUp = deps.clock.sleep(handMs, done.signal).catch(() => {});
  await Promise.race([handOverEach(deps, registry, workerUrl, deps.clock.now() + handMs), timeIsUp]);
  done.abort();
  await Promise.all(registry.all().map((session) => session.end('the worker ends')));
}

async function handOverEach(deps: WorkerDeps, registry: Registry, workerUrl: string, untilMs: number): Promise<void> {
  const { clock } = deps;
  const companies = registry.all().filter(({ track }) => track === 'inbound');
  const next = async (): Promise<void> => {
    for (let session = companies.shift(); session; session = companies.shift()) {
      if (clock.now() >= untilMs) return;
      await handOver(deps, session, workerUrl, Math.min(TAKEN_WITHIN_MS, untilMs - clock.now()));
      await Promise.all(registry.of(session.callId).map((stream) => stream.end('handed over')));
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, next));
  for (const session of registry.all()) {
    if (clock.now() >= untilMs) return;
    if (session.track === 'outbound') await handOverPerson(deps, session);
  }
}

async function handOver(
  deps: WorkerDeps,
  { callId, epoch }: StreamSession,
  workerUrl: string,
  mostMs: number,
): Promise<void> {
  const { calls, clock, log } = deps;
  try {
    const result = await reattach(deps, callId, epoch);
    if (result !== 'attached') return;
    for (const untilMs = clock.now() + mostMs; clock.now() < untilMs; await clock.sleep(LOOK_EVERY_MS)) {
      const call = await calls.get(callId);
      if (call?.workerUrl === workerUrl) continue;
      const eventId = `handed-over-${epoch}` as EventId;
      const what = { kind: 'worker.handed_over', reason: 'the worker ends' } as const;
      await calls.append(callId, { eventId, at: Math.round(clock.now()), what });
      return;
    }
    log.warn('no other worker took the call in time', { callId, epoch });
  } catch (error) {
    // The heartbeat of the waiting step finds it.
    log.error('a call could not be handed over', {
      callId,
      epoch,
      error: error instanceof HoldSlayerError ? error.name : 'unknown',
    });
  }
}

/** The company of this conversation is heard elsewhere. */
async function handOverPerson({ calls, telephony, log }: WorkerDeps, { callId }: StreamSession): Promise<void> {
  try {
    const call = await calls.get(callId);
    if (call?.state !== 'bridged' || !call.companyCallSid) return;
    await telephony.attachStream(call.companyCallSid, { callId, epoch: call.epoch, track: 'outbound' });
  } catch (error) {
    log.warn('the person is not recorded any more', {
      callId,
      error: error instanceof HoldSlayerError ? error.name : 'unknown',
    });
  }
}
