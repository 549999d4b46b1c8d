/** One word of a transcript. A contraction gives two ("you're" -> you, are); the second then has an empty `raw`. */
export interface Word {
  /** Lower case, without accents and apostrophes. */
  readonly text: string;
  /** As heard. */
  readonly raw: string;
  /** What the transcript put after it: nothing, a comma, or the end of a sentence. */
  readonly pause: 0 | 1 | 2;
}

const CONTRACTIONS: Readonly<Record<string, readonly [string, string]>> = {
  im: ['i', 'am'],
  youre: ['you', 'are'],
  youve: ['you', 'have'],
  youd: ['you', 'would'],
  youll: ['you', 'will'],
  weve: ['we', 'have'],
  ive: ['i', 'have'],
  theyre: ['they', 'are'],
  whos: ['who', 'is'],
  whats: ['what', 'is'],
  thats: ['that', 'is'],
  heres: ['here', 'is'],
  dont: ['do', 'not'],
  doesnt: ['does', 'not'],
  didnt: ['did', 'not'],
  isnt: ['is', 'not'],
  wasnt: ['was', 'not'],
  arent: ['are', 'not'],
  havent: ['have', 'not'],
  hasnt: ['has', 'not'],
  wont: ['will', 'not'],
  cant: ['can', 'not'],
  cannot: ['can', 'not'],
  couldnt: ['could', 'not'],
  wouldnt: ['would', 'not'],
};
/** Only with their apostrophe: without it they are other words (well, were, its, id, ill, shed). */
const APOSTROPHED: readonly [RegExp, string][] = [
  [/^(.+)['’]ll$/, 'will'],
  [/^(.+)['’]re$/, 'are'],
  [/^(.+)['’]ve$/, 'have'],
  [/^(.+)['’]d$/, 'would'],
  [/^(it|that|what|who|there|here|he|she|how|where|when)['’]s$/, 'is'],
];

const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');

/** What a table has for a word; not what every object has ("constructor"). */
export const own = <V>(table: Readonly<Record<string, V>>, key: string): V | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

function split(lower: string): readonly string[] {
  const bare = lower.replace(/['’]/g, '');
  const known = own(CONTRACTIONS, bare);
  if (known) return known;
  for (const [pattern, second] of APOSTROPHED) {
    const match = pattern.exec(lower);
    if (match?.[1]) return [match[1], second];
  }
  return [bare.replace(/\./g, '')];
}

const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}'’]*(?:[.][\p{L}](?=[.\s,;:!?]|$))*|[*#]/gu;

/** Cuts a transcript into words, whatever its style of writing. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  const matches = [...text.matchAll(TOKEN)];
  matches.forEach((match, index) => {
    const end = match.index + match[0].length;
    const between = text.slice(end, matches[index + 1]?.index ?? text.length);
    const abbreviation = /^\w(\.\w)+$/.test(match[0]);
    const mark = abbreviation ? between.replace(/^\./, '') : between;
    const pause = /[.!?]/.test(mark) ? 2 : /[,;:\u2013\u2014]| - /.test(mark) ? 1 : 0;
    const parts = split(fold(match[0]));
    parts.forEach((part, i) => {
      words.push({ text: part, raw: i === 0 ? match[0] : '', pause: i === parts.length - 1 ? pause : 0 });
    });
  });
  return joinLetters(words);
}

/** "I D" and "A I" are spelled, not said as words. */
function joinLetters(words: readonly Word[]): Word[] {
  const joined: Word[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    const spelled = last !== undefined && last.pause === 0 && last.raw !== '' && word.raw !== '';
    if (spelled && ((last.text === 'i' && word.text === 'd') || (last.text === 'a' && word.text === 'i')))
      joined[joined.length - 1] = { text: last.text + word.text, raw: last.raw + word.raw, pause: word.pause };
    else joined.push(word);
  }
  return joined;
}

/** The words as heard, joined. */
export const rawText = (words: readonly Word[]): string =>
  words
    .map((word) => word.raw)
    .filter((raw) => raw !== '')
    .join(' ');

/** The folded words, joined by single spaces: what patterns are matched against. */
export const plainText = (words: readonly Word[]): string => words.map((word) => word.text).join(' ');

export const plain = (text: string): string => plainText(wordsOf(text));
