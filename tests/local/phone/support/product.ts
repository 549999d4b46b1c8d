import { createServer } from 'node:http';
import twilio from 'twilio';
import { type WebSocket, WebSocketServer } from 'ws';

export const API = 'https://api.hold-slayer.example';
export const MEDIA = 'wss://media.hold-slayer.example';

export interface Hook {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Verdict of the helper library over the public URL. */
  readonly signed: boolean;
}

export interface Stream {
  readonly url: string;
  readonly signed: boolean;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket: WebSocket;
  readonly messages: StreamMessage[];
}

export interface StreamMessage {
  readonly event: string;
  readonly sequenceNumber?: string;
  readonly streamSid?: string;
  readonly protocol?: string;
  readonly start?: Readonly<Record<string, unknown>>;
  readonly media?: {
    readonly track: string;
    readonly chunk: string;
    readonly timestamp: string;
    readonly payload: string;
  };
  readonly mark?: { readonly name: string };
  readonly dtmf?: { readonly digit: string };
}

/** What is served instead of a document. */
export interface File {
  readonly contentType: string;
  readonly body: Buffer;
}

/** The product's side of the wire: a web server that answers by path, and a media server that keeps what it got. */
export interface Product {
  readonly hooks: Hook[];
  readonly streams: Stream[];
  /** TwiML by path; a function may answer anything, or nothing (`null` leaves the request unanswered). */
  readonly answers: Map<string, string | ((hook: Hook) => string | number | null | File)>;
  refuseStreams: boolean;
  resolveOrigin(origin: string): string | null;
  hooksTo(path: string): Hook[];
  close(): Promise<void>;
}

export async function startProduct(authToken: string): Promise<Product> {
  const hooks: Hook[] = [];
  const streams: Stream[] = [];
  const answers: Product['answers'] = new Map();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const params = Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString()));
    const url = new URL(request.url ?? '/', API);
    const signature = String(request.headers['x-twilio-signature']);
    const signed = twilio.validateRequest(authToken, signature, API + request.url, params);
    const hook = { path: url.pathname, params, headers: request.headers, signed };
    hooks.push(hook);
    const found = answers.get(url.pathname) ?? '<Response/>';
    const answer = typeof found === 'function' ? found(hook) : found;
    if (answer === null) return;
    if (typeof answer === 'number') return void response.writeHead(answer).end();
    const { contentType, body } = typeof answer === 'string' ? { contentType: 'text/xml', body: answer } : answer;
    response.writeHead(200, { 'content-type': contentType }).end(body);
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    if (product.refuseStreams) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const signature = String(request.headers['x-twilio-signature']);
    const signed = twilio.validateRequest(authToken, signature, MEDIA + request.url, {});
    sockets.handleUpgrade(request, socket, head, (opened) => {
      const messages: StreamMessage[] = [];
      streams.push({ url: request.url ?? '', signed, headers: request.headers, socket: opened, messages });
      opened.on('message', (data) => messages.push(JSON.parse(data.toString())));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const product: Product = {
    hooks,
    streams,
    answers,
    refuseStreams: false,
    resolveOrigin: (origin) =>
      origin === API ? `http://127.0.0.1:${port}` : origin === MEDIA ? `ws://127.0.0.1:${port}` : null,
    hooksTo: (path) => hooks.filter((hook) => hook.path === path),
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return product;
}
