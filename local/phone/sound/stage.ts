import { FRAME_BYTES, FRAME_MS } from '#core/media/media-clock.ts';
import { MU_LAW_TO_LINEAR } from '#core/media/mu-law.ts';
import type { CallAttempt, HeardByParty, Party, RingPlan, Spoken, SpokenWord } from '#local/phone/party.ts';
import { type ChannelOptions, channel } from './channel.ts';
import { type Clip, durationMs } from './clip.ts';
import type { Room } from './room.ts';
import { seedOf } from './seeded.ts';

/** 20 ms of what a script does. */
export interface Act {
  readonly frame: Float32Array | null;
  readonly words?: readonly SpokenWord[];
  readonly digits?: string;
}

/** A script yields once for every 20 ms of call time. When it returns, the party hangs up. */
export type Script<Result = void> = Generator<Act, Result, void>;

/** What a script knows while it plays. Everything is told by the frames: there is no other time. */
export interface Stage {
  /** ms since the answer of the frame that is being made. */
  readonly nowMs: number;
  readonly attempt: CallAttempt;
  readonly seed: number;
  readonly bridged: boolean;
  /** When a voice was last heard from the other side, by its level. -Infinity = never. */
  readonly lastVoiceMs: number;
  /** The room around a person, heard on every frame while it is set. */
  room: Room | null;
  /** Takes the next digit that arrived. */
  takeDigit(): string | undefined;
  /** Takes what the other side has finished saying: one sentence, or those that came while nobody took them. */
  takeSaid(): string | undefined;
  /** Forgets what arrived so far. */
  forget(): void;
}

export interface Performance {
  readonly ring: (attempt: CallAttempt) => RingPlan;
  readonly script: (stage: Stage) => Script;
  readonly seed: number;
  /** What the line does to the sound. Default: drawn for each call. */
  readonly channel?: Omit<ChannelOptions, 'seed'>;
}

/** RMS of a frame that counts as a voice and not as the room around it: -36 dB relative to full scale. */
const VOICE_RMS = 0.016;

/** Turns a script into a party. One party plays one call at a time; a further attempt begins the script anew. */
export function performed({ ring, script, seed, channel: lineOf = {} }: Performance): Party {
  let attempt: CallAttempt = { from: '', to: '', number: 1 };
  let play = begin();

  function begin() {
    const callSeed = seedOf(seed, attempt.number);
    const stage = createStage(attempt, callSeed);
    return { stage, acts: script(stage), line: channel({ ...lineOf, seed: seedOf(callSeed, 'line') }) };
  }

  return {
    ring: (next) => {
      attempt = next;
      play = begin();
      return ring(next);
    },
    speak: (atMs): Spoken => {
      play.stage.nowMs = atMs;
      const { done, value } = play.acts.next();
      if (done || !value) return { audio: null, hangUp: true };
      const { frame, ...rest } = value;
      return { ...rest, audio: play.line(play.stage.room ? play.stage.room.around(frame) : frame) };
    },
    hear: (heard, atMs) => play.stage.hear(heard, atMs),
  };
}

function createStage(attempt: CallAttempt, seed: number) {
  const digits: string[] = [];
  const said: string[] = [];
  return {
    attempt,
    seed,
    nowMs: 0,
    bridged: false,
    lastVoiceMs: Number.NEGATIVE_INFINITY,
    room: null as Room | null,
    takeDigit: () => digits.shift(),
    takeSaid: () => (said.length > 0 ? said.splice(0).join(' ') : undefined),
    forget: () => {
      digits.length = 0;
      said.length = 0;
    },
    hear(heard: HeardByParty, atMs: number) {
      digits.push(...(heard.digits ?? ''));
      if (heard.said) said.push(heard.said);
      if (heard.bridged !== undefined) this.bridged = heard.bridged;
      if (heard.audio && rms(heard.audio) > VOICE_RMS) this.lastVoiceMs = atMs;
    },
  };
}

/** 0..1 of full scale. */
function rms(mulaw: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < mulaw.length; i++) sum += (MU_LAW_TO_LINEAR[mulaw[i] ?? 0] ?? 0) ** 2;
  return Math.sqrt(sum / mulaw.length) / 32_768;
}

/** Plays a clip to its end, or until `stopWhen` says so (asked before every frame). Tells whether it came to its end. */
export function* play(
  stage: Stage,
  clip: Clip,
  options: { readonly stopWhen?: () => boolean; readonly over?: () => Float32Array } = {},
): Script<boolean> {
  const startedMs = stage.nowMs;
  const frames = Math.ceil(durationMs(clip) / FRAME_MS);
  let nextWord = 0;
  for (let n = 0; n < frames; n++) {
    if (options.stopWhen?.()) return false;
    const untilMs = n === frames - 1 ? Number.POSITIVE_INFINITY : (n + 1) * FRAME_MS;
    const words: SpokenWord[] = [];
    for (let word = clip.words[nextWord]; word && word.toMs <= untilMs; word = clip.words[++nextWord]) {
      words.push({ text: word.text, fromMs: startedMs + word.fromMs, toMs: startedMs + word.toMs });
    }
    const frame = frameAt(clip.samples, n, options.over?.());
    yield words.length > 0 ? { frame, words } : { frame };
  }
  return true;
}

function frameAt(samples: Float32Array, n: number, under: Float32Array | undefined): Float32Array {
  const frame = new Float32Array(FRAME_BYTES);
  frame.set(samples.subarray(n * FRAME_BYTES, (n + 1) * FRAME_BYTES));
  if (under) for (let i = 0; i < FRAME_BYTES; i++) frame[i] = (frame[i] ?? 0) + (under[i] ?? 0);
  return frame;
}

/** Stays quiet for `ms`, or until `stopWhen` says so. Tells whether the time ran out. */
export function* quiet(stage: Stage, ms: number, stopWhen?: () => boolean): Script<boolean> {
  const untilMs = stage.nowMs + ms;
  while (stage.nowMs < untilMs) {
    if (stopWhen?.()) return false;
    yield { frame: null };
  }
  return true;
}

/** Plays from an endless sound for `ms`. */
export function* playOn(stage: Stage, ms: number, next: () => Float32Array, stopWhen?: () => boolean): Script<boolean> {
  const untilMs = stage.nowMs + ms;
  while (stage.nowMs < untilMs) {
    if (stopWhen?.()) return false;
    yield { frame: next() };
  }
  return true;
}

/** Reads a clip over and over, 20 ms at a time. */
export function looped(clip: Clip, gain = 1): () => Float32Array {
  let at = 0;
  return () => {
    const frame = new Float32Array(FRAME_BYTES);
    for (let i = 0; i < FRAME_BYTES; i++) {
      frame[i] = (clip.samples[at] ?? 0) * gain;
      at = at + 1 === clip.samples.length ? 0 : at + 1;
    }
    return frame;
  };
}
