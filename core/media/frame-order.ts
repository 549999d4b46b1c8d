import { createFramer, durationMs, type Framer } from '#core/media/framer.ts';
import { type MediaMs, mediaMs } from '#core/media/media-clock.ts';
import { MU_LAW_SILENCE } from '#core/media/mu-law.ts';

/** @param gap true when any part of the frame never arrived and is silence of ours. The frame is only valid during the call. */
export type TakeFrame = (frame: Uint8Array, atMs: MediaMs, gap: boolean) => void;

export interface FrameCounts {
  /** Frames of 20 ms that never came, filled with silence. */
  readonly missing: number;
  /** Messages that came again, or too late to be used. */
  readonly repeated: number;
  /** Messages that came after a later one and were put in their place. */
  readonly reordered: number;
  /** Messages whose timestamp or audio made no sense. */
  readonly malformed: number;
}

/**
 * Makes whole frames in order from the messages of one media stream. Twilio numbers audio by `timestamp` (ms since the stream started) and
 * promises neither the size of a message nor its order.
 */
export interface FrameOrder {
  push(timestampMs: number, audio: Uint8Array, take: TakeFrame): void;
  /** The stream is over: gives out what still waited for its place. */
  flush(take: TakeFrame): void;
  readonly counts: FrameCounts;
}

/** Timestamps may be off by less than this without a byte being lost; half a frame. */
const TOLERANCE_MS = 10;
/** So many messages may wait for an earlier one; 100 ms of usual ones. */
const WINDOW_MESSAGES = 5;
/** Longer holes are not filled: media time jumps, as after a stream that stood still. */
const LONGEST_FILLED_MS = 60_000;

interface Waiting {
  readonly timestampMs: number;
  readonly audio: Uint8Array;
}

/** @param baseMs media time at which the stream began */
export function createFrameOrder(baseMs: MediaMs = mediaMs(0)): FrameOrder {
  const counts = { missing: 0, repeated: 0, reordered: 0, malformed: 0 };
  const early: Waiting[] = [];
  let framer: Framer = createFramer(baseMs);
  /** Stream time of the next byte. */
  let dueMs = 0;

  function give(audio: Uint8Array, gap: boolean, take: TakeFrame): void {
    framer.push(audio, (frame, atMs) => take(frame, atMs, gap));
    dueMs += durationMs(audio.length);
  }

  function fill(untilMs: number, take: TakeFrame): void {
    const holeMs = untilMs - dueMs;
    counts.missing += Math.max(1, Math.round(holeMs / 20));
    if (holeMs > LONGEST_FILLED_MS) {
      framer = createFramer(mediaMs(baseMs + untilMs));
      dueMs = untilMs;
      return;
    }
    give(new Uint8Array(Math.round(holeMs) * 8).fill(MU_LAW_SILENCE), true, take);
  }

  /** Audio whose place is now or partly past. */
  function place({ timestampMs, audio }: Waiting, take: TakeFrame): void {
    const pastMs = dueMs - timestampMs;
    if (pastMs < TOLERANCE_MS) give(audio, false, take);
    else if (pastMs > durationMs(audio.length) - TOLERANCE_MS) counts.repeated += 1;
    else give(audio.subarray(Math.round(pastMs * 8)), false, take);
  }

  function placeEarly(take: TakeFrame): void {
    for (let next = early[0]; next && next.timestampMs - dueMs < TOLERANCE_MS; next = early[0]) {
      early.shift();
      place(next, take);
    }
  }

  function insert(message: Waiting): void {
    if (early.some(({ timestampMs }) => timestampMs === message.timestampMs)) {
      counts.repeated += 1;
      return;
    }
    const at = early.findIndex(({ timestampMs }) => timestampMs > message.timestampMs);
    early.splice(at < 0 ? early.length : at, 0, message);
  }

  /** Nothing earlier is expected any more. */
  function giveUpHole(take: TakeFrame): void {
    const first = early[0];
    if (!first) return;
    fill(first.timestampMs, take);
    placeEarly(take);
  }

  return {
    counts,
    push(timestampMs, audio, take) {
      if (!Number.isFinite(timestampMs) || timestampMs < 0 || audio.length === 0) {
        counts.malformed += 1;
        return;
      }
      if (timestampMs - dueMs >= TOLERANCE_MS) {
        insert({ timestampMs, audio: audio.slice() });
        if (early.length >= WINDOW_MESSAGES) giveUpHole(take);
        return;
      }
      if (early.length > 0) {
        counts.reordered += 1;
        place({ timestampMs, audio }, take);
        dropOutliers();
        placeEarly(take);
        return;
      }
      place({ timestampMs, audio }, take);
    },
    flush(take) {
      dropOutliers();
      while (early.length > 0) giveUpHole(take);
    },
  };

  /** A message that lies far ahead while the others go on as before had a wrong timestamp. */
  function dropOutliers(): void {
    for (let last = early.at(-1); last && last.timestampMs - dueMs > LONGEST_FILLED_MS; last = early.at(-1)) {
      early.pop();
      counts.malformed += 1;
    }
  }
}
