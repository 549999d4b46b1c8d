import { logMel, MEL_BANDS } from '#core/ears/sound/mel-bands.ts';
import { BINS, powerSpectrum, WINDOW_SAMPLES } from '#core/ears/sound/spectrum.ts';
import { FRAME_BYTES } from '#core/media/media-clock.ts';
import { MU_LAW_TO_LINEAR } from '#core/media/mu-law.ts';

/** Samples kept for the tone detector: 80 ms. */
export const HISTORY_SAMPLES = 640;
const SILENT_DB = -90;

const toUnit = Float64Array.from(MU_LAW_TO_LINEAR, (sample) => sample / 32_768);

/** What is measured on one 20 ms frame. The same object is written anew each frame. */
export interface FrameSound {
  /** The last 80 ms of samples, full scale 1; the newest frame is last. */
  readonly samples: Float64Array;
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
  const samples = new Float64Array(HISTORY_SAMPLES);
  const sound: FrameSound = {
    samples,
    power: new Float64Array(BINS),
    mel: new Float32Array(MEL_BANDS),
    levelDb: SILENT_DB,
    digitalSilence: true,
  };
  return {
    sound,
    hear(frame) {
      samples.copyWithin(0, FRAME_BYTES);
      const start = HISTORY_SAMPLES - FRAME_BYTES;
      let energy = 0;
      for (let index = 0; index < FRAME_BYTES; index++) {
        const sample = toUnit[frame[index] as number] as number;
        samples[start + index] = sample;
        energy += sample * sample;
      }
      sound.levelDb = energy > 0 ? Math.max(SILENT_DB, 10 * Math.log10(energy / FRAME_BYTES)) : SILENT_DB;
      sound.digitalSilence = energy === 0;
    },
    analyse() {
      powerSpectrum(samples, HISTORY_SAMPLES - WINDOW_SAMPLES, sound.power);
      logMel(sound.power, sound.mel, 0);
    },
  };
}
