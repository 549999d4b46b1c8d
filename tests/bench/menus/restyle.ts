import { z } from 'zod';

export const STYLES = ['run-on', 'homophones', 'dropped', 'clipped'] as const;
export type Style = (typeof STYLES)[number];

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const ALIKE: Readonly<Record<string, string>> = { one: 'won', two: 'to', four: 'for', eight: 'ate' };
/** Words that speech-to-text loses first. */
const SMALL = new Set(['the', 'a', 'an', 'your', 'our', 'is', 'are', 'to', 'of', 'please', 'you', 'and']);

/** A punctuated prompt as another style of transcript would have it. Every third small word is lost in `dropped`; `clipped` lacks the start of the first. */
export function restyled(prompt: string, style: Style): string {
  const words = prompt
    .toLowerCase()
    .replace(/[.,;:!?"]+(?=\s|$)/g, '')
    .split(/\s+/)
    .map((word) => (/^\d$/.test(word) ? (DIGITS[Number(word)] ?? word) : word));
  switch (style) {
    case 'run-on':
      return words.join(' ');
    case 'homophones':
      return words
        .map((word, at) => (/^(press|dial)$/.test(words[at - 1] ?? '') ? (ALIKE[word] ?? word) : word))
        .map((word, at) => (word === 'press' && at % 2 === 0 ? 'dress' : word))
        .join(' ');
    case 'dropped': {
      let small = 0;
      return words.filter((word) => !SMALL.has(word) || ++small % 3 !== 0).join(' ');
    }
    case 'clipped':
      return words.join(' ').slice(2);
  }
}

const Record = z.looseObject({ prompt: z.string(), stt_style: z.string() });

/** The corpus's punctuated prompts in another style; the others are left out. */
export const inStyle = (gold: readonly unknown[], style: Style): unknown[] =>
  gold
    .map((one) => Record.parse(one))
    .filter(({ stt_style }) => stt_style === 'a' || stt_style === 'b')
    .map((one) => ({ ...one, prompt: restyled(one.prompt, style) }));
