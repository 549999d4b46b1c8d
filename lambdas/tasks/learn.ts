import { learn } from '#core/call/learn.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import type { Outcome } from '#core/contracts/outcome.ts';
import { HoldSlayerError } from '#core/errors.ts';
import type { Flow } from '#core/navigation/flow.ts';
import { flowIdOf } from '#lambdas/shared/flow-id.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { wayFor } from './known.ts';

type Ports = Pick<Services, 'flows' | 'clock' | 'log' | 'meter'>;

/** Calls to one company that end at the same moment write its flow one after the other. */
const MOST_TRIES = 4;
/** An item of the table holds 400 kB; ways that are not followed yet give way first. */
const MOST_BYTES = 300_000;

/** Keeps what a call taught about its company. Once a call, and never a reason for a call not to end. */
export async function keepWhatWasLearned(
  { flows, clock, log, meter }: Ports,
  call: CallRecord,
  events: readonly CallEvent[],
  outcome: Outcome,
): Promise<void> {
  const { callId, ownerId, request } = call;
  const flowId = flowIdOf({ ownerId, number: request.number });
  try {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const seen = await flows.get(flowId);
      if (seen?.by === callId) return;
      const before = seen?.flow ?? null;
      const at = Math.round(clock.now());
      const path = wayFor(before, request);
      const flow = learn(before, { request, outcome, log: events, path, at });
      if (!flow) return;
      if (!(await flows.put({ flowId, ownerId, flow: { ...withinSize(flow), flowId }, by: callId }, seen))) continue;
      const isNews = flow.version !== before?.version;
      meter.count('FlowLearned', 1, 'Count', { change: isNews ? 'new_version' : 'confirmed' });
      return;
    }
    log.warn('the way of a call was not kept: others wrote at the same time', { callId });
  } catch (error) {
    if (!(error instanceof HoldSlayerError)) throw error;
    log.warn('the way of a call was not kept', { callId, error: error.name });
  }
}

function withinSize(flow: Flow): Flow {
  let { paths } = flow;
  while (paths.length > 1 && JSON.stringify(paths).length > MOST_BYTES) {
    const spare = paths.findIndex(({ standing }) => standing !== 'active');
    paths = paths.filter((_, i) => i !== Math.max(0, spare));
  }
  return { ...flow, paths };
}
