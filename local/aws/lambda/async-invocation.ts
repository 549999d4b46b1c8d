import type { Clock } from '#core/ports/clock.ts';
import { functionArn } from './context.ts';
import { type ErrorPayload, errorPayload } from './function-error.ts';

/** Lambda's record for an on-failure destination (Developer Guide, "Capturing records of Lambda asynchronous invocations"). */
export interface FailureRecord {
  readonly version: '1.0';
  /** ISO 8601. */
  readonly timestamp: string;
  readonly requestContext: {
    readonly requestId: string;
    readonly functionArn: string;
    readonly condition: 'RetriesExhausted';
    readonly approximateInvokeCount: number;
  };
  readonly requestPayload: unknown;
  readonly responseContext: {
    readonly statusCode: 200;
    readonly executedVersion: '$LATEST';
    readonly functionError: 'Unhandled';
  };
  readonly responsePayload: ErrorPayload;
}

/** Lambda waits one minute before the second attempt and two before the third. */
const RETRY_AFTER_MS = [60_000, 120_000];

export interface AsyncInvocation {
  readonly clock: Clock;
  readonly functionName: string;
  /** The same for every attempt. */
  readonly requestId: string;
  readonly eventJson: string;
  readonly run: () => Promise<unknown>;
  readonly onFailure?: (record: FailureRecord) => Promise<void> | void;
}

/** Runs an asynchronous invocation with Lambda's retries. Never rejects: what the destination throws is dropped, as by Lambda. */
export async function invokeUntilDone(invocation: AsyncInvocation): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await invocation.run();
      return;
    } catch (thrown) {
      const retryAfterMs = RETRY_AFTER_MS[attempt - 1];
      if (retryAfterMs === undefined) {
        try {
          await invocation.onFailure?.(failureRecord(invocation, attempt, thrown));
        } catch {
          // Nobody is left to be told.
        }
        return;
      }
      await invocation.clock.sleep(retryAfterMs);
    }
  }
}

function failureRecord(invocation: AsyncInvocation, attempts: number, thrown: unknown): FailureRecord {
  return {
    version: '1.0',
    timestamp: new Date(invocation.clock.now()).toISOString(),
    requestContext: {
      requestId: invocation.requestId,
      functionArn: `${functionArn(invocation.functionName)}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: attempts,
    },
    requestPayload: JSON.parse(invocation.eventJson),
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: errorPayload(thrown),
  };
}
