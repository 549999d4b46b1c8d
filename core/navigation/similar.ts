import { wordsOf } from './words.ts';

function shingles(text: string): Set<string> {
  const words = wordsOf(text).map((word) => word.text);
  const set = new Set<string>(words);
  for (let at = 0; at + 1 < words.length; at++) set.add(`${words[at]} ${words[at + 1]}`);
  return set;
}

/** How alike two transcripts of what may be one recording are: share of common words and word pairs, 0..1. */
export function similarPrompts(a: string, b: string): number {
  const first = shingles(a);
  const second = shingles(b);
  if (first.size === 0 || second.size === 0) return first.size === second.size ? 1 : 0;
  let common = 0;
  for (const one of first) if (second.has(one)) common++;
  return (2 * common) / (first.size + second.size);
}
