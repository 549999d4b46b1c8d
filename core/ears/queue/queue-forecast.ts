import type { MediaMs } from '#core/media/media-clock.ts';

/** How long the wait still is, as far as one can tell. */
export interface QueueForecast {
  /** What earlier calls to the company took, in seconds. */
  usualHold(seconds: number): void;
  hear(position: number | null, waitSeconds: number | null, atMs: MediaMs): void;
  /** Seconds until it is our turn, or null when nothing tells; `holdMs` is how long we hold by now. */
  leftSeconds(atMs: MediaMs, holdMs: number): number | null;
}

/** Positions that are looked back at: queues change their pace. */
const LOOKED_BACK = 6;

/**
 * Forecast from three sources, the surest first: how fast our position moved, what was promised less the time since, and how long
 * the company let others wait.
 */
export function createQueueForecast(): QueueForecast {
  let places: { readonly position: number; readonly atMs: number }[] = [];
  let promisedMs: number | null = null;
  let usualSeconds: number | null = null;

  function fromPositions(atMs: number): number | null {
    const last = places.at(-1);
    const first = places[0];
    if (last === undefined || first === undefined || first.position <= last.position) return null;
    const msAPlace = (last.atMs - first.atMs) / (first.position - last.position);
    return Math.max(0, (last.position * msAPlace - (atMs - last.atMs)) / 1000);
  }

  return {
    usualHold(seconds) {
      usualSeconds = seconds;
    },
    hear(position, waitSeconds, atMs) {
      if (position !== null) {
        if (position > (places.at(-1)?.position ?? position)) places = [];
        places = [...places, { position, atMs }].slice(-LOOKED_BACK);
      }
      if (waitSeconds !== null) promisedMs = atMs + waitSeconds * 1000;
    },
    leftSeconds(atMs, holdMs) {
      const byPosition = fromPositions(atMs);
      if (byPosition !== null) return Math.round(byPosition);
      if (promisedMs !== null) return Math.round(Math.max(0, promisedMs - atMs) / 1000);
      return usualSeconds === null ? null : Math.round(Math.max(0, usualSeconds - holdMs / 1000));
    },
  };
}
