import type { SoundClass, ToneKind } from '#core/ears/ears.ts';
import type { FrameSound } from '#core/ears/sound/frame-analyser.ts';
import { createNoiseFloor } from '#core/ears/sound/noise-floor.ts';
import { createSoundModel, LATE_FRAMES } from '#core/ears/sound/sound-model.ts';
import { createToneTracker, type ToneRun } from '#core/ears/tones/tone-tracker.ts';

/** A frame is labelled this many frames later, when signals are told and the network has heard what came after. */
export const LOOK_AHEAD_FRAMES = 16;
const KEPT_FRAMES = 64;
/** Nothing this close to the floor is a voice or music. */
const LOUDER_THAN_FLOOR_DB = 4;
/** Share of music in the last two seconds, in which a played note is no signal. */
const PLAYED_SHARE = 0.4;
/** Above this probability of speech, what seems a single tone is a vowel. */
const SUNG_SPEECH = 0.5;
const NEVER_SUNG: ReadonlySet<ToneRun['signal']> = new Set(['ringback', 'dtmf', 'sit', 'fax']);
/** Probability of noise above which a frame that is not quiet is silence all the same: a room, a line. */
const NOISE_ALONE = 0.5;

export interface FrameLabel {
  sound: SoundClass;
  tone: ToneKind | null;
  levelDb: number;
  speech: number;
  music: number;
}

/** The newest frame, before it is labelled. */
export interface NewestFrame {
  quiet: boolean;
  speech: number;
  music: number;
  floorDb: number;
}

export interface Labeller {
  readonly newest: NewestFrame;
  /** Takes frame number `frame` (0, 1, 2 ...); afterwards frame `frame - LOOK_AHEAD_FRAMES` can be read. */
  hear(sound: FrameSound, frame: number): ToneRun | null;
  read(frame: number, into: FrameLabel): void;
}

export function createLabeller(): Labeller {
  const floor = createNoiseFloor();
  const tones = createToneTracker();
  const model = createSoundModel();
  const levels = new Float64Array(KEPT_FRAMES);
  const quiet = new Uint8Array(KEPT_FRAMES);
  const speech = new Float64Array(KEPT_FRAMES);
  const music = new Float64Array(KEPT_FRAMES);
  const signals: (ToneRun['signal'] | null)[] = new Array<ToneRun['signal'] | null>(KEPT_FRAMES).fill(null);
  const newest: NewestFrame = { quiet: true, speech: 0, music: 0, floorDb: -62 };
  let recentMusic = 0;

  const isPlayed = (run: ToneRun): boolean => recentMusic > PLAYED_SHARE && !run.unmistakable && run.signal !== 'fax';

  function mark(run: ToneRun, frame: number): void {
    for (let at = Math.max(run.fromFrame, frame - KEPT_FRAMES + 1); at < run.toFrame; at++)
      signals[at % KEPT_FRAMES] = run.signal;
  }

  /** The network's second answer is about frames that were written before. */
  function writeLate(frame: number): void {
    for (let at = Math.max(0, frame - LATE_FRAMES - 1); at <= frame - LATE_FRAMES; at++) {
      speech[at % KEPT_FRAMES] = model.late.speech;
      music[at % KEPT_FRAMES] = model.late.music;
    }
  }

  return {
    newest,
    hear(sound, frame) {
      if (!sound.digitalSilence) floor.hear(sound.levelDb);
      const slot = frame % KEPT_FRAMES;
      const isQuiet = sound.digitalSilence || sound.levelDb < floor.floorDb + LOUDER_THAN_FLOOR_DB;
      levels[slot] = sound.levelDb;
      quiet[slot] = isQuiet ? 1 : 0;
      signals[slot] = null;
      if (model.hear(sound.mel)) writeLate(frame);
      newest.quiet = isQuiet;
      newest.speech = model.now.speech;
      newest.music = model.now.music;
      newest.floorDb = floor.floorDb;
      const ended = tones.hear(sound, floor.floorDb, frame);
      const { running } = tones;
      if (ended !== null && !isPlayed(ended)) mark(ended, frame);
      if (running !== null && !isPlayed(running)) mark(running, frame);
      recentMusic += 0.01 * ((isQuiet || running !== null ? 0 : newest.music) - recentMusic);
      return ended !== null && !isPlayed(ended) ? ended : null;
    },
    read(frame, into) {
      const slot = frame % KEPT_FRAMES;
      const heard = signals[slot] ?? null;
      const signal = heard !== null && !NEVER_SUNG.has(heard) && (speech[slot] as number) > SUNG_SPEECH ? null : heard;
      into.levelDb = levels[slot] as number;
      into.speech = speech[slot] as number;
      into.music = music[slot] as number;
      into.tone = signal === 'ringback' ? null : signal;
      if (signal !== null) into.sound = signal === 'ringback' ? 'ringback' : 'tone';
      else if (quiet[slot] === 1 || 1 - into.speech - into.music > NOISE_ALONE) into.sound = 'silence';
      else into.sound = into.speech >= into.music ? 'speech' : 'music';
    },
  };
}
