import { FRAME_MS, type MediaMs, mediaMs } from '#core/media/media-clock.ts';

/** Deepgram counts the audio of a connection; only speech is sent, so its count jumps against media time wherever something was left out. */
export interface Stretches {
  /** 20 ms that begin at `atMs` were sent. */
  sent(atMs: MediaMs): void;
  /** Media time of something that begins so far into the connection's audio. */
  begin(offsetMs: number): MediaMs;
  /** Media time of something that ends there: at a seam, the end of the earlier stretch. */
  end(offsetMs: number): MediaMs;
  /** Nothing before this offset will be asked for any more. */
  forget(offsetMs: number): void;
  readonly sentMs: number;
}

interface Stretch {
  readonly offsetMs: number;
  readonly atMs: MediaMs;
}

export function createStretches(): Stretches {
  let stretches: Stretch[] = [];
  let sentMs = 0;
  let dueMs = Number.NaN;

  function place(offsetMs: number, holds: (stretch: Stretch) => boolean): MediaMs {
    const stretch = stretches.findLast(holds) ?? stretches[0];
    return stretch ? mediaMs(Math.round(stretch.atMs + Math.max(0, offsetMs - stretch.offsetMs))) : mediaMs(0);
  }

  return {
    sent(atMs) {
      if (atMs !== dueMs) stretches.push({ offsetMs: sentMs, atMs });
      dueMs = atMs + FRAME_MS;
      sentMs += FRAME_MS;
    },
    begin: (offsetMs) => place(offsetMs, (stretch) => stretch.offsetMs <= offsetMs),
    end: (offsetMs) => place(offsetMs, (stretch) => stretch.offsetMs < offsetMs),
    forget(offsetMs) {
      const first = stretches.findLastIndex((stretch) => stretch.offsetMs <= offsetMs);
      if (first > 0) stretches = stretches.slice(first);
    },
    get sentMs() {
      return sentMs;
    },
  };
}
