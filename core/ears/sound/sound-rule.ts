import type { FrameSound } from '#core/ears/sound/frame-analyser.ts';
import { MEL_BANDS } from '#core/ears/sound/mel-bands.ts';

/** What fills a frame that is neither quiet nor a signal: probabilities of voice and music; the rest is noise. */
export interface SoundOdds {
  speech: number;
  music: number;
}

const FRAMES = 50;
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Speech against music by how much the level falls between syllables and how fast the spectrum changes, over the last second. */
export function createSoundRule(): (sound: FrameSound, into: SoundOdds) => void {
  const levels = new Float64Array(FRAMES);
  const fluxes = new Float64Array(FRAMES);
  const before = new Float32Array(MEL_BANDS);
  let at = 0;
  return (sound, into) => {
    let flux = 0;
    for (let band = 0; band < MEL_BANDS; band++) {
      flux += Math.abs((sound.mel[band] as number) - (before[band] as number));
      before[band] = sound.mel[band] as number;
    }
    levels[at] = 10 ** (sound.levelDb / 10);
    fluxes[at] = flux / MEL_BANDS;
    at = (at + 1) % FRAMES;
    let mean = 0;
    let meanFlux = 0;
    for (let index = 0; index < FRAMES; index++) {
      mean += (levels[index] as number) / FRAMES;
      meanFlux += (fluxes[index] as number) / FRAMES;
    }
    let low = 0;
    for (let index = 0; index < FRAMES; index++) if ((levels[index] as number) < 0.15 * mean) low += 1;
    into.speech = sigmoid(14 * (low / FRAMES - 0.2) + 4 * (meanFlux - 0.9));
    into.music = 1 - into.speech;
  };
}
