import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import twilio from 'twilio';
import { signPass } from '#adapters/twilio/stream-pass.ts';
import { CallId } from '#core/contracts/ids.ts';
import { createLagHistogram } from '#stream-worker/lag-histogram.ts';
import { secrets } from './messages.ts';
import { holdSound } from './sound.ts';

/** Streams that send a frame every 20 ms each, spread evenly over the 20 ms. */
const SLOTS = 10;
const SLOT_MS = 2;
/** Slots that are caught up on before sockets may open again. */
const MOST_AT_ONCE = 5;

interface Stream {
  readonly socket: Socket;
  readonly mask: Buffer;
  readonly sid: string;
  frame: number;
  readonly offset: number;
}

export function createLoad(port: number) {
  const sound = holdSound();
  const slots: Stream[][] = Array.from({ length: SLOTS }, () => []);
  const late = createLagHistogram();
  const signature = twilio.getExpectedTwilioSignature(secrets.authToken, secrets.publicStreamUrl, {});
  let count = 0;
  let tick = 0;
  const startedAt = performance.now();
  const timer = setInterval(send, 1);

  function send(): void {
    const last = tick + MOST_AT_ONCE;
    for (
      let dueAt = startedAt + tick * SLOT_MS;
      dueAt <= performance.now() && tick < last;
      dueAt = startedAt + tick * SLOT_MS
    ) {
      for (const stream of slots[tick % SLOTS] ?? []) {
        sendFrame(stream);
        late.add(performance.now() - dueAt);
      }
      tick += 1;
    }
  }

  function sendFrame(stream: Stream): void {
    const { frame, sid, offset, socket, mask } = stream;
    stream.frame += 1;
    const payload = sound[(frame + offset) % sound.length];
    const media = `{"event":"media","sequenceNumber":"${frame + 2}","media":{"track":"inbound","chunk":"${frame + 1}","timestamp":"${frame * 20}","payload":"${payload}"},"streamSid":"${sid}"}`;
    socket.write(textFrame(media, mask));
  }

  return {
    /** ms by which frames left later than they were due; since the last time. */
    lateMs: () => late.take(),
    async open(callIdText: string): Promise<void> {
      const callId = CallId.parse(callIdText);
      const socket = await openSocket(port, signature);
      const mask = randomBytes(4);
      const sid = `MZ${String(count).padStart(32, '0')}`;
      const customParameters = {
        callId,
        epoch: '1',
        track: 'inbound',
        pass: signPass(secrets.streamSecret, { callId, epoch: 1, track: 'inbound' }),
      };
      const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 };
      const start = {
        accountSid: 'AC',
        streamSid: sid,
        callSid: 'CA',
        tracks: ['inbound'],
        mediaFormat,
        customParameters,
      };
      socket.write(textFrame(JSON.stringify({ event: 'start', sequenceNumber: '1', streamSid: sid, start }), mask));
      slots[count % SLOTS]?.push({ socket, mask, sid, frame: 0, offset: (count * 37) % sound.length });
      count += 1;
    },
    stop(): void {
      clearInterval(timer);
      for (const { socket } of slots.flat()) socket.destroy();
    },
  };
}

/** A WebSocket without a library: its client costs more than the worker, and must not be what is measured. */
async function openSocket(port: number, signature: string): Promise<Socket> {
  const handshake = request({
    port,
    host: '127.0.0.1',
    path: '/stream',
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
      'x-twilio-signature': signature,
    },
  });
  handshake.end();
  const [, socket]: [unknown, Socket] = (await once(handshake, 'upgrade')) as [unknown, Socket];
  socket.on('error', () => {});
  socket.resume();
  return socket;
}

/** One masked text frame (RFC 6455, 5.2) of 126 to 65,535 bytes. */
function textFrame(text: string, mask: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(8 + text.length);
  frame.writeUInt16BE(0x81fe, 0);
  frame.writeUInt16BE(text.length, 2);
  mask.copy(frame, 4);
  frame.write(text, 8, 'latin1');
  for (let at = 0; at < text.length; at++) frame[8 + at] = (frame[8 + at] as number) ^ (mask[at & 3] as number);
  return frame;
}
