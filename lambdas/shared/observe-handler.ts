import type { MiddlewareObj } from '@middy/core';
import { HoldSlayerError } from '#core/errors.ts';
import type { Services } from './services.ts';

/** Counts what a handler did and logs why it failed. Messages of foreign errors may carry personal data, so only their names are kept. */
export function observeHandler(
  { log, meter, clock }: Pick<Services, 'log' | 'meter' | 'clock'>,
  functionName: string,
): MiddlewareObj<unknown, unknown> {
  let startedAt = 0;
  return {
    before: () => {
      startedAt = clock.now();
    },
    after: () => {
      meter.count('HandlerDuration', clock.now() - startedAt, 'Milliseconds', { functionName });
    },
    onError: ({ error }) => {
      if (!error) return;
      meter.count('HandlerErrors', 1, 'Count', { functionName, error: error.name });
      log.error('handler failed', {
        functionName,
        error: error.name,
        ...(error instanceof HoldSlayerError
          ? { reason: error.message }
          : { stack: error.stack?.split('\n').slice(1, 6) }),
      });
    },
  };
}
