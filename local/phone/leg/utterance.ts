import { FRAME_MS } from '#core/media/media-clock.ts';
import type { SpokenWord } from '../party.ts';

/** A voice that says no further word for this long has finished its sentence. */
const SENTENCE_GAP_MS = 800;

/** Gathers a party's words into the sentences that another party is told of. */
export class Utterance {
  #words: string[] = [];
  #sinceWordMs = 0;

  /** Takes the words of one frame; returns the sentence when it is over. */
  hear(words: readonly SpokenWord[]): string | undefined {
    if (words.length > 0) {
      this.#words.push(...words.map((word) => word.text));
      this.#sinceWordMs = 0;
      return undefined;
    }
    if (this.#words.length === 0) return undefined;
    this.#sinceWordMs += FRAME_MS;
    if (this.#sinceWordMs < SENTENCE_GAP_MS) return undefined;
    const sentence = this.#words.join(' ');
    this.#words = [];
    return sentence;
  }
}
