import type { SoundClass, ToneKind } from '#core/ears/ears.ts';
import type { FrameSound } from '#core/ears/sound/frame-analyser.ts';
import { createNoiseFloor } from '#core/ears/sound/noise-floor.ts';
import { createSoundModel, LATE_FRAMES } from '#core/ears/sound/sound-model.ts';
import { createToneTracker, type ToneRun } from '#core/ears/tones/tone-tracker.ts';

/** A frame is labelled this many frames later, when signals are told and the network has heard what came after. */
export const LOOK_AHEAD_FRAMES = 16;
const KEPT_FRAMES = 64;
/** By then the network has settled, and the detectors have seen the end of everything. */
const SLEEP_AFTER_FRAMES = 60;
/** Nothing this close to the floor is a voice or music. */
const LOUDER_THAN_FLOOR_DB = 4;
/** Share of music in the last two seconds, in which a played note is no signal. */
const PLAYED_SHARE = 0.4;
/** And in which a steady note is no beep: a flute that plays alone is pure, and its notes are not counted as music while they last. */
const PLAYED_BEEP_SHARE = 0.2;
/** Above this probability of speech, what seems a single tone is a vowel. */
const SUNG_SPEECH = 0.5;
const NEVER_SUNG: ReadonlySet<ToneRun['signal']> = new Set(['dtmf', 'sit', 'fax']);
/** Probability of noise above which a frame that is not quiet is silence all the same: a room, a line. */
const NOISE_ALONE = 0.5;

export interface FrameLabel {
  sound: SoundClass;
  tone: ToneKind | null;
  levelDb: number;
  speech: number;
  music: number;
  /** Noise floor of the line. */
  floorDb: number;
  /** Probability of `sound`: 1 where level or frequencies tell. */
  confidence: number;
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
  /** Takes the level of the next frame. @returns true when the line has been quiet for so long that nothing else needs to be looked at */
  level(sound: FrameSound): boolean;
  /** Takes frame number `frame` (0, 1, 2 ...), its level taken and its spectrum made unless it sleeps; afterwards frame `frame - LOOK_AHEAD_FRAMES` can be read. */
  hear(sound: FrameSound, frame: number): ToneRun | null;
  /** What was labelled as a signal by the last frames, and was none. */
  readonly withdrawn: ToneRun | null;
  read(frame: number, into: FrameLabel): void;
}

export function createLabeller(): Labeller {
  const floor = createNoiseFloor();
  const tones = createToneTracker();
  const model = createSoundModel();
  const levels = new Float64Array(KEPT_FRAMES);
  const quiet = new Uint8Array(KEPT_FRAMES);
  const sure = new Uint8Array(KEPT_FRAMES);
  const speech = new Float64Array(KEPT_FRAMES);
  const music = new Float64Array(KEPT_FRAMES);
  const signals: (ToneRun['signal'] | null)[] = new Array<ToneRun['signal'] | null>(KEPT_FRAMES).fill(null);
  const newest: NewestFrame = { quiet: true, speech: 0, music: 0, floorDb: -62 };
  /** A share, of the last two seconds. */
  const recent = { music: 0 };
  let quietFrames = 0;

  const isPlayed = (run: ToneRun): boolean =>
    recent.music > (run.signal === 'beep' ? PLAYED_BEEP_SHARE : PLAYED_SHARE) &&
    !run.unmistakable &&
    run.signal !== 'fax';

  const isSure = (run: ToneRun): boolean => run.unmistakable || run.alone || run.again || NEVER_SUNG.has(run.signal);

  function mark(run: ToneRun, frame: number): void {
    for (let at = Math.max(run.fromFrame, frame - KEPT_FRAMES + 1); at < run.toFrame; at++) {
      signals[at % KEPT_FRAMES] = run.signal;
      sure[at % KEPT_FRAMES] = isSure(run) ? 1 : 0;
    }
  }

  /** The network's second answer is about frames that were written before. */
  function writeLate(frame: number): void {
    for (let at = Math.max(0, frame - LATE_FRAMES - 1); at <= frame - LATE_FRAMES; at++) {
      speech[at % KEPT_FRAMES] = model.late.speech;
      music[at % KEPT_FRAMES] = model.late.music;
    }
  }

  function unmark({ fromFrame, toFrame }: ToneRun, frame: number): void {
    for (let at = Math.max(fromFrame, frame - KEPT_FRAMES + 1); at < toFrame; at++) signals[at % KEPT_FRAMES] = null;
  }

  const labeller: Labeller & { withdrawn: ToneRun | null } = {
    newest,
    withdrawn: null,
    level(sound) {
      if (!sound.digitalSilence) floor.hear(sound.levelDb);
      newest.floorDb = floor.floorDb;
      newest.quiet = sound.digitalSilence || sound.levelDb < floor.floorDb + LOUDER_THAN_FLOOR_DB;
      quietFrames = newest.quiet ? quietFrames + 1 : 0;
      return quietFrames > SLEEP_AFTER_FRAMES;
    },
    hear(sound, frame) {
      const slot = frame % KEPT_FRAMES;
      levels[slot] = sound.levelDb;
      quiet[slot] = newest.quiet ? 1 : 0;
      signals[slot] = null;
      if (quietFrames > SLEEP_AFTER_FRAMES) {
        newest.speech = 0;
        newest.music = 0;
        speech[slot] = 0;
        music[slot] = 0;
        recent.music *= 0.99;
        return null;
      }
      if (model.hear(sound.mel)) writeLate(frame);
      newest.speech = model.now.speech;
      newest.music = model.now.music;
      const ended = tones.hear(sound, floor.floorDb, frame);
      const running = tones.running();
      const { withdrawn } = tones;
      labeller.withdrawn = withdrawn;
      if (withdrawn !== null) unmark(withdrawn, frame);
      if (ended !== null && !isPlayed(ended)) mark(ended, frame);
      if (running !== null && !isPlayed(running)) {
        mark(running, frame);
        if (isSure(running)) newest.speech = 0;
      }
      recent.music += 0.01 * ((newest.quiet || running !== null ? 0 : newest.music) - recent.music);
      return ended !== null && !isPlayed(ended) ? ended : null;
    },
    read(frame, into) {
      const slot = frame % KEPT_FRAMES;
      const heard = signals[slot] ?? null;
      const signal = sure[slot] === 0 && (speech[slot] as number) > SUNG_SPEECH ? null : heard;
      into.levelDb = levels[slot] as number;
      into.speech = speech[slot] as number;
      into.music = music[slot] as number;
      into.floorDb = newest.floorDb;
      into.tone = signal === 'ringback' ? null : signal;
      into.confidence = 1;
      if (signal !== null) into.sound = signal === 'ringback' ? 'ringback' : 'tone';
      else if (quiet[slot] === 1) into.sound = 'silence';
      else {
        const noise = 1 - into.speech - into.music;
        into.sound = noise > NOISE_ALONE ? 'silence' : into.speech >= into.music ? 'speech' : 'music';
        into.confidence = Math.max(noise, into.speech, into.music);
      }
    },
  };
  return labeller;
}
