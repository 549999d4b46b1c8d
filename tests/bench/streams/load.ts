import { once } from 'node:events';
import twilio from 'twilio';
import { WebSocket } from 'ws';
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
  readonly socket: WebSocket;
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
    const { frame, sid, offset, socket } = stream;
    stream.frame += 1;
    const payload = sound[(frame + offset) % sound.length];
    socket.send(
      `{"event":"media","sequenceNumber":"${frame + 2}","media":{"track":"inbound","chunk":"${frame + 1}","timestamp":"${frame * 20}","payload":"${payload}"},"streamSid":"${sid}"}`,
    );
  }

  return {
    /** ms by which frames left later than they were due; since the last time. */
    lateMs: () => late.take(),
    async open(callIdText: string): Promise<void> {
      const callId = CallId.parse(callIdText);
      const socket = new WebSocket(`ws://127.0.0.1:${port}/stream`, {
        perMessageDeflate: false,
        headers: { 'x-twilio-signature': signature },
      });
      await once(socket, 'open');
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
      socket.send(JSON.stringify({ event: 'start', sequenceNumber: '1', streamSid: sid, start }));
      slots[count % SLOTS]?.push({ socket, sid, frame: 0, offset: (count * 37) % sound.length });
      count += 1;
    },
    stop(): void {
      clearInterval(timer);
      for (const { socket } of slots.flat()) socket.terminate();
    },
  };
}
