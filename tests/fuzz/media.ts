import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { WebSocket } from 'ws';
import { signPass } from '#adapters/twilio/stream-pass.ts';
import { CallId, OwnerId } from '#core/contracts/ids.ts';
import { startWorker } from '#stream-worker/start-worker.ts';
import type { Worker } from '#stream-worker/worker.ts';
import { aRequest } from '#tests/support/a-request.ts';
import { memoryCallStore } from '#tests/support/memory-call-store.ts';
import { quietOutside } from '#tests/support/quiet-outside.ts';
import { mutated, nastyJson, nastyText, type Target, throwAll } from './target.ts';

const publicStreamUrl = 'wss://media.example/stream';
const authToken = 'the auth token of the fuzzing';
const secret = 'f'.repeat(32);
const callId = CallId.parse(`call_${'7'.repeat(26)}`);
const MOST_A_RUN = 16;
const FRAME = Buffer.alloc(160, 0x55).toString('base64');

type Thrown =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly bytes: Uint8Array }
  | { readonly kind: 'ping'; readonly bytes: Uint8Array }
  /** Behind a handshake, on a connection of its own: frames that no sound client makes. */
  | { readonly kind: 'raw'; readonly bytes: Uint8Array }
  /** On a connection of its own, before any handshake. */
  | { readonly kind: 'tcp'; readonly bytes: Uint8Array }
  | { readonly kind: 'command'; readonly body: string; readonly secret: string };

const pass = (epoch: number, track: 'inbound' | 'outbound') => signPass(secret, { callId, epoch, track });
const customParameters = (epoch: number, track: 'inbound' | 'outbound') => ({
  callId,
  epoch: String(epoch),
  track,
  pass: pass(epoch, track),
});
const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 };
const start = (epoch: number, track: 'inbound' | 'outbound') => ({
  accountSid: 'AC',
  streamSid: `MZ${'1'.repeat(32)}`,
  callSid: `CA${'7'.repeat(32)}`,
  tracks: [track],
  mediaFormat,
  customParameters: customParameters(epoch, track),
});
const validStart = JSON.stringify({ event: 'start', sequenceNumber: '1', streamSid: 'MZ', start: start(1, 'inbound') });

const text = (value: unknown): Thrown => ({
  kind: 'text',
  text: typeof value === 'string' ? value : JSON.stringify(value),
});
const timestamp = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 400 }).map((frame) => String(frame * 20)) },
  fc.oneof(
    fc.double(),
    fc.integer(),
    nastyText,
    fc.constantFrom('59999', '119000', '1e15', '0.5', '-0', ' 20 ', '0x20', null, true),
  ),
);
const payload = fc.oneof(
  { weight: 6, arbitrary: fc.constant(FRAME) },
  fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  fc.constantFrom('', '=', '====', 'A', `${FRAME}=`, '\ud83d\ude00', 'A'.repeat(60_000)),
  nastyText,
);
const frame = fc
  .record({ timestamp, payload })
  .map((media) => text({ event: 'media', streamSid: 'MZ', media: { track: 'inbound', chunk: '1', ...media } }));
/** In the order and with the spaces of Twilio: these take the short way. */
const usualFrame = fc.record({ timestamp, payload }).map((media) =>
  text({
    event: 'media',
    sequenceNumber: '2',
    media: { track: 'inbound', chunk: '1', ...media },
    streamSid: `MZ${'1'.repeat(32)}`,
  }),
);
const bytes = fc.uint8Array({ maxLength: 300 });

const thrown: fc.Arbitrary<Thrown> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(text(validStart)) },
  { weight: 12, arbitrary: frame },
  { weight: 12, arbitrary: usualFrame },
  fc
    .tuple(fc.integer({ min: -1, max: 3 }), fc.constantFrom('inbound' as const, 'outbound' as const))
    .map(([epoch, track]) => text({ event: 'start', start: start(epoch, track) })),
  mutated(start(1, 'inbound')).map((value) => text({ event: 'start', start: value })),
  mutated(customParameters(1, 'inbound')).map((value) =>
    text({ event: 'start', start: { ...start(1, 'inbound'), customParameters: value } }),
  ),
  mutated({ event: 'media', media: { timestamp: '0', payload: FRAME } }).map(text),
  fc.constantFrom('connected', 'stop', 'mark', 'dtmf', 'clear', 'closed').map((event) => text({ event, [event]: {} })),
  nastyJson.map(text),
  nastyText.map(text),
  fc.constant(text('x'.repeat(70_000))),
  bytes.map((value): Thrown => ({ kind: 'binary', bytes: value })),
  fc.uint8Array({ maxLength: 125 }).map((value): Thrown => ({ kind: 'ping', bytes: value })),
  bytes.map((value): Thrown => ({ kind: 'raw', bytes: value })),
  fc
    .oneof(
      bytes,
      nastyText.map((line) => Buffer.from(`GET ${line} HTTP/1.1\r\n\r\n`)),
    )
    .map((value): Thrown => ({ kind: 'tcp', bytes: value })),
  fc
    .record({
      body: fc.oneof(
        nastyJson,
        nastyText,
        mutated({ kind: 'wait', callId, epoch: 1, waiting: { state: 'Hold', token: 't', since: 0, sinceMs: 0 } }).map(
          (value) => JSON.stringify(value),
        ),
      ),
      secret: fc.constantFrom(secret, 'guessed'),
    })
    .map((value): Thrown => ({ kind: 'command', ...value })),
);

