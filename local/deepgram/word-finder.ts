import { FRAME_MS } from '#core/media/media-clock.ts';
import { type IndexedWord, isFlat, type SpokenAt, type SpokenIndex } from './spoken-index.ts';

/** A word found in received audio. Times are ms of the audio received on this connection. */
export interface FoundWord {
  readonly text: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Its place in what was spoken: the number of its last frame within its source. */
  readonly seq: number;
}

/** Follows the audio of one connection along what was spoken. */
export interface WordFinder {
  /** Takes the next frame; tells the words that it completes. */
  hear(frame: Uint8Array, atMs: number): readonly FoundWord[];
  /** No more audio for now: tells words of which enough arrived, though not their last frames. */
  flush(): readonly FoundWord[];
}

/** A word counts when at least this part of the frames of its sound arrived, in order. */
const ENOUGH = 0.8;
/** No word is longer: frames received earlier are forgotten. */
const MEMORY_FRAMES = 250;

export function wordFinder(spoken: SpokenIndex): WordFinder {
  let last: SpokenAt | undefined;
  /** Up to this frame of the source, words were told or given up. */
  let toldSeq = -1;
  let received: { readonly seq: number; readonly atMs: number }[] = [];

  return {
    hear: (frame, atMs) => {
      const at = placeOf(frame);
      if (!at) return [];
      if (at.source !== last?.source || at.seq <= last.seq) {
        received = [];
        toldSeq = at.seq - 1;
      }
      last = at;
      received.push({ seq: at.seq, atMs });
      if (received.length > MEMORY_FRAMES) received.shift();
      const words = tell(spoken.wordsBetween(at.source, toldSeq, at.seq));
      toldSeq = Math.max(toldSeq, at.seq);
      return words;
    },
    flush: () => {
      if (!last) return [];
      const words = spoken.wordsBetween(last.source, toldSeq, last.seq + MEMORY_FRAMES);
      const told = words.filter((word) => arrived(word).length >= ENOUGH * length(word));
      toldSeq = Math.max(toldSeq, ...told.map((word) => word.toSeq));
      return tell(told);
    },
  };

  /** The place that goes on from the last one; else the nearest after it; else where it was said last. */
  function placeOf(frame: Uint8Array): SpokenAt | undefined {
    if (last && isFlat(frame)) {
      return spoken.isFlatAt(last.source, last.seq + 1) ? { source: last.source, seq: last.seq + 1 } : undefined;
    }
    const places = spoken.find(frame);
    return places.find((place) => last && place.source === last.source && place.seq > last.seq) ?? places.at(-1);
  }

  function tell(words: readonly IndexedWord[]): FoundWord[] {
    return words.flatMap((word) => {
      const frames = arrived(word);
      const [first] = frames;
      const end = frames.at(-1);
      if (!first || !end || frames.length < ENOUGH * length(word)) return [];
      return [{ text: word.text, fromMs: first.atMs, toMs: end.atMs + FRAME_MS, seq: word.toSeq }];
    });
  }

  function arrived(word: IndexedWord) {
    return received.filter(({ seq }) => seq >= word.fromSeq && seq <= word.toSeq);
  }
}

function length(word: IndexedWord): number {
  return word.toSeq - word.fromSeq + 1;
}
