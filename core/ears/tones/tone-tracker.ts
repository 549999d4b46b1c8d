import type { ToneKind } from '#core/ears/ears.ts';
import type { FrameSound } from '#core/ears/sound/frame-analyser.ts';
import { findPureTone, type PureTone } from '#core/ears/tones/pure-tone.ts';
import { kindOfRun, SIT_NEXT, type Signature } from '#core/ears/tones/signatures.ts';
import { FRAME_MS } from '#core/media/media-clock.ts';

export type Signal = ToneKind | 'ringback';

/** Frames of a run that may be missing: the beat of two tones; lost packets, which are filled with zeros. */
const MISSING_FRAMES = 2;
const LOST_FRAMES = 5;
/** A single tone keeps its frequency and level: a sung vowel or a played note moves more. Tuned on dev timelines 3, 10 and 21. */
const STEADY_HZ = 8;
const STEADY_DB = 2.5;
const NEXT_FRAME_HZ = 12;
/** A signal that was told by its end is expected again this long. */
const SAME_AGAIN_FRAMES = 100;
/** Ringing by twos, as in Malaysia (0.4 s, 0.2 s off, 0.4 s, 2 s off), on a frequency that is busy elsewhere, where tones and gaps are about equal. */
const DOUBLE_RING = { least: 17, most: 23 };
const WITHIN_DOUBLE = { least: 7, most: 13 };
const BETWEEN_DOUBLES = { least: 60, most: 175 };
const LONGEST_BEEP_FRAMES = 75;
const ONSET_FRAMES = 3;
const ALIKE_FRAMES = 2;
const PAIRS: ReadonlySet<Signature> = new Set(['ring-us', 'ring-uk', 'ring-modulated', 'busy-us', 'dtmf', 'fax-data']);
/** One frequency that a note or a vowel may have as well: a signal only if it stands alone, with quiet on both sides. */
const ALONE: ReadonlySet<Signature> = new Set(['steady', 'dial-us', 'tone-400', 'tone-425', 'tone-440', 'tone-450']);
/** These begin out of quiet; what follows them does not matter. */
const OUT_OF_QUIET: ReadonlySet<Signature> = new Set([
  'ring-modulated',
  'busy-us',
  'dtmf',
  'fax-calling',
  'fax-answer',
]);
/** So much quieter than the tone, for so long. A frame at each edge is filled only partly. */
const QUIETER_DB = 12;
/** GSM lets a tone fade for some frames. */
const QUIETER_AFTER_DB = 6;
const BEFORE_FRAMES = 3;
const AFTER_FRAMES = 6;
/** A tone that fades is a chime. While it goes on it is watched for so long; labels are read later than that, so nothing is lost by it. */
const FADES: ReadonlySet<Signature> = new Set([...ALONE, 'busy-us']);
const WATCHED_FRAMES = 14;
/** By then a note has changed by more. */
const GATED_HZ = 4;
const GATED_DB = 1.2;
/** Two exact frequencies are known sooner. */
const SURE_PAIR_FRAMES = 8;
/** Special information tones come without a pause, in order: the first alone is a beep, for all that is known, and is watched until it has lasted too long. */
const SIT: ReadonlySet<Signature> = new Set(['sit-1', 'sit-2', 'sit-3']);
const LEAST_SIT_FRAMES = 8;
const LONGEST_SIT_FRAMES = 20;
const NEXT_SIT_WITHIN_FRAMES = 3;
/** Soon enough that no label of the first has been read. */
const NEXT_SIT_KNOWN_FRAMES = 4;
const LEVELS = 16;

const isWithin = ({ least, most }: { readonly least: number; readonly most: number }, frames: number): boolean =>
  frames >= least && frames <= most;

/** A run of one signature. `toFrame` is exclusive. */
export interface ToneRun {
  readonly signal: Signal;
  readonly fromFrame: number;
  readonly toFrame: number;
  readonly key: string | null;
  /** Two exact frequencies, or fax data: no instrument plays that. */
  readonly unmistakable: boolean;
  /** Exact, out of quiet, level to its end: no voice sings that. */
  readonly alone: boolean;
  /** The same signal was heard twice just before, equally long: a cadence. */
  readonly again: boolean;
}

/** A run that is over, with what decides whether it was a signal. */
interface EndedRun {
  readonly run: ToneRun;
  readonly signature: Signature;
  readonly loudDb: number;
  /** How many equal ones went before it. */
  readonly alike: number;
}

export interface ToneTracker {
  /** @returns the run that has ended, at most 160 ms ago, if it was a signal */
  hear(sound: FrameSound, floorDb: number, frame: number): ToneRun | null;
  /** The run that goes on, with what it is taken for so far. */
  running(): ToneRun | null;
  /** A run that was taken for a signal while it went on, and was a note: this frame followed it without quiet. */
  readonly withdrawn: ToneRun | null;
}

