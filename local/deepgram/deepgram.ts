import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Clock } from '#core/ports/clock.ts';
import { seedOf } from '#local/phone/sound/seeded.ts';
import { connection } from './connection.ts';
import type { DeepgramFaults } from './faults.ts';
import { listenOptions } from './options.ts';
import { createSpokenIndex, type SpokenIndex } from './spoken-index.ts';

export interface DeepgramOptions {
  /** Default: a free one. */
  readonly port?: number;
  readonly clock: Clock;
  /** From the audio of a word to the message that carries it. Default 250. */
  readonly latencyMs?: number;
  /** Part of the words that is misunderstood, 0..1. Default 0. */
  readonly errorRate?: number;
  readonly seed?: number;
  /** The key that is accepted. Default: any. */
  readonly apiKey?: string;
  readonly faults?: DeepgramFaults;
}

export interface DeepgramServer {
  /** ws://127.0.0.1:PORT, for the environment of the SDK's client. */
  readonly endpoint: string;
  /** What the phone network says has to be told here. */
  readonly spoken: SpokenIndex;
  /** Replaces the faults from now on; connections that are open see them too. */
  fail(faults: DeepgramFaults): void;
  close(): Promise<void>;
}

/** Deepgram's live protocol over what the phone network said: it finds only words whose audio reached it. */
export async function startDeepgram(options: DeepgramOptions): Promise<DeepgramServer> {
  const { port = 0, clock, latencyMs = 250, errorRate = 0, seed = 1, apiKey } = options;
  let faults = options.faults ?? {};
  let connections = 0;
  const spoken = createSpokenIndex();
  const sockets = new WebSocketServer({ noServer: true });
  const server = createServer((_, response) => response.writeHead(404).end());

  server.on('upgrade', (request, socket, head) => {
    const requestId = uuid(seed, 'request', connections++);
    socket.on('error', () => socket.destroy());
    const refused = refusal(request, apiKey, faults);
    if (refused) return refuse(socket, refused, requestId);
    const parsed = parseListen(request);
    if (!parsed.success) return refuse(socket, { status: 400, message: z.prettifyError(parsed.error) }, requestId);
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const listening = {
        get isOpen() {
          return ws.readyState === ws.OPEN;
        },
        send: (text: string) => ws.send(text),
        close: (code: number, reason?: string) => ws.close(code, reason),
      };
      const { message, closed } = connection(listening, {
        options: parsed.data,
        identity: { requestId, modelUuid: uuid(seed, parsed.data.model, 0) },
        spoken,
        clock,
        latencyMs,
        errorRate,
        seed: seedOf(seed, connections),
        faults: () => faults,
      });
      ws.on('message', (data, isBinary) => message(bytesOf(data), isBinary));
      ws.on('close', closed);
      ws.on('error', () => ws.terminate());
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  return {
    endpoint: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spoken,
    fail: (next) => {
      faults = next;
    },
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

interface Refusal {
  readonly status: number;
  readonly message: string;
}

function refusal(
  { headers, url }: IncomingMessage,
  apiKey: string | undefined,
  faults: DeepgramFaults,
): Refusal | null {
  if (faults.refuseWith) return { status: faults.refuseWith, message: 'Refused by a fault that was asked for.' };
  if (!url?.startsWith('/v1/listen')) return { status: 404, message: 'Only /v1/listen is served here.' };
  const [, key] = /^(?:token|bearer) (.+)$/i.exec(headers.authorization ?? '') ?? [];
  if (!key || (apiKey !== undefined && key !== apiKey)) {
    return { status: 401, message: 'Invalid credentials: send the header "Authorization: Token KEY".' };
  }
  return null;
}

function parseListen(request: IncomingMessage) {
  return listenOptions.safeParse(Object.fromEntries(new URL(request.url ?? '', 'ws://localhost').searchParams));
}

function refuse(socket: Duplex, { status, message }: Refusal, requestId: string) {
  const body = JSON.stringify({
    err_code: status === 401 ? 'INVALID_AUTH' : 'Bad Request',
    err_msg: message,
    request_id: requestId,
  });
  const headers = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\ndg-request-id: ${requestId}`;
  socket.end(`HTTP/1.1 ${status} Refused\r\n${headers}\r\nconnection: close\r\n\r\n${body}`);
}

function bytesOf(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}

function uuid(...parts: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(parts.join('/')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
