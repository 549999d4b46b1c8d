import type { StreamSocket } from './socket.ts';

/** A ping goes after this many messages; its pong tells that the receiver has read them. */
const MESSAGES_A_PING = 50;
/** About a second of one track that the receiver has not read yet. */
const MOST_UNREAD_PINGS = 1;
const MOST_BUFFERED_BYTES = 64 * 1024;

/**
 * Holds the clock at real pace while a receiver is behind, so that a fast run does not outrun it. The socket's own buffer is not enough
 * to tell: the kernel swallows minutes of audio before it fills.
 */
export class Backpressure {
  readonly #socket: StreamSocket;
  readonly #hold: () => () => void;
  #sent = 0;
  #unreadPings = 0;
  #release: (() => void) | null = null;

  constructor(socket: StreamSocket, hold: () => () => void) {
    this.#socket = socket;
    this.#hold = hold;
  }

  pong(): void {
    this.#unreadPings = Math.max(0, this.#unreadPings - 1);
    this.#judge();
  }

  sent(): void {
    this.#sent += 1;
    if (this.#sent % MESSAGES_A_PING === 0) {
      this.#unreadPings += 1;
      this.#socket.ping();
    }
    this.#judge();
  }

  end(): void {
    this.#release?.();
    this.#release = null;
  }

  #judge(): void {
    const behind = this.#unreadPings > MOST_UNREAD_PINGS || this.#socket.unsentBytes > MOST_BUFFERED_BYTES;
    if (behind) this.#release ??= this.#hold();
    else this.end();
  }
}
