import type { CallId, TaskToken } from '#core/contracts/ids.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { beginWaiting } from './begin-waiting.ts';
import { loadCall, mediaTimeOf } from './load-call.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'workers' | 'clock' | 'log'>;
type Input = { callId: CallId; taskToken: TaskToken };

/** Asks the worker what the line says next. */
export async function listen(ports: Ports, { callId, taskToken }: Input): Promise<void> {
  const { action } = await loadCall(ports.calls, callId);
  if (action?.next !== 'listen') throw new Error('Listen without a decision to listen');
  const { sinceMs, patienceMs, expect } = action;
  const since = Math.round(ports.clock.now());
  await beginWaiting(
    ports,
    callId,
    { state: 'Listen', token: taskToken, since, sinceMs, patienceMs, expect },
    'navigating',
  );
}

/** Asks the worker to wait for a human. */
export async function hold(ports: Ports, { callId, taskToken }: Input): Promise<void> {
  const call = await loadCall(ports.calls, callId);
  const since = Math.round(ports.clock.now());
  const sinceMs = call.action?.next === 'hold' ? call.action.sinceMs : mediaTimeOf(call, since);
  await beginWaiting(ports, callId, { state: 'Hold', token: taskToken, since, sinceMs }, 'holding');
}
