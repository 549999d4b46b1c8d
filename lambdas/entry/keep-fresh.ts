import type { Clock } from '#core/ports/clock.ts';

/** Secrets that are rotated are known everywhere after this long. */
const FRESH_MS = 15 * 60_000;
/** A request that waits for secrets that do not come takes seconds longer, while a menu plays. */
const TRY_AGAIN_MS = 60_000;

/**
 * Makes a value when it is first asked for, and anew when it is older than a quarter of an hour. A failure is not kept: the next asks
 * again. While a newer value cannot be made, the old one goes on, and it is tried again a minute later.
 */
export function keepFresh<T>(clock: Pick<Clock, 'now'>, make: () => Promise<T>): () => Promise<T> {
  let kept: { readonly value: T; readonly freshUntil: number } | null = null;
  let making: Promise<T> | null = null;

  function remake(): Promise<T> {
    making ??= make()
      .then((value) => {
        kept = { value, freshUntil: clock.now() + FRESH_MS };
        return value;
      })
      .finally(() => {
        making = null;
      });
    return making;
  }

  return async () => {
    if (kept === null) return remake();
    if (clock.now() <= kept.freshUntil) return kept.value;
    const { value } = kept;
    return remake().catch(() => {
      kept = { value, freshUntil: clock.now() + TRY_AGAIN_MS };
      return value;
    });
  };
}
