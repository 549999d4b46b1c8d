import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { verifyTwilioRequest } from '#adapters/twilio/request-signature.ts';
import type { WorkerDeps } from '#stream-worker/worker.ts';
import { MediaTap, type TakeMedia } from './media-tap.ts';

/** One accepted socket: what it gets, and how it is told of its end. */
export interface StreamSocket {
  /** A media message. */
  readonly media: TakeMedia;
  /** Any message. */
  message(text: string): void;
  closed(): void;
}

export interface MediaServerOptions extends Pick<WorkerDeps, 'log'> {
  readonly publicStreamUrl: string;
  readonly twilioAuthToken: string;
  /** Null when a new stream is welcome, else why not. */
  readonly full: () => string | null;
  readonly refused: (why: string) => void;
  readonly accept: (close: (code: number, reason: string) => void) => StreamSocket;
  readonly health: (path: string) => number;
}

/** Twilio's messages have about 400 bytes; a `start` with its parameters at most a few thousand. */
const MOST_MESSAGE_BYTES = 64 * 1024;
const MOST_HEADER_MS = 10_000;
/** A close frame of ours is answered, or the socket is cut off. */
const CLOSE_WITHIN_MS = 2_000;

/** Where Twilio's media streams arrive: only those that Twilio has signed. `cutAll` ends the sockets that are left without a word. */
export function createMediaServer(options: MediaServerOptions): { readonly server: Server; cutAll(): void } {
  const live = new Set<WebSocket>();
  const { log } = options;
  const path = new URL(options.publicStreamUrl).pathname;
  const server = createServer(
    { headersTimeout: MOST_HEADER_MS, requestTimeout: MOST_HEADER_MS },
    (request, response) => {
      const status = options.health(request.url ?? '');
      // The balancer keeps what may be kept for later requests, and a handshake on a connection that is closed meanwhile would be answered 502.
      response.writeHead(status, { connection: 'close' }).end();
    },
  );
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_MESSAGE_BYTES,
    perMessageDeflate: false,
    clientTracking: false,
    allowSynchronousEvents: true,
  });

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const refusal = refusalOf(request);
    if (refusal) {
      options.refused(refusal.why);
      log.warn('a stream was refused', { why: refusal.why });
      refuse(socket, refusal.status);
      return;
    }
    if (head.length > 0) socket.unshift(head);
    const tap = new MediaTap(socket);
    sockets.handleUpgrade(request, tap, Buffer.alloc(0), (ws) => connect(ws, tap));
  });
  return {
    server,
    cutAll: () => {
      for (const ws of live) ws.terminate();
    },
  };

  function refusalOf(request: IncomingMessage): { status: string; why: string } | null {
    if (request.url !== path) return { status: '404 Not Found', why: 'path' };
    const signature = request.headers['x-twilio-signature'];
    const signed = verifyTwilioRequest({
      authToken: options.twilioAuthToken,
      signature: typeof signature === 'string' ? signature : undefined,
      url: options.publicStreamUrl,
      params: {},
    });
    if (!signed) return { status: '403 Forbidden', why: 'signature' };
    const full = options.full();
    return full === null ? null : { status: '503 Service Unavailable', why: full };
  }

  function connect(ws: WebSocket, tap: MediaTap): void {
    const stream = options.accept((code, reason) => {
      if (ws.readyState === ws.CLOSED) return;
      ws.close(code, reason.slice(0, 100));
      setTimeout(() => ws.terminate(), CLOSE_WITHIN_MS).unref();
    });
    live.add(ws);
    tap.onMedia = stream.media;
    ws.on('message', (data, isBinary) => {
      stream.message(isBinary ? '' : data.toString());
    });
    ws.on('error', () => ws.terminate());
    ws.on('close', () => {
      tap.onMedia = null;
      live.delete(ws);
      stream.closed();
    });
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