async function openSocket(worker: Worker): Promise<WebSocket> {
  const signature = getExpectedTwilioSignature(authToken, publicStreamUrl, {});
  const socket = new WebSocket(`ws://127.0.0.1:${worker.port}/stream`, {
    perMessageDeflate: false,
    headers: { 'x-twilio-signature': signature },
  });
  socket.on('error', () => {});
  await once(socket, 'open');
  return socket;
}

/** Closes it in order, so that everything before was read, and waits for the other side. */
async function closed(socket: WebSocket): Promise<number> {
  if (socket.readyState === WebSocket.CLOSED) return 1006;
  const over = once(socket, 'close');
  socket.close();
  const [code]: number[] = await over;
  return code ?? 1006;
}

async function tcp(port: number, sent: Uint8Array): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  const over = once(socket, 'close');
  socket.end(sent);
  socket.resume();
  await over;
}

async function command(worker: Worker, body: string, bearer: string): Promise<number> {
  const { status } = await fetch(`${worker.url}/commands`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${bearer}` },
  });
  if (status >= 500) throw new Error(`a command was answered ${status}`);
  if (bearer !== secret && status !== 401) throw new Error(`took a command of a stranger: ${status}`);
  return status;
}

/** After all that a stream of a call must still be heard. */
async function stillHears(worker: Worker): Promise<void> {
  const before = worker.stats().frames;
  const socket = await openSocket(worker);
  socket.send(validStart);
  for (let at = 0; at < 200; at += 20)
    socket.send(JSON.stringify({ event: 'media', media: { timestamp: String(at), payload: FRAME } }));
  await closed(socket);
  const heard = worker.stats().frames - before;
  if (heard !== 10) throw new Error(`of 10 frames ${heard} were heard`);
}

export const mediaTarget: Target = {
  name: 'media',
  fuzz: async (options) => {
    const calls = memoryCallStore();
    await calls.create({ callId, ownerId: OwnerId.parse('owner_1'), createdAt: 0, request: aRequest() });
    await calls.claimDial(callId, 1, 0);
    const faults: unknown[] = [];
    const log = {
      info: () => {},
      warn: () => {},
      error: (message: string, fields?: unknown) => void faults.push({ message, fields }),
    };
    const worker = await startWorker(quietOutside(calls, log), {
      host: '127.0.0.1',
      commandHost: '127.0.0.1',
      publicStreamUrl,
      twilioAuthToken: authToken,
      streamSecret: secret,
      workerSecret: secret,
    });
    try {
      return await throwAll(options, thrown, MOST_A_RUN, async (list, answered) => {
        faults.length = 0;
        let socket = await openSocket(worker);
        for (const one of list) {
          if (socket.readyState !== WebSocket.OPEN) socket = await openSocket(worker);
          if (one.kind === 'text') socket.send(one.text);
          else if (one.kind === 'binary') socket.send(one.bytes);
          else if (one.kind === 'ping') socket.ping(one.bytes);
          else if (one.kind === 'tcp') await tcp(worker.port, one.bytes);
          else if (one.kind === 'command') answered(await command(worker, one.body, one.secret));
          else await tcp(worker.port, Buffer.concat([handshake(), one.bytes]));
          if (one.kind !== 'command') answered(one.kind);
        }
        answered(`closed ${await closed(socket)}`);
        await stillHears(worker);
        if (faults.length > 0) throw new Error(`the worker logged a fault: ${JSON.stringify(faults[0])}`);
      });
    } finally {
      await worker.close();
    }
  },
};

/** What stands before the frames of a client that makes its own. */
function handshake(): Buffer {
  const signature = getExpectedTwilioSignature(authToken, publicStreamUrl, {});
  const key = Buffer.alloc(16, 1).toString('base64');
  const lines = ['GET /stream HTTP/1.1', 'Host: media.example', 'Upgrade: websocket', 'Connection: Upgrade'];
  const more = ['Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${key}`, `X-Twilio-Signature: ${signature}`];
  return Buffer.from(`${[...lines, ...more].join('\r\n')}\r\n\r\n`);
}
