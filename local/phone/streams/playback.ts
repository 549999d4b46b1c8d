import { FRAME_BYTES } from '#core/media/media-clock.ts';
import { MU_LAW_SILENCE } from '#core/media/mu-law.ts';

interface Queued {
  readonly bytes: Uint8Array | null;
  readonly mark: string | null;
}

/** What a two-way stream was told to play: audio and marks, in order. */
export class Playback {
  #queue: Queued[] = [];

  /** mu-law 8 kHz without a header, of any length. */
  add(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#queue.push({ bytes, mark: null });
  }

  mark(name: string): void {
    this.#queue.push({ bytes: null, mark: name });
  }

  /** Forgets all audio; returns the marks that were waiting for it. */
  clear(): string[] {
    const marks = this.#queue.flatMap(({ mark }) => (mark === null ? [] : [mark]));
    this.#queue = [];
    return marks;
  }

  /** The next 20 ms, filled up with silence; null when nothing is queued. `marks`: those that were reached. */
  next(): { readonly audio: Uint8Array | null; readonly marks: readonly string[] } {
    const frame = new Uint8Array(FRAME_BYTES).fill(MU_LAW_SILENCE);
    const marks: string[] = [];
    let filled = 0;
    for (let head = this.#queue[0]; head; head = this.#queue[0]) {
      if (head.mark !== null) marks.push(head.mark);
      if (head.bytes !== null) {
        if (filled === FRAME_BYTES) break;
        const part = head.bytes.subarray(0, FRAME_BYTES - filled);
        frame.set(part, filled);
        filled += part.length;
        if (part.length < head.bytes.length) {
          this.#queue[0] = { bytes: head.bytes.subarray(part.length), mark: null };
          break;
        }
      }
      this.#queue.shift();
    }
    return { audio: filled > 0 ? frame : null, marks };
  }
}
