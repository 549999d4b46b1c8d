import { WebSocket } from 'ws';

/** One WebSocket to the product, as far as a media stream needs it. All methods are safe at any time. */
export interface StreamSocket {
  readonly isOpen: boolean;
  /** Handed over, and not yet taken by the far end. */
  readonly unsentBytes: number;
  send(text: string): void;
  /** The far end answers with a pong when it has read everything before it. */
  ping(): void;
  close(code: number): void;
  terminate(): void;
}

export interface StreamSocketListener {
  opened(): void;
  /** The handshake was answered by something else. */
  refused(): void;
  failed(): void;
  closed(code: number): void;
  /** Null: a binary message. */
  message(text: string | null): void;
  pong(): void;
}

export type OpenStreamSocket = (
  url: string,
  headers: Readonly<Record<string, string>>,
  listener: StreamSocketListener,
) => StreamSocket;

export const openWebSocket: OpenStreamSocket = (url, headers, listener) => {
  const socket = new WebSocket(url, { perMessageDeflate: false, headers });
  socket.on('open', () => listener.opened());
  socket.on('unexpected-response', () => listener.refused());
  socket.on('error', () => listener.failed());
  socket.on('close', (code) => listener.closed(code));
  socket.on('message', (data, isBinary) => listener.message(isBinary ? null : data.toString()));
  socket.on('pong', () => listener.pong());
  return {
    get isOpen() {
      return socket.readyState === WebSocket.OPEN;
    },
    get unsentBytes() {
      return socket.bufferedAmount;
    },
    send: (text) => socket.send(text),
    ping: () => socket.ping(),
    close: (code) => socket.close(code),
    terminate: () => socket.terminate(),
  };
};
