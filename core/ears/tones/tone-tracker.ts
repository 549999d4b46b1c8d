import type { ToneKind } from '#core/ears/ears.ts';
import type { FrameSound } from '#core/ears/sound/frame-analyser.ts';
import { findPureTone, type PureTone } from '#core/ears/tones/pure-tone.ts';
import { kindOfRun, type Signature } from '#core/ears/tones/signatures.ts';
import { FRAME_MS } from '#core/media/media-clock.ts';

export type Signal = ToneKind | 'ringback';

/** Frames of a run that may be missing: a lost packet, or the beat of two tones. */
const MISSING_FRAMES = 2;
/** A single tone keeps its frequency and level: a sung vowel or a played note moves more. Tuned on dev timelines 3, 10 and 21. */
const STEADY_HZ = 8;
const STEADY_DB = 2.5;
const NEXT_FRAME_HZ = 12;
/** A signal that was told by its end is expected again this long. */
const SAME_AGAIN_FRAMES = 100;
const LONGEST_BEEP_FRAMES = 75;
const ONSET_FRAMES = 3;
const ALIKE_FRAMES = 2;
const PAIRS: ReadonlySet<Signature> = new Set(['ring-us', 'ring-uk', 'busy-us', 'dtmf', 'fax-data']);

/** A run of one signature. `toFrame` is exclusive. */
export interface ToneRun {
  readonly signal: Signal;
  readonly fromFrame: number;
  readonly toFrame: number;
  readonly key: string | null;
  /** Two exact frequencies, or fax data: no instrument plays that. */
  readonly unmistakable: boolean;
  /** The same signal was heard twice just before, equally long: a cadence. */
  readonly again: boolean;
}

export interface ToneTracker {
  /** @returns the run that this frame ended, if it was a signal */
  hear(sound: FrameSound, floorDb: number, frame: number): ToneRun | null;
  /** The run that goes on, with what it is taken for so far. */
  readonly running: ToneRun | null;
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

  const isSteady = (): boolean => highestHz - lowestHz <= STEADY_HZ && highestDb - lowestDb <= 2 * STEADY_DB;

  const isAgain = (): boolean =>
    lastRun !== null && lastSignature === signature && fromFrame - lastRun.toFrame < SAME_AGAIN_FRAMES;

  /** A cadence repeats the length of its tones; vowels do not. */
  const isLikeLast = (run: ToneRun): boolean =>
    lastRun !== null &&
    isAgain() &&
    Math.abs(run.toFrame - run.fromFrame - (lastRun.toFrame - lastRun.fromFrame)) <= ALIKE_FRAMES;

  /** Cadence tells busy from ringback only at the end of a tone; the one before it tells earlier. */
  const likeLastTime = (signal: Signal): Signal => (lastRun !== null && isAgain() ? lastRun.signal : signal);

  function run(ended: boolean): ToneRun | null {
    if (signature === null) return null;
    const toFrame = lastFrame + 1;
    const onMs = (toFrame - fromFrame) * FRAME_MS;
    const signal = kindOfRun(signature, onMs, ended);
    if (signal === null || (!PAIRS.has(signature) && !isSteady())) return null;
    if (signal === 'beep' && toFrame - fromFrame > LONGEST_BEEP_FRAMES) return null;
    return {
      signal: ended ? signal : likeLastTime(signal),
      fromFrame,
      toFrame,
      key,
      unmistakable: PAIRS.has(signature) && signature !== 'dtmf' && signature !== 'busy-us',
      again: signature !== 'steady' && alike > 0 && isAgain(),
    };
  }

  /** The first frame or two of a signal, only partly filled by it, may have looked like another one. */
  function onsetBefore(frame: number): number {
    return signature !== null && counted <= ONSET_FRAMES && frame - lastFrame <= 1 ? fromFrame : frame;
  }

  function begin(frame: number, levelDb: number): void {
    fromFrame = onsetBefore(frame);
    signature = tone.signature;
    key = tone.key;
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
    if (tone.signature !== signature) return false;
    if (signature === 'dtmf') return tone.key === key;
    return signature !== 'steady' || Math.abs(tone.hz - sumHz / counted) < NEXT_FRAME_HZ;
  }

  return {
    hear(sound, floorDb, frame) {
      findPureTone(sound, floorDb, tone);
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
        return null;
      }
      if (signature !== null && tone.signature === null && frame - lastFrame <= MISSING_FRAMES) return null;
      const ended = run(true);
      if (ended !== null) {
        alike = isLikeLast(ended) ? alike + 1 : 0;
        lastRun = ended;
        lastSignature = signature;
      }
      if (tone.signature === null) signature = null;
      else begin(frame, sound.levelDb);
      return ended;
    },
    get running() {
      return run(false);
    },
  };
}
