import type { MiddlewareObj } from '@middy/core';
import { loggable } from '#core/policy/loggable.ts';
import type { Services } from './services.ts';

/**
 * Middy would end a run by itself just before its time limit, under a name of its own (`TimeoutError`). The service says `Sandbox.Timedout`,
 * which the state machine runs again.
 */
export const lambdaOptions = { timeoutEarlyInMillis: 0 } as const;

/** Counts what a handler did and logs why it failed. */
export function observeHandler(
  { log, meter, clock }: Pick<Services, 'log' | 'meter' | 'clock'>,
  functionName: string,
): MiddlewareObj<unknown, unknown> {
  const startedAt = new WeakMap<object, number>();
  return {
    before: (request) => {
      startedAt.set(request, clock.now());
    },
    after: (request) => {
      const tookMs = clock.now() - (startedAt.get(request) ?? clock.now());
      meter.count('HandlerDuration', tookMs, 'Milliseconds', { functionName });
    },
    onError: ({ error }) => {
      if (!error) return;
      meter.count('HandlerErrors', 1, 'Count', { functionName, error: error.name });
      log.error('handler failed', { functionName, ...loggable(error) });
    },
  };
}
