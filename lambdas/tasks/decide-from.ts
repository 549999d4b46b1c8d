import { decide, promptAtIssue } from '#core/call/decide.ts';
import type { Decision, Situation } from '#core/call/decision.ts';
import { journeyOf } from '#core/call/journey.ts';
import { usualHold } from '#core/call/learn.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent, Happening } from '#core/contracts/events.ts';
import type { Observation } from '#core/contracts/observation.ts';
import type { WaitingState } from '#core/contracts/waiting.ts';
import type { Flow } from '#core/navigation/flow.ts';
import type { DecideInput, DecidePorts } from './decide.ts';
import { knownFlow, knownOf } from './known.ts';
import { mediaTimeOf } from './load-call.ts';
import { secondOpinion } from './second-opinion.ts';

export { decidedIdOf } from '#core/call/journey.ts';

/** What is decided on an observation, by the known flow, our own reading and, when that is unsure, a model. */
export async function decideFrom(
  call: CallRecord,
  log: readonly CallEvent[],
  observation: Observation | null,
  { lost }: DecideInput,
  ports: DecidePorts,
): Promise<Decided> {
  const nowMs = mediaTimeOf(call, ports.clock.now());
  const before = { call, journey: journeyOf(log), observation, lost: lost as WaitingState | null, nowMs };
  const flow = await knownFlow(ports, call);
  const known = await knownOf(ports, call, flow, promptAtIssue(before)?.text ?? null);
  const situation: Situation = { ...before, known };
  const decision = decide(situation);
  const { decision: other, happenings } = await secondOpinion(ports, situation, decision, flow);
  return { decision: withUsualHold(other ?? decision, flow), happenings };
}

export interface Decided {
  readonly decision: Decision;
  readonly happenings: readonly Happening[];
}

function withUsualHold(decision: Decision, flow: Flow | null): Decision {
  const usualSeconds = usualHold(flow);
  if (decision.action.next !== 'hold' || usualSeconds === undefined) return decision;
  return { ...decision, action: { ...decision.action, usualSeconds } };
}
