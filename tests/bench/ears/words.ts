import type { HeardWord } from '#core/ears/ears.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import type { TimedWords } from '#tests/bench/ears/hear-call.ts';
import type { Truth } from '#tests/bench/ears/truth.ts';

/** As a live service behaves: an interim result about every half second, each so late after the audio, and a final one at the pause. */
const INTERIM_MS = 500;
const LATENCY_MS = 400;

/** Words of the truth, spread over their stretch by length, as pieces with the delays of a live service. */
export function timedWords(truth: Truth): TimedWords[] {
  const pieces: TimedWords[] = [];
  for (const said of truth.transcript) {
    if (said.text === null) continue;
    const texts = said.text.split(/\s+/).filter((text) => text !== '');
    const characters = texts.reduce((sum, text) => sum + text.length + 1, 0);
    const fromMs = said.start * 1000;
    const msACharacter = (said.end * 1000 - fromMs) / characters;
    let at = fromMs;
    const words: HeardWord[] = texts.map((text) => {
      const from = at;
      at += (text.length + 1) * msACharacter;
      return { text, fromMs: mediaMs(from), toMs: mediaMs(at) };
    });
    for (let until = fromMs + INTERIM_MS; until < said.end * 1000; until += INTERIM_MS) {
      const soFar = words.filter((word) => word.toMs <= until);
      const last = soFar.at(-1);
      if (last === undefined) continue;
      pieces.push({
        arriveMs: until + LATENCY_MS,
        words: { words: soFar, final: false, fromMs: mediaMs(fromMs), toMs: last.toMs },
      });
    }
    const endMs = said.end * 1000;
    pieces.push({
      arriveMs: endMs + LATENCY_MS,
      words: { words, final: true, fromMs: mediaMs(fromMs), toMs: mediaMs(endMs) },
    });
  }
  return pieces.sort((a, b) => a.arriveMs - b.arriveMs);
}
