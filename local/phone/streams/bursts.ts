import { FRAME_MS } from '#core/media/media-clock.ts';
import type { Draw } from '../seeded.ts';

/** Chance, a frame, that it comes with the next one. */
const JITTER = 0.08;
/** Chance, a frame, that a gap begins: one in ten seconds or so. */
const GAP = 0.002;
/** Gaps without loss up to 233 ms were measured on real streams. */
const GAP_MS = [100, 250] as const;

/** Decides, for every 20 ms, whether what waits may go now. Nothing is lost; what waited goes as a burst, in order. */
export class Bursts {
  readonly #draw: Draw;
  #heldFrames = 0;

  constructor(draw: Draw) {
    this.#draw = draw;
  }

  mayGo(): boolean {
    if (this.#heldFrames > 0) {
      this.#heldFrames -= 1;
      return this.#heldFrames === 0;
    }
    const fate = this.#draw.fraction();
    if (fate < GAP) this.#heldFrames = Math.round(this.#draw.between(...GAP_MS) / FRAME_MS);
    else if (fate < GAP + JITTER) this.#heldFrames = 1;
    return this.#heldFrames === 0;
  }
}
