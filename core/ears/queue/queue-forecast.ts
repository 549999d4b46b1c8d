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
 * Forecast, the surest source first: how fast our position moved, what was promised less the time since, how long the company let others
 * wait. A place that is announced again and again without moving takes at least as long as that, whatever the pace was before.
 */
export function createQueueForecast(): QueueForecast {
  let places: { readonly position: number; readonly atMs: number }[] = [];
  let promisedMs: number | null = null;
  let usualSeconds: number | null = null;

  /** How long our place has been announced unmoved. */
  function stoodMs(): number {
    const last = places.at(-1);
    const first = places.find(({ position }) => position === last?.position);
    return last === undefined || first === undefined ? 0 : last.atMs - first.atMs;
  }

  function leftAt(msAPlace: number, atMs: number): number {
    const last = places.at(-1);
    return last === undefined ? 0 : Math.max(0, (last.position * msAPlace - (atMs - last.atMs)) / 1000);
  }

  function fromPace(atMs: number): number | null {
    const last = places.at(-1);
    const first = places[0];
    if (last === undefined || first === undefined || first.position <= last.position) return null;
    return leftAt(Math.max(stoodMs(), (last.atMs - first.atMs) / (first.position - last.position)), atMs);
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
      const byPace = fromPace(atMs);
      if (byPace !== null) return Math.round(byPace);
      if (promisedMs !== null) return Math.round(Math.max(0, promisedMs - atMs) / 1000);
      if (usualSeconds === null && stoodMs() === 0) return null;
      return Math.round(Math.max(leftAt(stoodMs(), atMs), (usualSeconds ?? 0) - holdMs / 1000));
    },
  };
}
