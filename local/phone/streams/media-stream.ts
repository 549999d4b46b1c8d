import twilio from 'twilio';
import { FRAME_MS } from '#core/media/media-clock.ts';
import { SILENT_FRAME } from '../audio/silence.ts';
import type { Exchange } from '../exchange.ts';
import type { Leg } from '../leg/leg.ts';
import type { StreamEntry } from '../record.ts';
import { Backpressure } from './backpressure.ts';
import { Bursts } from './bursts.ts';
import { obey } from './commands.ts';
import { StreamWriter } from './messages.ts';
import type { StreamOrder } from './order.ts';
import { Playback } from './playback.ts';
import type { StreamSocket } from './socket.ts';

/** How a stream may go wrong (https://www.twilio.com/docs/api/errors). */
const ERRORS = {
  31901: 'Stream - WebSocket - Connection Timeout',
  31903: 'Stream - WebSocket - Connection Broken Pipe',
  31920: 'Stream - WebSocket - Handshake Error',
  31921: 'Stream - WebSocket - Close Error',
  31924: 'Stream - WebSocket - Protocol Error',
} as const;

const CONNECT_TIMEOUT_MS = 5000;

/** One WebSocket that carries a leg's sound. Its end, whatever the reason, is told by the status callback and never ends the call. */
export class MediaStream {
  readonly sid: string;
  readonly order: StreamOrder;
  readonly leg: Leg;
  readonly entry: StreamEntry;
  readonly playback = new Playback();
  state: 'connecting' | 'live' | 'ended' = 'connecting';

  readonly #exchange: Exchange;
  readonly #writer: StreamWriter;
  readonly #bursts: Bursts;
  #socket: StreamSocket | null = null;
  #backpressure: Backpressure | null = null;
  #waiting: string[] = [];
  #frames = 0;
  #cancelConnectTimeout: () => void = () => {};
  #releaseClock: () => void = () => {};

  constructor(exchange: Exchange, leg: Leg, order: StreamOrder) {
    this.#exchange = exchange;
    this.leg = leg;
    this.order = order;
    this.sid = exchange.sid('MZ');
    this.#writer = new StreamWriter({ accountSid: exchange.accountSid, callSid: leg.sid, streamSid: this.sid });
    this.#bursts = new Bursts(exchange.draw.branch(this.sid));
    this.entry = {
      sid: this.sid,
      callSid: leg.sid,
      name: order.name ?? this.sid,
      url: order.url,
      kind: order.kind,
      tracks: order.tracks,
      createdAtMs: exchange.clock.now(),
      startedAtMs: null,
      endedAtMs: null,
      endedBy: null,
      framesSent: 0,
    };
    const before = exchange.record.streams.length;
    exchange.record.streams.push(this.entry);
    leg.streams.add(this);
    this.#connect(exchange.faults.stream?.({ callSid: leg.sid, url: order.url, before }));
  }

  #connect(fault: 'refused' | 'unreachable' | undefined): void {
    const { clock } = this.#exchange;
    const address = fault ? null : this.#exchange.resolveOrigin(new URL(this.order.url).origin);
    if (address === null) {
      this.#cancelConnectTimeout = clock.after(FRAME_MS, () => this.#fail(fault === 'refused' ? 31920 : 31901));
      return;
    }
    this.#releaseClock = this.#exchange.hold();
    this.#cancelConnectTimeout = clock.after(CONNECT_TIMEOUT_MS, () => this.#fail(31901));
    this.#socket = this.#exchange.openSocket(
      address + this.order.url.replace(/^wss:\/\/[^/]+/i, ''),
      {
        'user-agent': 'Twilio.TmeWs/1.0',
        'x-twilio-signature': twilio.getExpectedTwilioSignature(this.#exchange.authToken, this.order.url, {}),
      },
      {
        opened: () => this.#begin(),
        refused: () => this.#fail(31920),
        failed: () => this.#fail(this.state === 'live' ? 31924 : 31901),
        closed: (code) => this.#closed(code),
        message: (text) => obey(this.#exchange, this, text),
        pong: () => this.#backpressure?.pong(),
      },
    );
  }

