import type { Clock } from '#core/ports/clock.ts';

/** Secrets that are rotated are known everywhere after this long. */
const FRESH_MS = 15 * 60_000;

/**
 * Makes a value when it is first asked for, and anew when it is older than a quarter of an hour. A failure is not kept: the next asks
 * again. While a newer value cannot be made, the old one goes on.
 */
export function keepFresh<T>(clock: Pick<Clock, 'now'>, make: () => Promise<T>): () => Promise<T> {
  let kept: { readonly value: T; readonly madeAt: number } | null = null;
  let making: Promise<T> | null = null;

  function remake(): Promise<T> {
    making ??= make()
      .then((value) => {
        kept = { value, madeAt: clock.now() };
        return value;
      })
      .finally(() => {
        making = null;
      });
    return making;
  }

  return async () => {
    if (kept === null) return remake();
    if (clock.now() - kept.madeAt <= FRESH_MS) return kept.value;
    const old = kept.value;
    return remake().catch(() => old);
  };
}