export function createToneTracker(): ToneTracker {
  const tone: PureTone = { signature: null, key: null, hz: 0 };
  let signature: Signature | null = null;
  let key: string | null = null;
  let fromFrame = 0;
  let lastFrame = 0;
  let sumHz = 0;
  let counted = 0;
  let lowestDb = 0;
  let highestDb = 0;
  let lastDb = 0;
  let lowestHz = 0;
  let highestHz = 0;
  let lastHz = 0;
  let alike = 0;
  let lastRun: ToneRun | null = null;
  let lastSignature: Signature | null = null;
  let beforeDb = Number.NEGATIVE_INFINITY;
  let pending: EndedRun | null = null;
  let lastSit: { readonly next: Signature | undefined; readonly fromFrame: number; readonly toFrame: number } | null =
    null;
  /** Where the first special information tone began, if the run is one that follows. */
  let sitFrom: number | null = null;
  /** An answering fax turns its phase each 450 ms, which looks like another frequency: what it is was clear before. */
  let isFax = false;
  const levels = new Float64Array(LEVELS).fill(Number.NEGATIVE_INFINITY);

  /** The quietest of the frames before the one in which a run begins. */
  function quietestBefore(frame: number): number {
    let quietest = Number.POSITIVE_INFINITY;
    for (let back = 1; back <= BEFORE_FRAMES; back++)
      quietest = Math.min(quietest, levels[(frame - back + LEVELS) % LEVELS] as number);
    return quietest;
  }

  const beganOutOfQuiet = (): boolean => beforeDb <= highestDb - QUIETER_DB;

  const isLevel = (): boolean => highestDb - lowestDb <= 2 * STEADY_DB;
  const isSteady = (): boolean => highestHz - lowestHz <= STEADY_HZ && isLevel();
  const isGated = (): boolean => highestHz - lowestHz <= GATED_HZ && highestDb - lowestDb <= GATED_DB;

  const takenFor = (of: Signature): Signature => (SIT.has(of) && sitFrom === null ? 'steady' : of);

  /** Only the gap before it tells the second tone of a pair from busy; the next pair is known by its first. */
  const ringsByTwos = (of: Signature): boolean => {
    if (lastRun === null || lastSignature !== of) return false;
    const gap = fromFrame - lastRun.toFrame;
    const follows = lastRun.signal === 'ringback' && isWithin(BETWEEN_DOUBLES, gap);
    return isWithin(DOUBLE_RING, lastRun.toFrame - lastRun.fromFrame) && (follows || isWithin(WITHIN_DOUBLE, gap));
  };

  /** British congestion has tones of two lengths by turns: with a short one just before, a long one is no busy. */
  const signalOf = (of: Signature, frames: number, ended: boolean): Signal | null => {
    const signal = kindOfRun(of, frames * FRAME_MS, ended);
    if (signal !== 'busy' || !ALONE.has(of)) return signal;
    if (ringsByTwos(of)) return 'ringback';
    return of === 'tone-400' && isAgain() && lastRun?.signal === 'reorder' ? 'reorder' : signal;
  };

  const isAgain = (): boolean =>
    lastRun !== null &&
    signature !== null &&
    lastSignature === takenFor(signature) &&
    fromFrame - lastRun.toFrame < SAME_AGAIN_FRAMES;

  /** A cadence repeats the length of its tones; vowels do not. */
  const isLikeLast = (run: ToneRun): boolean =>
    lastRun !== null &&
    isAgain() &&
    Math.abs(run.toFrame - run.fromFrame - (lastRun.toFrame - lastRun.fromFrame)) <= ALIKE_FRAMES;

  /** Cadence tells busy from ringback only at the end of a tone; the one before it tells earlier. */
  const likeLastTime = (signal: Signal): Signal => (lastRun !== null && isAgain() ? lastRun.signal : signal);

  function run(ended: boolean): ToneRun | null {
    if (signature === null) return null;
    const of = takenFor(signature);
    const toFrame = lastFrame + 1;
    const frames = toFrame - fromFrame;
    const signal = signalOf(of, frames, ended);
    if (signal === null || (!PAIRS.has(of) && !isSteady() && !isFax)) return null;
    if (of === 'busy-us' && !isLevel()) return null;
    if (
      SIT.has(signature) &&
      (sitFrom !== null ? counted < NEXT_SIT_KNOWN_FRAMES : !ended && frames <= LONGEST_SIT_FRAMES)
    )
      return null;
    if ((ALONE.has(of) || OUT_OF_QUIET.has(of)) && !beganOutOfQuiet() && !isAgain()) return null;
    if (!ended && !isAgain() && FADES.has(of) && (frames < WATCHED_FRAMES || !isGated())) return null;
    if (signal === 'beep' && frames > LONGEST_BEEP_FRAMES) return null;
    isFax ||= of === 'fax-answer';
    return {
      signal: ended ? signal : likeLastTime(signal),
      fromFrame,
      toFrame,
      key,
      unmistakable: PAIRS.has(of) && of !== 'dtmf' && of !== 'busy-us',
      alone: isGated() && frames >= (of === 'busy-us' ? SURE_PAIR_FRAMES : WATCHED_FRAMES),
      again: of !== 'steady' && alike > 0 && isAgain(),
    };
  }

  function settle({ run: ended, signature: of, alike: like }: EndedRun): ToneRun {
    alike = like;
    lastRun = ended;
    lastSignature = of;
    return ended;
  }

  /** The run that was waiting for the quiet after it. */
  function afterwards(frame: number, levelDb: number): ToneRun | null {
    if (pending === null) return null;
    const { run: ended, loudDb } = pending;
    if (frame > ended.toFrame && levelDb > loudDb - QUIETER_AFTER_DB) refuse(ended);
    if (pending === null || frame < ended.toFrame + AFTER_FRAMES) return null;
    const settled = settle(pending);
    pending = null;
    return settled;
  }

  function refuse(ended: ToneRun): void {
    pending = null;
    if (ended.alone) tracker.withdrawn = ended;
  }

  /** The run that goes on has ended. */
  function end(frame: number): ToneRun | null {
    if (signature === null) return null;
    if (SIT.has(signature) && counted >= LEAST_SIT_FRAMES && isSteady())
      lastSit = { next: SIT_NEXT.get(signature), fromFrame, toFrame: lastFrame + 1 };
    const ended = run(true);
    if (ended === null) return null;
    const of = takenFor(signature);
    const found: EndedRun = { run: ended, signature: of, loudDb: highestDb, alike: isLikeLast(ended) ? alike + 1 : 0 };
    if (!ALONE.has(of) || isAgain()) return settle(found);
    pending = found;
    for (let at = ended.toFrame + 1; at <= frame; at++) {
      if ((levels[at % LEVELS] as number) > highestDb - QUIETER_AFTER_DB) refuse(ended);
    }
    return null;
  }

  /** The first frame or two of a signal, only partly filled by it, may have looked like another one. */
  function onsetBefore(frame: number): number {
    return signature !== null && counted <= ONSET_FRAMES && frame - lastFrame <= 1 ? fromFrame : frame;
  }

  function begin(frame: number, levelDb: number): void {
    const before = lastSit;
    const follows = before?.next === tone.signature && frame - before.toFrame <= NEXT_SIT_WITHIN_FRAMES;
    sitFrom = follows ? before.fromFrame : null;
    fromFrame = sitFrom ?? onsetBefore(frame);
    isFax = false;
    signature = tone.signature;
    key = tone.key;
    beforeDb = quietestBefore(fromFrame);
    lastFrame = frame;
    lastDb = levelDb;
    sumHz = tone.hz;
    counted = 1;
    lowestDb = 0;
    highestDb = levelDb;
    lowestHz = Number.POSITIVE_INFINITY;
    highestHz = 0;
    lastHz = tone.hz;
  }

  function goesOn(): boolean {
    if (signature === null || tone.signature !== signature) return false;
    if (signature === 'dtmf') return tone.key === key;
    return (signature !== 'steady' && !SIT.has(signature)) || Math.abs(tone.hz - sumHz / counted) < NEXT_FRAME_HZ;
  }

  const tracker = {
    withdrawn: null as ToneRun | null,
    running: () => run(false),
    hear(sound: FrameSound, floorDb: number, frame: number): ToneRun | null {
      findPureTone(sound, floorDb, tone);
      levels[frame % LEVELS] = sound.digitalSilence ? Number.NEGATIVE_INFINITY : sound.levelDb;
      tracker.withdrawn = null;
      const settled = afterwards(frame, sound.levelDb);
      if (signature !== null && goesOn()) {
        // Only frames between others are filled whole, and tell how level the tone is.
        if (counted >= 3) {
          lowestDb = Math.min(lowestDb, lastDb);
          lowestHz = Math.min(lowestHz, lastHz);
          highestHz = Math.max(highestHz, lastHz);
        }
        highestDb = Math.max(highestDb, sound.levelDb);
        lastDb = sound.levelDb;
        lastHz = tone.hz;
        lastFrame = frame;
        sumHz += tone.hz;
        counted += 1;
        return settled;
      }
      const mayMiss = sound.digitalSilence && signature !== 'dtmf' ? LOST_FRAMES : MISSING_FRAMES;
      if (signature !== null && tone.signature === null && frame - lastFrame <= mayMiss) return settled;
      const ended = end(frame) ?? settled;
      if (tone.signature === null) signature = null;
      else begin(frame, sound.levelDb);
      return ended;
    },
  };
  return tracker;
}