  #begin(): void {
    if (this.state !== 'connecting' || !this.#socket) return;
    this.#cancelConnectTimeout();
    this.#releaseClock();
    this.state = 'live';
    this.entry.startedAtMs = this.#exchange.clock.now();
    this.#backpressure = new Backpressure(this.#socket, () => this.#exchange.hold());
    this.#write(this.#writer.connected());
    this.#write(this.#writer.start(this.order.tracks, this.order.parameters));
    this.#tell('stream-started');
  }

  /** Takes 20 ms of the leg's sound. */
  carry(inbound: Uint8Array | null, outbound: Uint8Array | null, pressed: string): void {
    if (this.state !== 'live') return;
    const timestampMs = this.#frames++ * FRAME_MS;
    for (const track of this.order.tracks) {
      const audio = (track === 'inbound' ? inbound : outbound) ?? SILENT_FRAME;
      this.#waiting.push(this.#writer.media(track, timestampMs, audio));
      this.entry.framesSent += 1;
    }
    if (this.order.kind === 'two-way') {
      for (const digit of pressed) this.#waiting.push(this.#writer.dtmf(digit));
    }
    if (this.#bursts.mayGo()) this.#flush();
  }

  /** The next 20 ms of what the far end of a two-way stream wants played. */
  nextPlayed(): Uint8Array | null {
    const { audio, marks } = this.playback.next();
    for (const name of marks) this.echoMark(name);
    return audio;
  }

  echoMark(name: string): void {
    if (this.state === 'live') this.#waiting.push(this.#writer.mark(name));
  }

  /** Ends it from the network's side: `stop` message, then the close. */
  stop(by: string): void {
    if (this.state === 'ended') return;
    if (this.state === 'live') {
      this.#flush();
      this.#write(this.#writer.stop());
      this.#socket?.close(1000);
    } else this.#socket?.terminate();
    this.#end(by);
    this.#tell('stream-stopped');
  }

  /** Breaks the connection without a word, as a network does. */
  cut(): void {
    if (this.state === 'ended') return;
    this.#socket?.terminate();
    this.#fail(31903);
  }

  #closed(code: number): void {
    if (this.state === 'ended') return;
    if (code === 1000) {
      this.#end('closed by the receiver');
      this.#tell('stream-stopped');
    } else this.#fail(code === 1006 ? 31903 : 31921);
  }

  #fail(code: keyof typeof ERRORS): void {
    if (this.state === 'ended') return;
    this.#end(`error ${code}`);
    this.#socket?.terminate();
    this.#exchange.alert(code, ERRORS[code], this.leg.sid);
    this.#tell('stream-error', `${code} ${ERRORS[code]}`);
  }

  #end(by: string): void {
    this.state = 'ended';
    this.#waiting = [];
    this.#cancelConnectTimeout();
    this.#releaseClock();
    this.#backpressure?.end();
    this.entry.endedAtMs = this.#exchange.clock.now();
    this.entry.endedBy = by;
    this.leg.streams.delete(this);
  }

  #flush(): void {
    for (const message of this.#waiting) this.#write(message);
    this.#waiting = [];
  }

  #write(message: string): void {
    if (!this.#socket?.isOpen) return;
    this.#socket.send(message);
    this.#backpressure?.sent();
  }

  #tell(event: 'stream-started' | 'stream-stopped' | 'stream-error', error?: string): void {
    const callback = this.order.statusCallback;
    if (!callback) return;
    void this.#exchange.send({
      kind: 'stream-status',
      url: callback.url,
      method: callback.method,
      params: {
        AccountSid: this.#exchange.accountSid,
        CallSid: this.leg.sid,
        StreamSid: this.sid,
        StreamName: this.entry.name,
        StreamEvent: event,
        Timestamp: new Date(this.#exchange.clock.now()).toISOString(),
        ...(error === undefined ? {} : { StreamError: error }),
      },
      callSid: this.leg.sid,
    });
  }
}
