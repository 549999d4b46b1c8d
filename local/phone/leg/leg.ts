import { FRAME_MS } from '#core/media/media-clock.ts';
import { SILENT_FRAME } from '../audio/silence.ts';
import { ringbackFrame } from '../audio/tones.ts';
import type { Exchange } from '../exchange.ts';
import type { Party } from '../party.ts';
import type { CallEntry, CallStatus } from '../record.ts';
import type { MediaStream } from '../streams/media-stream.ts';
import type { Sounding } from '../twiml/sounding.ts';
import { callStatusParams } from '../webhooks/call-params.ts';
import type { LegOrder } from './order.ts';
import { ring } from './ringing.ts';
import { Utterance } from './utterance.ts';

const ENDED: readonly CallStatus[] = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];
const EVENT_OF: Partial<Record<CallStatus, string>> = {
  initiated: 'initiated',
  ringing: 'ringing',
  'in-progress': 'answered',
};

/** One leg: from the queue to its end. The exchange calls `listen`, then `play`, then `carry`, on every leg for every 20 ms. */
export class Leg {
  readonly sid: string;
  readonly order: LegOrder;
  readonly entry: CallEntry;
  readonly party: Party | null;
  readonly streams = new Set<MediaStream>();
  status: CallStatus = 'queued';
  /** What the party says in this frame; null = silence. */
  inbound: Uint8Array | null = null;
  /** Keys that the party pressed in this frame. */
  pressed = '';
  /** Sentence that the party finished in this frame. */
  finishedSaying: string | undefined;

  readonly #exchange: Exchange;
  readonly #ringing: Generator<void, void, void>;
  readonly #utterance = new Utterance();
  #program: Sounding | null = null;
  #outbound: Uint8Array | null = null;
  #framesSinceAnswer = 0;
  #ringbackLeftFrames = 0;
  #ringbackFrames = 0;
  #callbacks = 0;
  #partyIsThere = false;
  #partyHungUp = false;

  constructor(exchange: Exchange, order: LegOrder) {
    this.#exchange = exchange;
    this.sid = exchange.sid('CA');
    this.order = order;
    this.party = exchange.parties(order.to);
    const atMs = exchange.clock.now();
    this.entry = {
      sid: this.sid,
      parentSid: order.parentSid,
      from: order.from,
      to: order.to,
      direction: order.parentSid === null ? 'outbound-api' : 'outbound-dial',
      statuses: [{ status: 'queued', atMs }],
      answeredAtMs: null,
      endedAtMs: null,
      endedBy: null,
      sipResponseCode: null,
      digitsHeard: [],
      digitsPressed: [],
      saidToParty: [],
      documents: [],
    };
    exchange.record.calls.push(this.entry);
    this.#ringing = ring(exchange, this);
  }

  get isInProgress(): boolean {
    return this.status === 'in-progress';
  }

  get isOver(): boolean {
    return ENDED.includes(this.status);
  }

  /** Whole seconds since the answer, as Twilio bills them. */
  durationSeconds(): number {
    const { answeredAtMs, endedAtMs } = this.entry;
    if (answeredAtMs === null) return 0;
    return Math.ceil(((endedAtMs ?? this.#exchange.clock.now()) - answeredAtMs) / 1000);
  }

  /** The ringing goes on by 20 ms. */
  progress(): void {
    if (!this.isOver && !this.isInProgress) this.#ringing.next();
  }

  /** @param ringbackMs how long the party still rings, as a sound, though the carrier says "answered" */
  answer(ringbackMs: number): void {
    this.entry.answeredAtMs = this.#exchange.clock.now();
    this.entry.sipResponseCode = 200;
    this.#ringbackLeftFrames = Math.ceil(ringbackMs / FRAME_MS);
    this.#program = this.order.onAnswer(this);
    this.become('in-progress');
  }

  /** Replaces what runs on the leg, at once. What was still to be played is never played. */
  run(program: Sounding): void {
    this.#program?.return();
    this.#program = program;
  }

  /** Takes from the party what it says in this frame. */
  listen(): void {
    this.inbound = null;
    this.pressed = '';
    this.finishedSaying = undefined;
    this.#partyIsThere = this.#ringbackLeftFrames === 0;
    if (!this.#partyIsThere) {
      this.inbound = ringbackFrame(this.#ringbackFrames++ * FRAME_MS);
      this.#ringbackLeftFrames -= 1;
      return;
    }
    const spoken = this.party?.speak(this.#framesSinceAnswer * FRAME_MS);
    if (!spoken) return;
    this.inbound = spoken.audio;
    this.pressed = spoken.digits ?? '';
    this.#partyHungUp = spoken.hangUp ?? false;
    const words = spoken.words ?? [];
    this.finishedSaying = this.#utterance.hear(words);
    if (words.length > 0) this.#exchange.onSpoken(spoken.audio ?? SILENT_FRAME, words);
    if (this.pressed) this.entry.digitsPressed.push({ digits: this.pressed, atMs: this.#exchange.clock.now() });
  }

  /** Gives the party what the running document, or the bridge, plays in this frame. */
  play(): void {
    const step = this.#overTimeLimit() ? null : this.#program?.next();
    if (this.isOver) return;
    if (!step || step.done) {
      this.end('completed', step ? 'twiml ended' : 'time limit');
      return;
    }
    const { audio, digits, said, bridged } = step.value;
    this.#outbound = audio;
    const atMs = this.#exchange.clock.now();
    if (digits) this.entry.digitsHeard.push({ digits, atMs });
    if (said) this.entry.saidToParty.push({ text: said, atMs });
    if (!this.#partyIsThere) return;
    this.party?.hear(
      { audio, bridged: bridged ?? false, ...(digits ? { digits } : {}), ...(said ? { said } : {}) },
      this.#framesSinceAnswer * FRAME_MS,
    );
    this.#framesSinceAnswer += 1;
  }

  /** Gives the frame to the streams; a party that hung up in it is gone afterwards. */
  carry(): void {
    for (const stream of this.streams) stream.carry(this.inbound, this.#outbound, this.pressed);
    if (this.#partyHungUp) this.end('completed', 'party hung up');
  }

  become(status: CallStatus): void {
    this.status = status;
    this.entry.statuses.push({ status, atMs: this.#exchange.clock.now() });
    this.#tell(status);
  }

  /** Ends the leg, once; later calls do nothing. */
  end(status: CallStatus, by: string, sipResponseCode?: number): void {
    if (this.isOver) return;
    this.entry.endedAtMs = this.#exchange.clock.now();
    this.entry.endedBy = by;
    this.entry.sipResponseCode = sipResponseCode ?? this.entry.sipResponseCode ?? 487;
    this.status = status;
    this.#program?.return();
    this.#program = null;
    for (const stream of this.streams) stream.stop('call ended');
    this.become(status);
    this.party?.ended?.();
  }

  #overTimeLimit(): boolean {
    const { answeredAtMs } = this.entry;
    return answeredAtMs !== null && this.#exchange.clock.now() - answeredAtMs >= this.order.timeLimitSeconds * 1000;
  }

  #tell(status: CallStatus): void {
    const callback = this.order.statusCallback;
    const event = this.isOver ? 'completed' : EVENT_OF[status];
    if (!callback || !event || !callback.events.has(event)) return;
    void this.#exchange.send({
      kind: 'call-status',
      url: callback.url,
      method: callback.method,
      params: callStatusParams(this.#exchange, this, status, this.#callbacks++),
      callSid: this.sid,
    });
  }
}
