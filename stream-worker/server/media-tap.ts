import { Duplex } from 'node:stream';
import { createFrameWalk } from './frame-walk.ts';
import { createMediaFrameReader } from './media-frame.ts';

/** @param audio mu-law bytes; only valid during the call */
export type TakeMedia = (timestampMs: number, audio: Uint8Array) => void;

/** One for all sockets: a frame is dealt with before the next is read. */
const reader = createMediaFrameReader();

/**
 * Stands between a socket and the WebSocket library. Media messages as they usually come are taken out and given to `onMedia` at once; whatever else
 * arrives, and each frame that is split over reads, goes to the library as it came. The library would cost more than all else but the ears.
 */
export class MediaTap extends Duplex {
  /** Null: nothing is taken out. */
  onMedia: TakeMedia | null = null;
  readonly #socket: Duplex;
  readonly #walk = createFrameWalk();
  /** The library has not read all that it was given. */
  #isBehind = false;

  constructor(socket: Duplex) {
    super();
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
  }

  /** What goes to the library keeps its order: a frame is only taken out when all before it was read there. */
  #take(chunk: Buffer): void {
    const walk = this.#walk;
    let given = 0;
    let at = 0;
    while (at < chunk.length) {
      if (walk.isBetween && this.onMedia !== null) {
        if (given < at) this.#give(chunk.subarray(given, at));
        given = at;
        if (this.#isBehind) this.#isBehind = this.readableLength > 0;
        const next = this.#isBehind ? 0 : reader.read(chunk, at);
        if (next > 0) {
          this.onMedia(reader.timestampMs, reader.audio);
          given = next;
          at = next;
          continue;
        }
      }
      at = walk.step(chunk, at);
    }
    if (given < chunk.length) this.#give(given === 0 ? chunk : chunk.subarray(given));
  }

  #give(bytes: Buffer): void {
    if (!this.push(bytes)) this.#socket.pause();
    this.#isBehind = this.readableLength > 0;
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, encoding, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end(() => done());
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}
