import type { OurSentence } from '#core/contracts/waiting.ts';
import type { MediaMs } from '#core/media/media-clock.ts';

/** Of the sentences that have begun the last ones are kept: what is answered is among them. */
const MOST_BEGUN = 8;
/** A voice that begins from here on may answer us, and until here after our last word. */
const EARLIEST_ANSWER_MS = 600;
const LATEST_ANSWER_MS = 3000;
/** A person who is spoken to in the middle of a sentence ends it within this. */
const ENDS_WITHIN_MS = 2500;
/** How long a sentence sounds is only known about: only this share of it surely does. */
const SURELY_SOUNDS = 0.8;

/** What we say on the line ourselves. */
export interface OurWords {
  said(sentences: readonly OurSentence[], nowMs: MediaMs): void;
  /** Whether a voice that began then may be an answer to us. */
  areAnsweredBy(sinceMs: MediaMs): boolean;
  /** We speak at that moment, and have for so long that a person would have stopped speaking. */
  wereHeardFor(atMs: MediaMs): boolean;
}

export function createOurWords(): OurWords {
  let sentences: readonly OurSentence[] = [];
  return {
    said(told, nowMs) {
      const isTold = (known: OurSentence) => told.some(({ fromMs }) => fromMs === known.fromMs);
      const begun = sentences.filter((known) => known.fromMs <= nowMs && !isTold(known)).slice(-MOST_BEGUN);
      sentences = [...begun, ...told];
    },
    areAnsweredBy: (sinceMs) =>
      sentences.some(({ fromMs, toMs }) => sinceMs > fromMs + EARLIEST_ANSWER_MS && sinceMs < toMs + LATEST_ANSWER_MS),
    wereHeardFor: (atMs) =>
      sentences.some(
        ({ fromMs, toMs }) => atMs >= fromMs + ENDS_WITHIN_MS && atMs < fromMs + SURELY_SOUNDS * (toMs - fromMs),
      ),
  };
}
