import type { ToneKind } from '#core/ears/ears.ts';
import type { FrameSound } from '#core/ears/sound/frame-analyser.ts';
import { findPureTone, type PureTone } from '#core/ears/tones/pure-tone.ts';
import { kindOfRun, type Signature } from '#core/ears/tones/signatures.ts';
import { FRAME_MS } from '#core/media/media-clock.ts';

export type Signal = ToneKind | 'ringback';

/** Frames of a run that may be missing: a lost packet, or the beat of two tones. */
const MISSING_FRAMES = 2;
/** A steady tone may drift this much, and change this much in level, to be a beep; a played note does more. */
const STEADY_HZ = 9;
const STEADY_DB = 2.5;
const LONGEST_BEEP_FRAMES = 75;
const ONSET_FRAMES = 3;

/** A run of one signature. `toFrame` is exclusive. */
export interface ToneRun {
  readonly signal: Signal;
  readonly fromFrame: number;
  readonly toFrame: number;
  readonly key: string | null;
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

  const isSteady = (): boolean => highestDb - lowestDb <= 2 * STEADY_DB && lastFrame - fromFrame < LONGEST_BEEP_FRAMES;

  function run(ended: boolean): ToneRun | null {
    if (signature === null) return null;
    const toFrame = lastFrame + 1;
    const onMs = (toFrame - fromFrame) * FRAME_MS;
    const signal = kindOfRun(signature, onMs, ended);
    if (signal === null || (signal === 'beep' && !isSteady())) return null;
    return { signal, fromFrame, toFrame, key };
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
  }

  function goesOn(): boolean {
    if (tone.signature !== signature) return false;
    if (signature === 'dtmf') return tone.key === key;
    return signature !== 'steady' || Math.abs(tone.hz - sumHz / counted) < STEADY_HZ;
  }

  return {
    hear(sound, floorDb, frame) {
      findPureTone(sound, floorDb, tone);
      if (signature !== null && goesOn()) {
        // Only frames between others are filled whole, and tell how level the tone is.
        if (counted >= 3) lowestDb = Math.min(lowestDb, lastDb);
        highestDb = Math.max(highestDb, sound.levelDb);
        lastDb = sound.levelDb;
        lastFrame = frame;
        sumHz += tone.hz;
        counted += 1;
        return null;
      }
      if (signature !== null && tone.signature === null && frame - lastFrame <= MISSING_FRAMES) return null;
      const ended = run(true);
      if (tone.signature === null) signature = null;
      else begin(frame, sound.levelDb);
      return ended;
    },
    get running() {
      return run(false);
    },
  };
}
