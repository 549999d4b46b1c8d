import { seeded } from '#local/phone/sound/seeded.ts';
import type { FoundWord } from './word-finder.ts';

/** A word as it was understood. */
export interface UnderstoodWord extends FoundWord {
  readonly confidence: number;
}

/** Words that telephone speech-to-text takes for each other. */
const CONFUSED: Readonly<Record<string, string>> = {
  to: 'two',
  two: 'to',
  for: 'four',
  four: 'for',
  press: 'dress',
  one: 'won',
  eight: 'ate',
  nine: 'mine',
  star: 'start',
  pound: 'found',
  hold: 'old',
  billing: 'building',
  claims: 'planes',
  hello: 'yellow',
  your: 'you are',
  queue: 'cue',
};
const FILLERS = ['the', 'and', 'a', 'in', 'that', 'it'];

/** Misunderstands a part of the words: two of three errors take a word for another, the third misses it. The same seed errs the same way. */
export function wordErrors(rate: number, seed: number): (word: FoundWord) => readonly UnderstoodWord[] {
  const random = seeded(seed);
  return (word) => {
    const [errs, kind, filler, sure] = [random(), random(), random(), random()];
    if (errs >= rate) return [{ ...word, confidence: 0.93 + 0.069 * sure }];
    if (kind < 1 / 3) return [];
    const bare = word.text.toLowerCase().replace(/[^a-z']/g, '');
    const text = CONFUSED[bare] ?? FILLERS[Math.floor(filler * FILLERS.length)] ?? 'the';
    return [{ ...word, text, confidence: 0.35 + 0.4 * sure }];
  };
}
