import { logMel, MEL_BANDS } from '#core/ears/sound/mel-bands.ts';
import { BINS, powerSpectrum, WINDOW_SAMPLES } from '#core/ears/sound/spectrum.ts';
import { FRAME_BYTES } from '#core/media/media-clock.ts';
import { MU_LAW_SILENCE, MU_LAW_TO_LINEAR } from '#core/media/mu-law.ts';

/** Frames kept for the tone detector: 80 ms. */
const KEPT_FRAMES = 4;
export const HISTORY_SAMPLES = KEPT_FRAMES * FRAME_BYTES;
const NEWEST_AT = HISTORY_SAMPLES - FRAME_BYTES;
const SILENT_DB = -90;

const toUnit = Float64Array.from(MU_LAW_TO_LINEAR, (sample) => sample / 32_768);

/** Space of all ears: each frame is heard to its end before another is, and what many calls share stays in the processor's cache. */
const samples = new Float64Array(HISTORY_SAMPLES);
const power = new Float64Array(BINS);
const mel = new Float32Array(MEL_BANDS);

/** What is measured on one 20 ms frame. The same object is written anew each frame, and its arrays by the frames of all other calls. */
export interface FrameSound {
  /** The last 80 ms of samples, full scale 1; the newest frame is last. */
  history(): Float64Array;
  /** Power of the last 32 ms in 129 bins of 31.25 Hz. Zero when the frame was digital silence. */
  readonly power: Float64Array;
  readonly mel: Float32Array;
  levelDb: number;
  /** True when no sample of the frame differs from zero: the far end, or the loss of a packet, sent nothing. */
  digitalSilence: boolean;
}

export interface FrameAnalyser {
  readonly sound: FrameSound;
  /** Takes a frame, and measures its level. */
  hear(frame: Uint8Array): void;
  /** Computes spectrum and bands of the frame that was heard last. */
  analyse(): void;
}

export function createFrameAnalyser(): FrameAnalyser {
  /** As they came: an eighth of the samples. */
  const kept = new Uint8Array(HISTORY_SAMPLES).fill(MU_LAW_SILENCE);
  /** Place of the newest frame. */
  let newest = 0;

  /** Writes `samples` from `from` on up to the newest frame, which is there already: what lies behind the newest in `kept`, then its beginning. */
  function decode(from: number): void {
    const older = newest + FRAME_BYTES;
    const end = Math.max(from, HISTORY_SAMPLES - older);
    for (let at = from; at < end; at++) samples[at] = toUnit[kept[older + at] as number] as number;
    for (let at = end; at < NEWEST_AT; at++)
      samples[at] = toUnit[kept[older + at - HISTORY_SAMPLES] as number] as number;
  }

  const sound: FrameSound = {
    history() {
      decode(0);
      return samples;
    },
    power,
    mel,
    levelDb: SILENT_DB,
    digitalSilence: true,
  };
  return {
    sound,
    hear(frame) {
      newest = (newest + FRAME_BYTES) % HISTORY_SAMPLES;
      let energy = 0;
      for (let index = 0; index < FRAME_BYTES; index++) {
        const byte = frame[index] as number;
        const sample = toUnit[byte] as number;
        kept[newest + index] = byte;
        samples[NEWEST_AT + index] = sample;
        energy += sample * sample;
      }
      sound.levelDb = energy > 0 ? Math.max(SILENT_DB, 10 * Math.log10(energy / FRAME_BYTES)) : SILENT_DB;
      sound.digitalSilence = energy === 0;
    },
    analyse() {
      decode(HISTORY_SAMPLES - WINDOW_SAMPLES);
      powerSpectrum(samples, HISTORY_SAMPLES - WINDOW_SAMPLES, power);
      logMel(power, mel, 0);
    },
  };
}
