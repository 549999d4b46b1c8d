import { type Decision, decide } from '#core/call/decide.ts';
import { journeyOf } from '#core/call/journey.ts';
import type { NextStep } from '#core/contracts/action.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent, Happening } from '#core/contracts/events.ts';
import type { CallId, EventId } from '#core/contracts/ids.ts';
import type { WaitingState } from '#core/contracts/waiting.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { loadCall, mediaTimeOf } from './load-call.ts';

type Ports = Pick<Services, 'calls' | 'clock' | 'log'>;
type Input = { callId: CallId; observationId: string | null; lost: string | null };

/** Decides once for each observation: run again, it finds its own decision in the log. */
export async function decideTask(ports: Ports, input: Input): Promise<{ next: NextStep }> {
  const { calls, clock } = ports;
  const call = await loadCall(calls, input.callId);
  const log = await calls.events(input.callId);
  const decidedId = `${input.observationId ?? `lost-${input.lost}-${Math.round(clock.now())}`}-decided` as EventId;
  const before = log.find(({ eventId }) => eventId === decidedId)?.what;
  if (before?.kind === 'step.decided') {
    await calls.patch(call.callId, { action: before.action });
    return { next: before.action.next };
  }
  const { action, by } = cancelled(call) ?? decideFrom(call, log, input, ports);
  const at = Math.round(clock.now());
  for (const what of alongside(action.next, log, at))
    await calls.append(call.callId, { at, mediaMs: mediaTimeOf(call, at), what });
  await calls.append(call.callId, {
    eventId: decidedId,
    at,
    mediaMs: mediaTimeOf(call, at),
    what: { kind: 'step.decided', action, by },
  });
  await calls.patch(call.callId, { action });
  return { next: action.next };
}

function decideFrom(call: CallRecord, log: readonly CallEvent[], input: Input, { clock }: Ports): Decision {
  const heard = log.find(({ eventId }) => eventId === input.observationId)?.what;
  return decide({
    call,
    journey: journeyOf(log),
    observation: heard?.kind === 'step.observed' ? heard.observation : null,
    lost: input.lost as WaitingState | null,
    nowMs: mediaTimeOf(call, clock.now()),
  });
}

function cancelled(call: CallRecord): Decision | null {
  if (call.cancelRequestedAt === null) return null;
  return {
    action: { next: 'finish', outcome: 'user_canceled', reason: 'canceled on request' },
    by: 'rules',
    confidence: 1,
  };
}

/** The beginning and end of a hold are happenings of their own. */
function alongside(next: NextStep, log: readonly CallEvent[], at: number): Happening[] {
  const began = log.findLast(({ what }) => what.kind === 'hold.began');
  const ended = log.findLast(({ what }) => what.kind === 'hold.ended');
  const holding = began !== undefined && (ended === undefined || ended.at < began.at);
  if (next === 'hold' && !holding) return [{ kind: 'hold.began' }];
  if (next === 'redial') {
    const over: Happening[] = holding ? [{ kind: 'hold.ended', heldMs: at - began.at }] : [];
    return [...over, { kind: 'call.redialling', reason: 'the company dropped us on hold' }];
  }
  const over = next === 'reach_user' || next === 'finish';
  return over && holding ? [{ kind: 'hold.ended', heldMs: at - began.at }] : [];
}
