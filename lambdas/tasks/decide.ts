import { conversationClosed, openConversation } from '#core/call/conversation.ts';
import { actionInLog } from '#core/call/intent-in-log.ts';
import { nameOfWait } from '#core/call/tell.ts';
import type { Action, NextStep } from '#core/contracts/action.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent, Happening } from '#core/contracts/events.ts';
import type { CallId, EventId } from '#core/contracts/ids.ts';
import type { Observation } from '#core/contracts/observation.ts';
import type { NewEvent } from '#core/ports/call-store.ts';
import type { Services } from '#lambdas/shared/services.ts';
import type { Decided } from './decide-from.ts';
import { loadCall, mediaTimeOf, withDecision } from './load-call.ts';

export type DecidePorts = Pick<
  Services,
  'calls' | 'flows' | 'facts' | 'model' | 'clock' | 'log' | 'meter' | 'environment'
>;
export type DecideInput = { callId: CallId; observationId: string | null; lost: string | null };

/** Decides once for each observation: run again, it finds its own decision in the log. */
export async function decideTask(ports: DecidePorts, input: DecideInput): Promise<{ next: NextStep }> {
  const { calls, clock } = ports;
  // The language of menus takes longer to read than all else together: while the call is fetched.
  const [{ decidedIdOf, decideFrom }, record, log] = await Promise.all([
    import('./decide-from.ts'),
    loadCall(calls, input.callId),
    calls.events(input.callId),
  ]);
  const call = withDecision(record, log);
  const decidedId = decidedIdOf(input.observationId ?? nameOfTimeout(call, log, input.lost));
  const before = log.find(({ eventId }) => eventId === decidedId)?.what;
  if (before?.kind === 'step.decided') {
    await calls.patch(call.callId, { action: before.action });
    return { next: before.action.next };
  }
  const event = log.find(({ eventId }) => eventId === input.observationId) ?? null;
  const observation = event?.what.kind === 'step.observed' ? event.what.observation : null;
  const { decision, happenings } = cancelled(call) ?? (await decideFrom(call, log, observation, input, ports));
  const action = actionInLog(decision.action, call.request.intent);
  const at = Math.round(clock.now());
  const mediaMs = mediaTimeOf(call, at);
  const endedAt = call.legEndedAt ?? event?.at ?? at;
  for (const one of [...holdChanges(action, log, at), ...talkEnds(action.next, log, observation, { endedAt, at })]) {
    await calls.append(call.callId, { eventId: `${decidedId}-${one.what.kind}` as EventId, mediaMs, ...one });
  }
  for (const [i, what] of happenings.entries()) {
    await calls.append(call.callId, { eventId: `${decidedId}-model-${i}` as EventId, at, mediaMs, what });
  }
  const what = { kind: 'step.decided', action, by: decision.by } as const;
  const isFirst = await calls.append(call.callId, { eventId: decidedId, at, mediaMs, what });
  const counts = isFirst ? action : ((await decidedAs(ports, call, decidedId)) ?? action);
  await calls.patch(call.callId, { action: counts });
  return { next: counts.next };
}

/** Two runs at once may decide differently, when only one of them was answered by the model: what came into the log first is done. */
async function decidedAs({ calls }: DecidePorts, { callId }: CallRecord, decidedId: EventId): Promise<Action | null> {
  const what = (await calls.event(callId, decidedId))?.what;
  return what?.kind === 'step.decided' ? what.action : null;
}

/** A step that timed out is named by its token, which stays in the record because nobody told it. */
function nameOfTimeout({ waiting, epoch }: CallRecord, log: readonly CallEvent[], lost: string | null): string {
  const decisions = log.filter(({ what }) => what.kind === 'step.decided').length;
  return `timeout-${lost}-${waiting ? nameOfWait(waiting) : `${epoch}-${decisions}`}`;
}

function cancelled(call: CallRecord): Decided | null {
  if (call.cancelRequestedAt === null) return null;
  const action = { next: 'finish', outcome: 'user_canceled', reason: 'canceled on request' } as const;
  return { decision: { action, by: 'rules', confidence: 1 }, happenings: [] };
}

/** The beginning and end of a hold are happenings of their own. */
function holdChanges(action: Action, log: readonly CallEvent[], at: number): NewEvent[] {
  const { next } = action;
  const last = log.findLast(({ what }) => what.kind === 'hold.began' || what.kind === 'hold.ended');
  const began = last?.what.kind === 'hold.began' ? last.at : null;
  if (next === 'hold' && began === null) {
    const usual = action.usualSeconds === undefined ? {} : { usualSeconds: action.usualSeconds };
    return [{ at, what: { kind: 'hold.began', ...soundIn(log), ...usual } }];
  }
  const over = next === 'redial' || next === 'reach_user' || next === 'finish';
  const ended: Happening[] = over && began !== null ? [{ kind: 'hold.ended', heldMs: at - began }] : [];
  const redialling: Happening[] = next === 'redial' ? [{ kind: 'call.redialling', reason: action.reason }] : [];
  return [...ended, ...redialling].map((what) => ({ at, what }));
}

/** What the line sounds like now. */
function soundIn(log: readonly CallEvent[]) {
  const what = log.findLast((event) => event.what.kind === 'sound.changed')?.what;
  return what?.kind === 'sound.changed' ? { sound: what.sound, levelDb: what.levelDb } : {};
}

/** Whatever follows a conversation ends it, save that it is gone on with (its worker was lost). */
function talkEnds(
  next: NextStep,
  log: readonly CallEvent[],
  observation: Observation | null,
  when: { readonly endedAt: number; readonly at: number },
): NewEvent[] {
  const opened = next === 'reach_user' ? null : openConversation(log);
  if (!opened) return [];
  const by = {
    company_hung_up: 'company',
    canceled: 'canceled',
    back_to_hold: 'hold_again',
  } as const;
  const kind = observation?.kind;
  const cause = kind === 'company_hung_up' || kind === 'canceled' || kind === 'back_to_hold' ? by[kind] : 'user';
  return [conversationClosed(opened, cause, when)];
}
