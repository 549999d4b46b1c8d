const UNITS = 'zero one two three four five six seven eight nine'.split(' ');
const TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
/** What speech-to-text writes for a digit; believed between digits only. */
const HOMOPHONES: Readonly<Record<string, string>> = { to: '2', too: '2', for: '4', won: '1', ate: '8', o: '0' };
const REPEATS: Readonly<Record<string, number>> = { double: 2, triple: 3 };
/** What follows these is a key of the menu. */
const BEFORE_A_KEY = /^(press|pressing|dial|dress|push|hit|say|option|number|oprima|marque)$/;
/** Fewer digits are keys, minutes, places in a queue. */
const FEWEST = 4;
/** A number that a piece of a transcript cuts goes on in the next piece. */
const FEWEST_AT_EDGE = 2;

/** One word, and the digits that it stands for; null: none. */
interface Read {
  readonly from: number;
  readonly to: number;
  readonly digits: string | null;
  /** A homophone, or "double": counts only between digits. */
  readonly soft: boolean;
  readonly bare: string;
}

export interface Hiding {
  /** A name that stands for a number, so that it can be compared later. Without: only how many digits there were. */
  readonly tagOf?: (digits: string) => string;
  /** The text is a piece of something longer. */
  readonly isPiece?: boolean;
}

/**
 * Takes numbers of four digits and more, written or spoken, out of what was heard: "you entered 4 1 5 5" becomes "you entered [4 digits]".
 * Keys of menus, minutes and places in a queue stay.
 */
export function hideNumbers(text: string, { tagOf, isPiece = false }: Hiding = {}): string {
  const words = readWords(text);
  let hidden = '';
  let done = 0;
  for (let at = 0; at < words.length; ) {
    const until = endOfRun(words, at);
    const [first, last] = [words[at], words[until - 1]];
    if (first === undefined || last === undefined) {
      at += 1;
      continue;
    }
    const digits = digitsOf(words.slice(at, until));
    const atEdge = isPiece && (at === 0 || until === words.length);
    if (digits.length >= (atEdge ? FEWEST_AT_EDGE : FEWEST)) {
      hidden += `${text.slice(done, first.from)}[${digits.length} digits${tagOf ? ` ${tagOf(digits)}` : ''}]`;
      done = last.to;
    }
    at = until;
  }
  return hidden + text.slice(done);
}

const TAGGED = /\[(\d+) digits ([a-p]+)\]/g;

/** The names of numbers in a text that `hideNumbers` went over. */
export const tagsIn = (text: string): string[] => [...text.matchAll(TAGGED)].map(([, , tag = '']) => tag);

/** For people and models, who can do nothing with the names. */
export const withoutTags = (text: string): string => text.replace(TAGGED, '[$1 digits]');

function readWords(text: string): Read[] {
  let before = '';
  return [...text.matchAll(/[^\s]+/g)].map((match) => {
    const lead = /^[^\p{L}\p{N}+]*/u.exec(match[0])?.[0].length ?? 0;
    const word = match[0].slice(lead).replace(/[^\p{L}\p{N}]+$/u, '');
    const bare = word.toLowerCase();
    const isKey = BEFORE_A_KEY.test(before) && bare.replace(/\D/g, '').length < FEWEST;
    before = bare;
    const from = match.index + lead;
    const soft = bare in HOMOPHONES || bare in REPEATS;
    return { from, to: from + word.length, digits: isKey ? null : digitsIn(bare), soft, bare };
  });
}

function digitsIn(bare: string): string | null {
  // "12-15 minutes" is a range.
  if (/^\d{1,2}-\d{1,2}$/.test(bare)) return null;
  if (/\d/.test(bare) && /^\+?[\d().,/-]+$/.test(bare)) return bare.replace(/\D/g, '');
  if (bare === 'oh') return '0';
  const unit = UNITS.indexOf(bare);
  if (unit >= 0) return String(unit);
  const teen = TEENS.indexOf(bare);
  if (teen >= 0) return String(10 + teen);
  const ten = TENS.indexOf(bare);
  return ten >= 0 ? String(20 + ten * 10) : (HOMOPHONES[bare] ?? (bare in REPEATS ? '' : null));
}

/** Index after the run of digits that begins here; the same index when none begins. */
function endOfRun(words: readonly Read[], at: number): number {
  const begins = words[at];
  if (!begins || begins.digits === null || (begins.soft && !isRepeat(begins))) return at + 1;
  let end = at;
  for (let next = at; next < words.length && words[next]?.digits !== null; next++) {
    if (!words[next]?.soft) end = next + 1;
    // "25 to 30" is a range; "five to nine" may be 529.
    else if (!isRepeat(words[next]) && !(isDigit(words[next - 1]) && isDigit(words[next + 1]))) break;
  }
  return Math.max(end, at + 1);
}

const isRepeat = (word: Read | undefined): boolean => word !== undefined && word.bare in REPEATS;
const isDigit = (word: Read | undefined): boolean => word?.digits?.length === 1 && !word.soft;

function digitsOf(run: readonly Read[]): string {
  let all = '';
  for (const [i, { bare, digits }] of run.entries()) {
    const before = run[i - 1]?.bare ?? '';
    const one = digits ?? '';
    // "Forty one" is 41.
    if (TENS.includes(before) && UNITS.indexOf(bare) > 0) all = `${all.slice(0, -1)}${one}`;
    else all += one.repeat(REPEATS[before] ?? 1);
  }
  return all;
}
