import { FRAME_MS } from '#core/media/media-clock.ts';
import { mix } from '../audio/mixer.ts';
import { BEEP_FRAMES, beepFrame, waitMusicFrame } from '../audio/tones.ts';
import type { Exchange } from '../exchange.ts';
import type { Leg } from '../leg/leg.ts';
import type { BridgeEntry } from '../record.ts';
import type { Played, Sounding } from '../twiml/sounding.ts';
import { type ConferenceEvent, type ConferenceStatusCallback, tellConference } from './status-callback.ts';

export interface Manner {
  readonly label: string | null;
  readonly startOnEnter: boolean;
  readonly beep: 'true' | 'false' | 'onEnter' | 'onExit';
  /** What is heard until the conference begins: composed music, nothing, or what a URL answers. */
  readonly waiting: 'music' | 'silence' | (() => Sounding);
  readonly statusCallback: ConferenceStatusCallback | null;
}

export interface Participant {
  readonly leg: Leg;
  readonly manner: Manner;
  readonly joinedAtMs: number;
  readonly waiting: Sounding | null;
  muted: boolean;
  hold: boolean;
  endOnExit: boolean;
  /** Played to this participant only: an announcement, or what it hears on hold. */
  announcement: Sounding | null;
  /** It was taken out by REST, or the conference is over. */
  removed: boolean;
}

export type EndReason =
  | 'conference-ended-via-api'
  | 'participant-with-end-conference-on-exit-left'
  | 'participant-with-end-conference-on-exit-kicked'
  | 'last-participant-kicked'
  | 'last-participant-left';

/** A room where every leg hears the sum of the others. It begins with the first participant that may begin it, and ends once. */
export class Conference {
  readonly sid: string;
  readonly name: string;
  readonly createdAtMs: number;
  readonly participants = new Map<string, Participant>();
  status: 'init' | 'in-progress' | 'completed' = 'init';
  endReason: EndReason | null = null;
  endedByCallSid: string | null = null;
  updatedAtMs: number;
  sequence = 0;
  /** The first participant that names one decides. */
  statusCallback: ConferenceStatusCallback | null = null;

  readonly #exchange: Exchange;
  readonly #entry: BridgeEntry;
  #beepAtMs = Number.NEGATIVE_INFINITY;

  constructor(exchange: Exchange, name: string) {
    this.#exchange = exchange;
    this.name = name;
    this.sid = exchange.sid('CF');
    this.createdAtMs = exchange.clock.now();
    this.updatedAtMs = this.createdAtMs;
    this.#entry = { kind: 'conference', sid: this.sid, name, presences: [] };
    exchange.record.bridges.push(this.#entry);
  }

  join(leg: Leg, manner: Manner, options: { readonly muted: boolean; readonly endOnExit: boolean }): Participant {
    const atMs = this.#exchange.clock.now();
    const waiting = typeof manner.waiting === 'function' ? manner.waiting() : null;
    const participant: Participant = {
      leg,
      manner,
      joinedAtMs: atMs,
      waiting,
      ...options,
      hold: false,
      announcement: null,
      removed: false,
    };
    this.statusCallback ??= manner.statusCallback;
    this.participants.set(leg.sid, participant);
    this.#entry.presences.push({ callSid: leg.sid, fromMs: atMs, toMs: null });
    this.tell('participant-join', participant);
    if (manner.beep === 'true' || manner.beep === 'onEnter') this.#beepAtMs = atMs;
    if (this.status === 'init' && manner.startOnEnter) this.#begin();
    return participant;
  }

  /** @param kicked whether REST took it out */
  leave(participant: Participant, kicked: boolean): void {
    if (!this.participants.delete(participant.leg.sid)) return;
    const atMs = this.#exchange.clock.now();
    for (const presence of this.#entry.presences) {
      if (presence.callSid === participant.leg.sid) presence.toMs ??= atMs;
    }
    this.tell('participant-leave', participant);
    if (participant.manner.beep === 'true' || participant.manner.beep === 'onExit') this.#beepAtMs = atMs;
    if (participant.endOnExit) {
      const how = kicked ? 'kicked' : 'left';
      this.end(`participant-with-end-conference-on-exit-${how}`, participant.leg.sid);
    } else if (this.participants.size === 0) {
      this.end(kicked ? 'last-participant-kicked' : 'last-participant-left', participant.leg.sid);
    }
  }

  end(reason: EndReason, callSid: string | null): void {
    if (this.status === 'completed') return;
    this.status = 'completed';
    this.endReason = reason;
    this.endedByCallSid = callSid;
    for (const participant of this.participants.values()) participant.removed = true;
    this.tell('conference-end', null);
  }

  /** What a participant hears in this frame. Called once a frame for each. */
  heardBy(participant: Participant): Played {
    const announced = stepOf(participant);
    if (announced) return announced;
    if (this.status === 'init') return this.#waitingSound(participant);
    if (participant.hold) return { audio: waitMusicFrame(this.#exchange.clock.now() - participant.joinedAtMs) };
    const others = [...this.participants.values()].filter((other) => other !== participant);
    const audible = others.filter((other) => !other.muted && !other.hold).map(({ leg }) => leg);
    return {
      audio: mix([...audible.map((leg) => leg.inbound), this.#beep()]),
      digits: audible.map((leg) => leg.pressed).join(''),
      said: audible.flatMap((leg) => leg.finishedSaying ?? []).join(' '),
      bridged: others.length > 0,
    };
  }

  tell(event: ConferenceEvent, participant: Participant | null): void {
    this.updatedAtMs = this.#exchange.clock.now();
    tellConference(this.#exchange, this, event, participant);
  }

  #begin(): void {
    this.status = 'in-progress';
    for (const { waiting } of this.participants.values()) waiting?.return();
    this.tell('conference-start', null);
  }

  #waitingSound(participant: Participant): Played {
    const step = participant.waiting?.next();
    if (step && !step.done) return step.value;
    const music = participant.manner.waiting === 'music';
    return { audio: music ? waitMusicFrame(this.#exchange.clock.now() - participant.joinedAtMs) : null };
  }

  #beep(): Uint8Array | null {
    const frame = Math.round((this.#exchange.clock.now() - this.#beepAtMs) / FRAME_MS);
    return frame < BEEP_FRAMES ? beepFrame(frame) : null;
  }
}

function stepOf(participant: Participant): Played | null {
  const step = participant.announcement?.next();
  if (step && !step.done) return step.value;
  participant.announcement = null;
  return null;
}
