import { MEL_BANDS } from '#core/ears/sound/mel-bands.ts';

/** A voice is compared every so many of its frames. */
export const PRINT_FRAMES = 10;
/** Voices of recordings that are kept of a call. */
const MOST_VOICES = 8;
/** Two recordings closer than this are one voice, and kept as one. */
const SAME_VOICE = 0.35;

/**
 * The mean spectrum of a voice over the call's own channel: 24 bands, level taken out. The prompts of a company are mostly spoken by
 * one voice through one chain; a person comes with another mouth, microphone and room.
 */
export class Voiceprint {
  readonly bands = new Float64Array(MEL_BANDS);
  frames = 0;

  hear(mel: Float32Array): void {
    this.frames += 1;
    let level = 0;
    for (let band = 0; band < MEL_BANDS; band++) level += (mel[band] as number) / MEL_BANDS;
    const share = 1 / this.frames;
    for (let band = 0; band < MEL_BANDS; band++) {
      this.bands[band] =
        (this.bands[band] as number) + share * ((mel[band] as number) - level - (this.bands[band] as number));
    }
  }

  /** Root mean square difference in nepers of power. */
  distanceTo(other: Voiceprint): number {
    let sum = 0;
    for (let band = 0; band < MEL_BANDS; band++)
      sum += ((this.bands[band] as number) - (other.bands[band] as number)) ** 2;
    return Math.sqrt(sum / MEL_BANDS);
  }

  /** Takes another stretch of the same voice in. */
  merge(other: Voiceprint): void {
    const total = this.frames + other.frames;
    for (let band = 0; band < MEL_BANDS; band++) {
      this.bands[band] =
        ((this.bands[band] as number) * this.frames + (other.bands[band] as number) * other.frames) / total;
    }
    this.frames = Math.min(total, 2000);
  }
}

/** The voices of recordings so far in this call. */
export interface KnownVoices {
  add(voice: Voiceprint): void;
  /** More of the voice that was added last. */
  merge(more: Voiceprint): void;
  /** Distance to the nearest, or NaN when none is known. */
  nearest(voice: Voiceprint): number;
}

export function createKnownVoices(): KnownVoices {
  const voices: Voiceprint[] = [];
  let last: Voiceprint | undefined;
  return {
    add(voice) {
      const same = voices.find((known) => known.distanceTo(voice) < SAME_VOICE);
      last = same ?? voice;
      if (same !== undefined) same.merge(voice);
      else voices.push(voice);
      if (voices.length > MOST_VOICES) voices.shift();
    },
    merge(more) {
      last?.merge(more);
    },
    nearest: (voice) =>
      voices.length === 0 ? Number.NaN : Math.min(...voices.map((known) => known.distanceTo(voice))),
  };
}
