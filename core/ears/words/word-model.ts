import stored from '#core/ears/words/weights/word-model.json' with { type: 'json' };

/** What training/ears/train_words.py fitted: log-odds for a person of words, and of words after words. */
export interface StoredWordModel {
  readonly constant: number;
  /** Words that are told apart; all others count as one, `_`. */
  readonly known: readonly string[];
  readonly weights: Readonly<Record<string, number>>;
}

/** Log-odds that a person says this, by its words alone; 0: nothing was said. */
export type WordModel = (text: string) => number;

const BEGINS = '<';
const OTHER_WORD = '_';
const NUMBER = '#';
const NUMBERS = new Set(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred'.split(
    ' ',
  ),
);

/** Plain words: no case, accents or apostrophes, numbers as one. */
export function tokensOf(text: string): string[] {
  const folded = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/['’]/g, '');
  const words = folded.match(/[a-z0-9]+/g) ?? [];
  return words.map((word) => (/^\d+$/.test(word) || NUMBERS.has(word) ? NUMBER : word));
}

export function createWordModel(model: StoredWordModel = stored): WordModel {
  const known = new Set(model.known);
  const weights = new Map(Object.entries(model.weights));
  return (text) => {
    const tokens = tokensOf(text);
    if (tokens.length === 0) return 0;
    const grams = new Set<string>();
    let before = BEGINS;
    for (const token of tokens) {
      const word = known.has(token) ? token : OTHER_WORD;
      grams.add(word);
      grams.add(`${before} ${word}`);
      before = word;
    }
    let sum = model.constant;
    for (const gram of grams) sum += weights.get(gram) ?? 0;
    return sum;
  };
}
