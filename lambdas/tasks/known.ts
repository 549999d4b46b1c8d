import { numberTag } from '#adapters/crypto/number-tag.ts';
import type { Known } from '#core/call/decision.ts';
import { entryOf } from '#core/call/enter-fact.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import { HoldSlayerError } from '#core/errors.ts';
import type { Flow, FlowPath } from '#core/navigation/flow.ts';
import { pathFor } from '#core/navigation/next-flow-step.ts';
import { readBackAgrees, taggedAgrees } from '#core/navigation/read-back.ts';
import { dateOrderOf } from '#core/navigation/written-date.ts';
import { tagsIn } from '#core/policy/hide-numbers.ts';
import { flowIdOf } from '#lambdas/shared/flow-id.ts';
import type { Services } from '#lambdas/shared/services.ts';

/** The flow that was asked for, else the one of the number. A store that does not answer keeps no call waiting: it is read then. */
export async function knownFlow(
  { flows, log }: Pick<Services, 'flows' | 'log'>,
  { callId, ownerId, request }: Pick<CallRecord, 'callId' | 'ownerId' | 'request'>,
): Promise<Flow | null> {
  const { flowId, number } = request;
  try {
    const asked = flowId === null ? null : await flows.get(flowId);
    if (asked?.ownerId === ownerId) return asked.flow;
    return (await flows.get(flowIdOf({ ownerId, number })))?.flow ?? null;
  } catch (error) {
    if (!(error instanceof HoldSlayerError)) throw error;
    log.warn('the flow could not be read; the menus are', { callId, error: error.name });
    return null;
  }
}

/** The way for this call. A flow that was asked for by its id and has one way is that way, whatever the intent is called. */
export function wayFor(flow: Flow | null, { intent, flowId }: CallRecord['request']): FlowPath | null {
  if (!flow) return null;
  const active = flow.paths.filter(({ standing }) => standing === 'active');
  return pathFor(flow.paths, intent) ?? (flowId !== null && active.length === 1 ? (active[0] ?? null) : null);
}

/** What may be known when deciding. The values of facts are looked at here, to compare them with what a prompt wants or reads back, and stay here. */
export async function knownOf(
  { facts, environment }: Pick<Services, 'facts' | 'environment'>,
  { callId, request }: Pick<CallRecord, 'callId' | 'request'>,
  flow: Flow | null,
  prompt: string | null,
): Promise<Known> {
  const factNames = prompt === null ? [] : await facts.names(callId);
  const given = prompt === null || factNames.length === 0 ? {} : await facts.all(callId);
  const values = Object.values(given);
  const order = dateOrderOf(request.number);
  const tagOf = numberTag(environment.STREAM_SECRET, callId);
  return {
    path: wayFor(flow, request),
    factNames,
    fits: (fact, form, delivery) => {
      const value = given[fact];
      return value === undefined || entryOf({ fact, delivery, terminator: null, ...form }, value, order) !== null;
    },
    readBack:
      prompt === null || values.length === 0
        ? null
        : (taggedAgrees(tagsIn(prompt), values, tagOf, order) ?? readBackAgrees(prompt, values, order)),
  };
}
