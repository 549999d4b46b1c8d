import twilio from 'twilio';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { signPass } from '#adapters/twilio/stream-pass.ts';
import { CallId, CallSid, OwnerId, TaskToken } from '#core/contracts/ids.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import type { WorkerCommand } from '#core/contracts/worker-command.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import type { CallStore } from '#core/ports/call-store.ts';
import type { Recordings } from '#core/ports/recordings.ts';
import type { SpeechToTextListener } from '#core/ports/speech-to-text.ts';
import type { StreamOrder, Telephony } from '#core/ports/telephony.ts';
import { startWorker } from '#stream-worker/start-worker.ts';
import type { WorkerConfig, WorkerDeps } from '#stream-worker/worker.ts';
import { aRequest } from '#tests/support/a-request.ts';
import { createManualClock, type ManualClock } from '#tests/support/manual-clock.ts';
import { memoryAnnouncementStore } from '#tests/support/memory-announcement-store.ts';
import { memoryCallStore } from '#tests/support/memory-call-store.ts';
import { type ScriptedEars, SOUNDS, scriptedEars } from './scripted-ears.ts';

export const callId = CallId.parse(`call_${'7'.repeat(26)}`);
export const callSid = CallSid.parse(`CA${'7'.repeat(32)}`);
export const authToken = 'the-auth-token';
export const streamSecret = 's'.repeat(32);
export const workerSecret = 'w'.repeat(32);
export const publicStreamUrl = 'wss://media.example/stream';

type Piece = Parameters<Recordings['storePiece']>[0];

