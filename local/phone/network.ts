import type { Server } from 'node:http';
import { FRAME_MS } from '#core/media/media-clock.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { PacedClock } from '#local/clock/paced-clock.ts';
import { composedVoice, type Voice } from './audio/voice.ts';
import { Conferences } from './conference/conferences.ts';
import type { Exchange } from './exchange.ts';
import type { PhoneFaults } from './faults.ts';
import { Leg } from './leg/leg.ts';
import type { OwnedNumber } from './numbers.ts';
import type { Party, SpokenWord } from './party.ts';
import { emptyRecord, type PhoneRecord } from './record.ts';
import { type AccountStanding, goodStanding } from './rest/account.ts';
import { createRestDesk, createRestServer, type RestCall, type RestReply } from './rest/server.ts';
import { seededDraw, sidMaker } from './seeded.ts';
import { receiveSms } from './sms/inbound.ts';
import { MediaStream } from './streams/media-stream.ts';
import { type OpenStreamSocket, openWebSocket } from './streams/socket.ts';
import { createWebhooks, type SendRequest, sendByHttp } from './webhooks/webhooks.ts';

export interface PhoneNetworkOptions {
  readonly clock: Clock | PacedClock;
  /** `AC` and 32 hexadecimal digits, as the helper library demands. */
  readonly accountSid: string;
  readonly authToken: string;
  /** 0, the default, takes any that is free. */
  readonly port?: number;
  readonly seed: string;
  /** The network's DNS: where a public origin (`https://api.example`, `wss://media.example`) is reached; null: no such host. */
  readonly resolveOrigin: (publicOrigin: string) => string | null;
  /** Who answers at a number (E.164), `client:name` or `sip:...`; null: the number is not in service. */
  readonly parties: (number: string) => Party | null;
  /** Numbers of the account. Where there are none, any number may be used as the sender of a call. */
  readonly numbers?: readonly OwnedNumber[];
  /** What the account is allowed. Default: everything that a paid one is. */
  readonly standing?: AccountStanding;
  readonly faults?: PhoneFaults;
  /** How Say sounds. Default: a composed sound in the form of a voice. */
  readonly voice?: Voice;
  /** Starts of calls a second; the others wait in the queue. Default 1, as for a new account. */
  readonly callsPerSecond?: number;
  /** Told each frame in which words of a party, or of Say, end: the exact 160 bytes that a stream carries. */
  readonly onSpoken?: (frame: Uint8Array, words: readonly SpokenWord[]) => void;
  /** Called when the network begins to wait for somebody (a webhook, a slow stream); the returned function when it no longer does. Default: the clock's `busy`. */
  readonly onWork?: () => () => void;
  /** How the product is reached. Default: over HTTP and WebSockets. */
  readonly sendRequest?: SendRequest;
  readonly openSocket?: OpenStreamSocket;
}

export interface PhoneNetwork {
  /** Base URL of the REST API, e.g. `http://127.0.0.1:4100`. */
  readonly endpoint: string;
  /** The same API without a connection. */
  rest(call: RestCall): RestReply;
  readonly record: PhoneRecord;
  /** What goes wrong; may be changed at any time. */
  readonly faults: PhoneFaults;
  /** A person sends an SMS to a number of the account; resolves with the texts that the product answers in its TwiML. */
  sendSms(from: string, to: string, body: string): Promise<readonly string[]>;
  /** Breaks the connection of a stream (by its SID), or of all streams, without a word. */
  cutStreams(streamSid?: string): void;
  close(): Promise<void>;
}

/** Starts a phone network that speaks Twilio's REST API, TwiML, webhooks and media streams. Rejects when the port is taken. */
export async function startPhoneNetwork(options: PhoneNetworkOptions): Promise<PhoneNetwork> {
  const { clock, seed } = options;
  const record = emptyRecord();
  const faults: PhoneFaults = options.faults ?? {};
  const draw = seededDraw(seed);
  const sid = sidMaker(`${seed}/${clock.now()}`);
  const attempts = new Map<string, number>();
  const live = new Set<Leg>();
  const hold = options.onWork ?? ('busy' in clock ? () => clock.busy() : () => () => {});
  const startGapMs = 1000 / (options.callsPerSecond ?? 1);
  let nextStartMs = Number.NEGATIVE_INFINITY;
  let closed = false;

  const alert: Exchange['alert'] = (code, text, callSid) => {
    record.alerts.push({ code, text, callSid, atMs: clock.now() });
  };
  const webhooks = createWebhooks({
    clock,
    authToken: options.authToken,
    record,
    faults,
    resolveOrigin: options.resolveOrigin,
    sendRequest: options.sendRequest ?? sendByHttp,
    idempotencyToken: () => sid('RQ').slice(2),
    alert,
    hold,
  });
  const exchange: Exchange = {
    accountSid: options.accountSid,
    authToken: options.authToken,
    clock,
    draw,
    record,
    faults,
    numbers: (options.numbers ?? []).map((number) => ({ ...number })),
    standing: options.standing ?? goodStanding,
    legs: new Map(),
    streams: new Map(),
    conferences: new Conferences(),
    optedOut: new Set(),
    voice: options.voice ?? composedVoice,
    sid,
    alert,
    hold,
    parties: options.parties,
    resolveOrigin: options.resolveOrigin,
    onSpoken: options.onSpoken ?? (() => {}),
    send: (webhook) => webhooks.send(webhook),
    openSocket: options.openSocket ?? openWebSocket,
    dial: (order) => {
      const leg = new Leg(exchange, order);
      exchange.legs.set(leg.sid, leg);
      live.add(leg);
      return leg;
    },
    openStream: (leg, order) => {
      const stream = new MediaStream(exchange, leg, order);
      exchange.streams.set(stream.sid, stream);
      return stream;
    },
    claimStartMs: () => {
      const startMs = Math.max(clock.now(), nextStartMs);
      nextStartMs = startMs + startGapMs;
      return startMs;
    },
    countAttempt: (to) => {
      const count = (attempts.get(to) ?? 0) + 1;
      attempts.set(to, count);
      return count;
    },
  };

  /** 20 ms of every leg: all speak, then all hear, then the streams carry it. */
  const tick = () => {
    for (const leg of live) leg.progress();
    const talking = [...live].filter((leg) => leg.isInProgress);
    for (const leg of talking) leg.listen();
    for (const leg of talking) if (leg.isInProgress) leg.play();
    for (const leg of talking) if (leg.isInProgress) leg.carry();
    for (const leg of live) if (leg.isOver) live.delete(leg);
  };

  let dueMs = clock.now() + FRAME_MS;
  const scheduleTick = () => {
    if (closed) return;
    clock.after(dueMs - clock.now(), () => {
      for (; !closed && dueMs <= clock.now(); dueMs += FRAME_MS) tick();
      scheduleTick();
    });
  };

  const rest = createRestDesk(exchange);
  const server = createRestServer(rest);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  scheduleTick();

  return {
    endpoint: `http://127.0.0.1:${portOf(server)}`,
    rest,
    record,
    faults,
    sendSms: (from, to, body) => receiveSms(exchange, from, to, body),
    cutStreams: (streamSid) => {
      for (const stream of exchange.streams.values()) if (!streamSid || stream.sid === streamSid) stream.cut();
    },
    close: async () => {
      if (closed) return;
      closed = true;
      webhooks.close();
      for (const leg of live) leg.end(leg.isInProgress ? 'completed' : 'canceled', 'network closed');
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the REST server listens on no port');
  return address.port;
}
