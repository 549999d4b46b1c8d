import { HoldSlayerError } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';

/** The audio waits for it in memory, and the steps with it. */
const MOST_MS = 1_000;

export type Found<T> = { readonly value: T } | { readonly error: string };

/** What a store has, or why it was not had: a stream that begins waits for it no longer than a second, and goes on without. Never fails. */
export async function withinASecond<T>(clock: Clock, reading: Promise<T>): Promise<Found<T>> {
  const late = new AbortController();
  const timeout = { error: 'Timeout' };
  const tooLate = clock.sleep(MOST_MS, late.signal).then(
    () => timeout,
    () => timeout,
  );
  const read = reading.then(
    (value) => ({ value }),
    (error: unknown) => ({ error: error instanceof HoldSlayerError ? error.name : 'unknown' }),
  );
  const found = await Promise.race([read, tooLate]);
  late.abort();
  return found;
}
