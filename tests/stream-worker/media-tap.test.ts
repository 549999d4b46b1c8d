import { once } from 'node:events';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { duplexPair } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { createMediaFrameReader } from '#stream-worker/server/media-frame.ts';
import { MediaTap } from '#stream-worker/server/media-tap.ts';
import { readStreamMessage } from '#stream-worker/server/stream-message.ts';

interface Frame {
  readonly text: string;
  readonly opcode: number;
  readonly fin: boolean;
}

/** A masked frame of a client, RFC 6455, 5.2. */
function bytesOf({ text, opcode, fin }: Frame, mask: Uint8Array): Buffer {
  const payload = Buffer.from(text, 'latin1');
  const { length } = payload;
  const header = length < 126 ? Buffer.alloc(2) : Buffer.alloc(length < 65_536 ? 4 : 10);
  header[0] = (fin ? 0x80 : 0) | opcode;
  header[1] = 0x80 | (length < 126 ? length : length < 65_536 ? 126 : 127);
  if (header.length === 4) header.writeUInt16BE(length, 2);
  if (header.length === 10) header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, mask, payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0))]);
}

const media = (timestamp: string, payload: string, more: { track?: string; sid?: string; chunk?: string } = {}) =>
  `{"event":"media","sequenceNumber":"3","media":{"track":"${more.track ?? 'inbound'}","chunk":"${more.chunk ?? '2'}","timestamp":"${timestamp}","payload":"${payload}"},"streamSid":"${more.sid ?? 'MZ01'}"}`;

const payload = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.uint8Array({ minLength: 160, maxLength: 160 }).map((all) => Buffer.from(all).toString('base64')),
  },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 400 }).map((all) => Buffer.from(all).toString('base64')) },
  fc.string({ unit: fc.constantFrom('A', 'z', '/', '+', '=', '"'), maxLength: 12 }),
);
const timestamp = fc.oneof(
  { weight: 4, arbitrary: fc.nat().map(String) },
  fc.constantFrom('007', '9'.repeat(15), '9'.repeat(16), '9'.repeat(400), '', '-1', '1.5'),
);
const message = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(timestamp, payload).map(([at, audio]) => media(at, audio)) },
  fc
    .record({
      track: fc.constantFrom('inbound', 'outbound', 'both'),
      sid: fc.constantFrom('MZ1', '', 'M Z', 'MZ"'),
      chunk: fc.constantFrom('1', '', 'x'),
    })
    .map((more) => media('20', 'AAAA'.repeat(40), more)),
  fc.constantFrom('{"event":"stop"}', '{"event":"mark"}', 'no JSON', '', `${media('20', '/w==')} `),
);
const frames = fc.oneof(
  { weight: 8, arbitrary: message.map((text): Frame[] => [{ text, opcode: 1, fin: true }]) },
  fc
    .string({ maxLength: 20 })
    .map((text): Frame[] => [{ text: text.replaceAll(/[^ -~]/g, '?'), opcode: 9, fin: true }]),
  fc.tuple(message, fc.nat(500)).map(([text, cut]): Frame[] => [
    { text: text.slice(0, cut), opcode: 1, fin: false },
    { text: '', opcode: 9, fin: true },
    { text: text.slice(cut), opcode: 0, fin: true },
  ]),
);

const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, allowSynchronousEvents: true });
const said = (timestampMs: number, audio: Uint8Array) => `media ${timestampMs} ${Buffer.from(audio).toString('hex')}`;

function read(text: string): string {
  const message = readStreamMessage(text);
  return message.event === 'media' ? said(message.timestampMs, message.audio) : message.event;
}

/** What frames say, read one by one. */
function saidBy(list: readonly (readonly Frame[])[]): string[] {
  return list.flatMap((one) => {
    const pings = one.filter(({ opcode }) => opcode === 9).map(({ text }) => `ping ${text}`);
    const message = one.filter(({ opcode }) => opcode !== 9);
    return [...pings, ...(message.length > 0 ? [read(message.map(({ text }) => text).join(''))] : [])];
  });
}