/** The outside of some workers: the store, the workflow, the bucket, speech-to-text and the carrier, all remembering what they were asked. */
export async function aWorld(clock: ManualClock = createManualClock()) {
  const calls: CallStore = memoryCallStore();
  await calls.create({ callId, ownerId: OwnerId.parse('owner_1'), createdAt: clock.now(), request: aRequest() });
  await calls.claimDial(callId, 1, clock.now());
  await calls.tieCompanyLeg(callId, callSid);

  const told: { token: string; kind: string; observationId: string }[] = [];
  const beats: string[] = [];
  const gone = new Set<string>();
  const pieces: Piece[] = [];
  const speech: { listener: SpeechToTextListener; sent: number[]; flushes: number; closed: boolean }[] = [];
  const attached: StreamOrder[] = [];
  const ears: ScriptedEars[] = [];
  const logged: { level: string; message: string; fields: unknown }[] = [];
  const log = (level: string) => (message: string, fields?: unknown) => void logged.push({ level, message, fields });
  const unexpected = () => Promise.reject(new Error('a worker has no business with this'));
  /** Replace to break a part of the outside. */
  const broken: { append: Error | null; attachWorker: Error | null; storePiece: Error | null; tell: Error | null } = {
    append: null,
    attachWorker: null,
    storePiece: null,
    tell: null,
  };
  const failing = async (part: keyof typeof broken) => {
    const error = broken[part];
    if (error) throw error;
  };
  const telephony: Telephony = {
    dial: unexpected,
    legsTo: unexpected,
    status: unexpected,
    perform: unexpected,
    ringDevice: unexpected,
    dismissDevice: unexpected,
    whoIsIn: unexpected,
    hangUp: unexpected,
    attachStream: async (_, order) => void attached.push(order),
  };

  const deps: WorkerDeps = {
    clock,
    telephony,
    calls: {
      ...calls,
      append: async (...args) => failing('append').then(() => calls.append(...args)),
      attachWorker: async (...args) => failing('attachWorker').then(() => calls.attachWorker(...args)),
    },
    workflow: {
      start: unexpected,
      isRunning: unexpected,
      tell: async (token, answer) => {
        await failing('tell');
        told.push({ token, ...answer });
        return gone.has(token) ? 'gone' : 'told';
      },
      beat: async (token) => {
        beats.push(token);
        return gone.has(token) ? 'gone' : 'alive';
      },
    },
    recordings: {
      storePiece: async (piece) => failing('storePiece').then(() => void pieces.push(piece)),
      compose: unexpected,
      link: unexpected,
    },
    speechToText: {
      open: ({ listener }) => {
        const session = { listener, sent: [] as number[], flushes: 0, closed: false };
        speech.push(session);
        return {
          send: (_, atMs) => void session.sent.push(atMs),
          flush: () => {
            session.flushes += 1;
          },
          close: async () => {
            session.closed = true;
          },
        };
      },
    },
    announcements: memoryAnnouncementStore(),
    createEars: ({ remembered }) => {
      const made = scriptedEars(remembered);
      ears.push(made);
      return made;
    },
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    meter: { count: () => {} },
  };

  const until = async (done: () => boolean | Promise<boolean>, what = 'what the test waits for') => {
    for (let turns = 0; turns < 3_000; turns += 1) {
      if (await done()) return;
      await clock.advance(0);
    }
    throw new Error(`${what} never came: ${JSON.stringify(logged.slice(-5))}`);
  };

  async function worker(config: Partial<WorkerConfig> = {}) {
    const started = await startWorker(deps, {
      host: '127.0.0.1',
      commandHost: '127.0.0.1',
      publicStreamUrl,
      twilioAuthToken: authToken,
      streamSecret,
      workerSecret,
      ...config,
    });
    onTestFinished(async () => {
      const closed = started.close();
      let over = false;
      void closed.then(() => {
        over = true;
      });
      while (!over) await clock.advance(500);
    });
    const command = (body: WorkerCommand | string, secret = workerSecret) =>
      fetch(`${started.url}/commands`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, connection: 'close' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
    return { ...started, command };
  }

  const events = async () => (await calls.events(callId)).map(({ what }) => what);
  return {
    clock,
    calls,
    told,
    beats,
    gone,
    pieces,
    speech,
    attached,
    ears,
    logged,
    broken,
    deps,
    until,
    worker,
    events,
  };
}
export type World = Awaited<ReturnType<typeof aWorld>>;

/** What Twilio does on one media stream. */
export async function aStream(
  { until }: Pick<World, 'until'>,
  port: number,
  options: {
    epoch?: number;
    track?: 'inbound' | 'outbound';
    pass?: string;
    signature?: string;
    path?: string;
    start?: boolean;
    encoding?: string;
  } = {},
) {
  const { epoch = 1, track = 'inbound', path = '/stream' } = options;
  const signature = options.signature ?? twilio.getExpectedTwilioSignature(authToken, publicStreamUrl, {});
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { 'x-twilio-signature': signature } });
  let status = 101;
  let closed: number | null = null;
  let atMs = 0;
  socket.on('unexpected-response', (_, response) => {
    status = response.statusCode ?? 0;
    socket.terminate();
  });
  socket.on('error', () => {});
  socket.on('close', (code) => {
    closed = code;
  });
  onTestFinished(() => socket.terminate());
  await until(() => socket.readyState !== WebSocket.CONNECTING, 'the handshake');

  const send = (message: object | string) =>
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  const mediaFormat = { encoding: options.encoding ?? 'audio/x-mulaw', sampleRate: 8000, channels: 1 };
  const pass = options.pass ?? signPass(streamSecret, { callId, epoch, track });
  const customParameters = { callId, epoch: String(epoch), track, pass };
  const start = {
    accountSid: 'AC',
    streamSid: `MZ${'1'.repeat(32)}`,
    callSid,
    tracks: [track],
    mediaFormat,
    customParameters,
  };
  if (socket.readyState === WebSocket.OPEN && options.start !== false) {
    send({ event: 'connected', protocol: 'Call', version: '1.0.0' });
    send({ event: 'start', sequenceNumber: '1', streamSid: start.streamSid, start });
  }
  const media = (timestampMs: number, audio: Uint8Array) =>
    send({
      event: 'media',
      media: { track, timestamp: String(timestampMs), payload: Buffer.from(audio).toString('base64') },
    });

  return {
    socket,
    send,
    media,
    get status() {
      return status;
    },
    get closed() {
      return closed;
    },
    /** So many ms of one sound. */
    say(sound: keyof typeof SOUNDS, ms: number) {
      for (const untilMs = atMs + ms; atMs < untilMs; atMs += 20) media(atMs, new Uint8Array(160).fill(SOUNDS[sound]));
    },
    /** The network loses so many ms. */
    lose(ms: number) {
      atMs += ms;
    },
    stop: () => send({ event: 'stop', stop: { callSid } }),
  };
}

export const waiting = (state: 'Hold' | 'ReachUser' | 'Bridge', name: string, sinceMs = 0): Waiting => ({
  state,
  token: TaskToken.parse(name),
  since: 0,
  sinceMs: mediaMs(sinceMs),
});
export const placing: Waiting = { state: 'PlaceCall', token: TaskToken.parse('place'), since: 0 };
export const listening = (name: string, sinceMs = 0): Waiting => ({
  state: 'Listen',
  token: TaskToken.parse(name),
  since: 0,
  sinceMs: mediaMs(sinceMs),
  patienceMs: 15_000,
  expect: [],
});
