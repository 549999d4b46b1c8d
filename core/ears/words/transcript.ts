import type { HeardWords } from '#core/ears/ears.ts';
import type { MediaMs } from '#core/media/media-clock.ts';

/** Words older than this are forgotten: a judgement is never about more. */
const KEPT_MS = 60_000;
const MOST_PIECES = 200;

/** The words of the last minute, interim pieces replaced by what came after them. */
export interface Transcript {
  read(heard: HeardWords): void;
  /** Words that began at `fromMs` or later, and before `untilMs`, joined with spaces. */
  textBetween(fromMs: number, untilMs: number): string;
  /** End of the last word that was read, or null: nobody has read anything yet. */
  readonly readUntilMs: MediaMs | null;
}

export function createTranscript(): Transcript {
  let pieces: HeardWords[] = [];
  let readUntilMs: MediaMs | null = null;
  return {
    get readUntilMs() {
      return readUntilMs;
    },
    read(heard) {
      pieces = pieces.filter((p) => p.toMs > heard.toMs - KEPT_MS && (p.final || p.fromMs !== heard.fromMs));
      pieces.push(heard);
      if (pieces.length > MOST_PIECES) pieces = pieces.slice(-MOST_PIECES);
      if (heard.words.length > 0 && (readUntilMs === null || heard.toMs > readUntilMs)) readUntilMs = heard.toMs;
    },
    textBetween: (fromMs, untilMs) =>
      pieces
        .flatMap((piece) => piece.words)
        .filter((word) => word.fromMs >= fromMs && word.fromMs < untilMs)
        .sort((a, b) => a.fromMs - b.fromMs)
        .map((word) => word.text)
        .join(' '),
  };
}