/** The library behind the tap, after its handshake. */
function behind(tap: MediaTap, tell: (what: string) => void): { readonly over: Promise<unknown> } {
  const request = new IncomingMessage(new Socket());
  request.method = 'GET';
  request.headers = {
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.alloc(16).toString('base64'),
  };
  let over: Promise<unknown> = Promise.reject(new Error('no handshake'));
  over.catch(() => {});
  sockets.handleUpgrade(request, tap, Buffer.alloc(0), (ws) => {
    ws.on('message', (data) => tell(read(data.toString())));
    ws.on('ping', (data) => tell(`ping ${data.toString()}`));
    over = once(ws, 'close');
  });
  return { over };
}

it('messages come in the same order and say the same with the tap as without, wherever the bytes are cut', async () => {
  const made = fc.record({
    list: fc.array(frames, { maxLength: 12 }),
    mask: fc.uint8Array({ minLength: 4, maxLength: 4 }),
    cuts: fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 8 }),
  });
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(made, async ({ list, mask, cuts }) => {
      const bytes = Buffer.concat(list.flat().map((frame) => bytesOf(frame, mask)));
      const heard: string[] = [];
      const [client, server] = duplexPair();
      client.resume();
      const tap = new MediaTap(server);
      const { over } = behind(tap, (what) => heard.push(what));
      tap.onMedia = (timestampMs, audio) => {
        taken += 1;
        heard.push(said(timestampMs, audio));
      };
      for (let at = 0, cut = 0; at < bytes.length; cut += 1) {
        const next = at + (cuts[cut % cuts.length] ?? 1);
        client.write(bytes.subarray(at, next));
        at = next;
      }
      client.end();
      await over;
      expect(heard).toEqual(saidBy(list));
    }),
    { numRuns: 500 },
  );
  expect(taken).toBeGreaterThan(100);
});

it('a usual message that comes in one piece never reaches the library', async () => {
  const [client, server] = duplexPair();
  const tap = new MediaTap(server);
  let toLibrary = 0;
  tap.on('data', (chunk: Buffer) => {
    toLibrary += chunk.length;
  });
  const heard: number[] = [];
  tap.onMedia = (timestampMs, audio) => void heard.push(timestampMs, audio.length);
  const text = media('40', Buffer.alloc(160, 0x55).toString('base64'));
  client.end(bytesOf({ text, opcode: 1, fin: true }, Uint8Array.of(1, 2, 3, 4)));
  await once(tap, 'end');
  expect([heard, toLibrary]).toEqual([[40, 160], 0]);
});

it.each([
  { told: 'behind a close frame', before: { text: '', opcode: 8, fin: true } },
  {
    told: 'between the pieces of another message, which is for the library to refuse',
    before: { text: '{', opcode: 1, fin: false },
  },
])('nothing is taken out $told', async ({ before }) => {
  const [client, server] = duplexPair();
  const tap = new MediaTap(server);
  tap.resume();
  let taken = 0;
  tap.onMedia = () => {
    taken += 1;
  };
  const mask = Uint8Array.of(9, 8, 7, 6);
  const one = bytesOf({ text: media('0', 'AAAA'.repeat(40)), opcode: 1, fin: true }, mask);
  client.end(Buffer.concat([one, bytesOf(before, mask), one]));
  await once(tap, 'end');
  expect(taken).toBe(1);
});

it.each([
  ['', 'MZ'],
  ['/', 'MZ'],
  ['//!/', 'MZ'],
  ['////=//=', 'MZ'],
  ['AA', 'MZ'],
])('does not read a payload of %j, nor beyond the frame', (audio, sid) => {
  const frame = bytesOf({ text: media('0', audio, { sid }), opcode: 1, fin: true }, Uint8Array.of(0, 1, 2, 3));
  const reader = createMediaFrameReader();
  expect(reader.read(frame, 0)).toBe(0);
  const whole = bytesOf({ text: media('0', 'AA=='), opcode: 1, fin: true }, Uint8Array.of(0, 1, 2, 3));
  for (let length = 0; length < whole.length; length += 1) expect(reader.read(whole.subarray(0, length), 0)).toBe(0);
  expect([reader.read(whole, 0), reader.audio.length]).toEqual([whole.length, 1]);
});

it('ends, breaks and answers as its socket does', async () => {
  const [client, server] = duplexPair();
  const tap = new MediaTap(server);
  tap.resume();
  tap.write('answer');
  expect(String((await once(client, 'data'))[0])).toBe('answer');
  tap.on('error', () => {});
  const over = new Promise<void>((resolve) => tap.on('close', () => resolve()));
  server.destroy(new Error('reset'));
  await over;
  expect(tap.destroyed).toBe(true);
});
