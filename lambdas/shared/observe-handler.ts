import type { MiddlewareObj } from '@middy/core';
import { HoldSlayerError } from '#core/errors.ts';
import type { Services } from './services.ts';

/**
 * Middy would end a run by itself just before its time limit, under a name of its own (`TimeoutError`). The service says `Sandbox.Timedout`,
 * which the state machine runs again.
 */
export const lambdaOptions = { timeoutEarlyInMillis: 0 } as const;

/** Counts what a handler did and logs why it failed. Messages of foreign errors may carry personal data, so only their names are kept. */
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
      log.error('handler failed', {
        functionName,
        error: error.name,
        ...(error instanceof HoldSlayerError ? { reason: error.message } : { stack: framesOf(error) }),
      });
    },
  };
}

/** Where it happened, without the message, which may have lines of its own. */
function framesOf({ stack = '' }: Error): string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5);
}
