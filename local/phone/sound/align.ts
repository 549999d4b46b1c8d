import type { SpokenWord } from '#local/phone/party.ts';

/** A phone of a synthesised sentence. */
export interface Phone {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Reads what `flite -psdur` prints: `pau:0.195 th:0.280 ...`, each with its end in seconds. Pauses are left out. */
export function phonesOf(printed: string): Phone[] {
  const all = [...printed.matchAll(/([a-z@]+[0-9]?):([0-9.]+)/g)].map((match) => ({
    name: match[1] ?? '',
    toMs: Number(match[2]) * 1000,
  }));
  return all.flatMap(({ name, toMs }, i) => (name === 'pau' ? [] : [{ name, fromMs: all[i - 1]?.toMs ?? 0, toMs }]));
}

/**
 * Gives each word the phones that are its own: the pronunciation of every word by itself, laid along the phones of the sentence by the
 * cheapest edit path (in a sentence "the" and "to" change, and some sounds fall out).
 */
export function wordTimes(
  words: readonly string[],
  sentence: readonly Phone[],
  pronounce: (word: string) => readonly Phone[],
): SpokenWord[] {
  const expected = words.flatMap((word, index) => pronounce(word).map(({ name }) => ({ name, index })));
  const owners = alignment(
    expected.map(({ name }) => name),
    sentence.map(({ name }) => name),
  );
  let lastMs = sentence[0]?.fromMs ?? 0;
  return words.map((text, index) => {
    const own = sentence.filter((_, i) => expected[owners[i] ?? -1]?.index === index);
    const fromMs = own[0]?.fromMs ?? lastMs;
    const toMs = own.at(-1)?.toMs ?? fromMs + 20;
    lastMs = toMs;
    return { text, fromMs, toMs };
  });
}

/** For each item of `to`, the item of `from` that it stems from (Levenshtein, with the path kept). */
function alignment(from: readonly string[], to: readonly string[]): number[] {
  const width = to.length + 1;
  const cost = new Float64Array((from.length + 1) * width);
  for (let i = 0; i <= from.length; i++) {
    for (let j = 0; j <= to.length; j++) cost[i * width + j] = i === 0 ? j : j === 0 ? i : cheapest(i, j);
  }
  const owners: number[] = new Array(to.length).fill(0);
  let i = from.length;
  let j = to.length;
  while (j > 0) {
    const here = cost[i * width + j] ?? 0;
    owners[j - 1] = Math.max(0, i - 1);
    if (i > 0 && here === (cost[(i - 1) * width + j - 1] ?? 0) + change(i, j)) {
      i--;
      j--;
    } else if (i > 0 && here === (cost[(i - 1) * width + j] ?? 0) + 1) i--;
    else j--;
  }
  return owners;

  function cheapest(i: number, j: number): number {
    return Math.min(
      (cost[(i - 1) * width + j - 1] ?? 0) + change(i, j),
      (cost[(i - 1) * width + j] ?? 0) + 1,
      (cost[i * width + j - 1] ?? 0) + 1,
    );
  }

  function change(i: number, j: number): number {
    return from[i - 1] === to[j - 1] ? 0 : 1;
  }
}
