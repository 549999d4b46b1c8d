import type { CallId } from '#core/contracts/ids.ts';
import { durationMs } from '#core/media/framer.ts';
import { FRAME_BYTES, FRAME_MS, type MediaMs, mediaMs } from '#core/media/media-clock.ts';
import type { Recordings } from '#core/ports/recordings.ts';
import type { OrderedQueue } from '#stream-worker/ordered-queue.ts';

/** Stores what is heard in short pieces. */
export interface Recorder {
  hear(frame: Uint8Array, atMs: MediaMs): void;
  /** Stores the piece in hand, however short. */
  cut(): void;
}

/** With the time that storing takes, no more than 10 s are lost when the worker dies. */
const PIECE_MS = 5_000;
const PIECE_BYTES = (PIECE_MS / FRAME_MS) * FRAME_BYTES;

export function createRecorder(options: {
  readonly callId: CallId;
  readonly epoch: number;
  readonly track: 'company' | 'user';
  readonly recordings: Pick<Recordings, 'storePiece'>;
  readonly queue: OrderedQueue;
}): Recorder {
  const { callId, epoch, track, recordings, queue } = options;
  let piece = new Uint8Array(PIECE_BYTES);
  let bytes = 0;
  let fromMs = mediaMs(0);

  function cut(): void {
    if (bytes === 0) return;
    const stored = { callId, epoch, track, fromMs: mediaMs(Math.round(fromMs)), mulaw: piece.subarray(0, bytes) };
    queue.add(() => recordings.storePiece(stored));
    piece = new Uint8Array(PIECE_BYTES);
    bytes = 0;
  }

  return {
    hear(frame, atMs) {
      if (bytes > 0 && Math.abs(fromMs + durationMs(bytes) - atMs) >= FRAME_MS) cut();
      if (bytes === 0) fromMs = atMs;
      piece.set(frame, bytes);
      bytes += FRAME_BYTES;
      if (bytes === PIECE_BYTES) cut();
    },
    cut,
  };
}
