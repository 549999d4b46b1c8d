import type { Clock } from '#core/ports/clock.ts';

/** Runs the Lambda behind a route. @param signal aborted when nobody waits for the result any more */
export type InvokeIntegration = (functionName: string, event: unknown, signal: AbortSignal) => Promise<unknown>;

/** The Lambda did not answer within the limit of the API. */
export class IntegrationTimedOut extends Error {
  override readonly name = 'IntegrationTimedOut';
}

/** @throws {IntegrationTimedOut} after `limitMs` of the clock; the Lambda runs on */
export async function withinLimit<T>(
  clock: Clock,
  limitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const timedOut = new IntegrationTimedOut(`No answer within ${limitMs} ms`);
  return await new Promise<T>((resolve, reject) => {
    const cancel = clock.after(limitMs, () => {
      reject(timedOut);
      abort.abort(timedOut);
    });
    work(abort.signal).then(resolve, reject).finally(cancel);
  });
}
