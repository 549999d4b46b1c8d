import { loadCrnn, STEP_FRAMES } from '#core/ears/network/crnn.ts';
import type { StoredModel } from '#core/ears/network/stored-tensors.ts';
import stored from '#core/ears/sound/weights/sound-model.json' with { type: 'json' };

/** The second group of outputs is about so long ago, heard with what came after. */
export const LATE_FRAMES = 14;
/** A voice that is taken for music at once may be a missed person, and music that is taken for a voice is caught by the judge: speech counts so much more at once. */
const SPEECH_AT_ONCE = 1.6;

/** After so many steps (3 s) without a trace of speech each second step is left out, until there is one: hold music is long, and a voice that begins waits 40 ms more at most. */
const RESTED_AFTER_STEPS = 75;
const TRACE_OF_SPEECH = 0.05;

/** Probabilities; what is neither speech nor music is noise. */
export interface SoundOdds {
  speech: number;
  music: number;
}

export interface SoundModel {
  /** Takes the bands of one frame. @returns true when a step of 40 ms was complete; where it was left out, `now` and `late` stay as they are */
  hear(mel: Float32Array): boolean;
  readonly now: SoundOdds;
  /** About `LATE_FRAMES` ago. */
  readonly late: SoundOdds;
}

function writeOdds(outputs: Float32Array, at: number, favour: number, into: SoundOdds): void {
  const noise = Math.exp(outputs[at] as number);
  const speech = favour * Math.exp(outputs[at + 1] as number);
  const music = Math.exp(outputs[at + 2] as number);
  into.speech = speech / (noise + speech + music);
  into.music = music / (noise + speech + music);
}

const model: StoredModel = stored;
const createNetwork = loadCrnn(model);

/** Speech, music or noise by a small recurrent network; training/ears/train_sound.py makes its weights. */
export function createSoundModel(): SoundModel {
  const network = createNetwork();
  const now: SoundOdds = { speech: 0, music: 0 };
  const late: SoundOdds = { speech: 0, music: 0 };
  let frames = 0;
  let stepsWithout = 0;
  let hasRested = false;
  return {
    now,
    late,
    hear(mel) {
      frames += 1;
      const isTaken = network.hear(mel, 0, stepsWithout > RESTED_AFTER_STEPS && !hasRested);
      if (frames % STEP_FRAMES !== 0) return false;
      hasRested = !isTaken;
      if (hasRested) return true;
      writeOdds(network.outputs, 0, SPEECH_AT_ONCE, now);
      writeOdds(network.outputs, 3, 1, late);
      stepsWithout = now.speech < TRACE_OF_SPEECH ? stepsWithout + 1 : 0;
      return true;
    },
  };
}
