import { spokenDigit } from './numbers.ts';
import { own, plainText, type Word } from './words.ts';

/** Verbs that ask for a key, with what speech-to-text makes of "press". */
const PRESS = new Set(
  'press pressed presses pressing dress dressed prest bress pres ress push pushed dial hit touch select choose key oprima marque pulse presione digite oprime faites appuyez composez tapez drucken wahlen'.split(
    ' ',
  ),
);
/** They also ask for more than a key ("enter your number"): only with a single digit directly behind. */
const FILLER = new Set(
  'the number digit option key button on your keypad phone now el la le tecla numero sur les touche just'.split(' '),
);
const SAY = new Set(['say', 'speak']);
const SIGNS: Readonly<Record<string, string>> = {
  star: '*',
  stars: '*',
  asterisk: '*',
  asterisco: '*',
  etoile: '*',
  '*': '*',
  pound: '#',
  hash: '#',
  hashtag: '#',
  numeral: '#',
  diese: '#',
  '#': '#',
};
const FOREIGN: Readonly<Record<string, string>> = {
  cero: '0',
  uno: '1',
  dos: '2',
  tres: '3',
  cuatro: '4',
  cinco: '5',
  seis: '6',
  siete: '7',
  ocho: '8',
  nueve: '9',
  un: '1',
  deux: '2',
  trois: '3',
  quatre: '4',
  cinq: '5',
  sept: '7',
  huit: '8',
  neuf: '9',
};

/** A place where a key is named: "press the pound key", "dress to", "oprima el dos", or a bare "2" in a list. */
export interface KeyMention {
  /** Null: staying on the line. */
  readonly key: string | null;
  /** Index of the first word of the mention. */
  readonly from: number;
  /** Index of the first word after it. */
  readonly to: number;
}

/** What is heard for a digit behind "press", and nowhere else taken for one. */
const MISHEARD: Readonly<Record<string, string>> = {
  tree: '3',
  free: '3',
  fife: '5',
  hive: '5',
  sics: '6',
  sicks: '6',
  nein: '9',
  wan: '1',
  wone: '1',
};

export const keyOf = (text: string): string | null => own(SIGNS, text) ?? own(FOREIGN, text) ?? spokenDigit(text);

/** Keys said without a homophone's doubt. */
const plainKey = (text: string): string | null =>
  /^(to|too|for|fore|oh|o|won|ate|un)$/.test(text) ? null : keyOf(text);

/** "For orders, option 1. For returns, option 2." */
const isNumbered = (words: readonly Word[], at: number): boolean =>
  words[at]?.text === 'option' &&
  words.filter((word, i) => word.text === 'option' && plainKey(words[i + 1]?.text ?? '') !== null).length > 1;

/** "Hang up and dial nine one one": digits in a row are a number to call. */
const isNumber = (words: readonly Word[], at: number): boolean =>
  [at, at + 1, at + 2].every((i) => plainKey(words[i]?.text ?? '') !== null && (i === at + 2 || words[i]?.pause === 0));

/** "Address to for accounts" is "and press two for accounts", where other keys are dressed or pressed. */
const isAddress = (words: readonly Word[], at: number): boolean =>
  words[at]?.text === 'address' &&
  keyOf(words[at + 1]?.text ?? '') !== null &&
  /^(for|to|if|four)$/.test(words[at + 2]?.text ?? '') &&
  words.some((word) => /^(d?ress|press)$/.test(word.text));

function pressAt(words: readonly Word[], at: number): KeyMention | null {
  const verb = isAddress(words, at) ? 'press' : (words[at]?.text ?? '');
  const sayFirst = SAY.has(verb) && words[at + 1]?.text === 'or' && PRESS.has(words[at + 2]?.text ?? '');
  if (!sayFirst && !PRESS.has(verb) && verb !== 'enter' && !isNumbered(words, at)) return null;
  let next = sayFirst ? at + 3 : at + 1;
  if (words[next]?.text === 'or' && SAY.has(words[next + 1]?.text ?? '')) next += 2;
  if (verb !== 'enter') while (FILLER.has(words[next]?.text ?? '') && next < at + 6) next++;
  const named = words[next];
  if (!named) return null;
  const key =
    verb === 'enter'
      ? /^[0-9]$/.test(named.text)
        ? named.text
        : null
      : (keyOf(named.text) ?? own(MISHEARD, named.text) ?? null);
  if (key === null || isNumber(words, next)) return null;
  next++;
  if (verb === 'enter' && /^\d+$/.test(words[next]?.text ?? '')) return null;
  if (/^(key|sign|button|now)$/.test(words[next]?.text ?? '')) next++;
  if (words[next]?.text === 'now' || words[next]?.text === 'key') next++;
  return { key, from: at, to: next };
}

/** A number before or after these is a number, not a key. */
const COUNTED =
  /^(minutes?|hours?|seconds?|days?|weeks?|months?|years?|digits?|digit|am|pm|a|p|percent|dollars?|cents?|callers?|people|business|to|and|or|o|thirty|fifteen|hundred|thousand|of|st|nd|rd|th|letters|numbers|characters|noon|miles|questions?|times?)$/;
const COUNTING =
  /^(at|from|than|about|by|until|till|between|box|number|the|to|and|or|approximately|form|route|suite|room|floor|within|last|first|next|every|in|ending|under|up|exceed|channel|step|zone|version|option)$/;

/** "Press 1 for mobile, 2 for internet, 3 to exit", "for claims, 2.": keys that lean on an earlier verb, or on the form of a list. */
function leaning(words: readonly Word[], at: number, last: string | null): KeyMention | null {
  const word = words[at];
  const key = plainKey(word?.text ?? '');
  if (!word || key === null || key === last) return null;
  const mention = { key, from: at, to: at + 1 };
  const before = words[at - 1];
  const after = words[at + 1];
  const ascending = last !== null && /^\d$/.test(last) && Number(key) === Number(last) + 1;
  const closes = (word.pause > 0 || !after) && before !== undefined;
  if (closes && (before.pause > 0 || ascending)) return mention;
  const runsOn = ascending && word.pause === 0 && before !== undefined && before.pause === 0;
  if (runsOn && after && !COUNTED.test(after.text) && !COUNTING.test(before.text) && plainKey(after.text) === null)
    return mention;
  if (last === null || !after || !/^(for|to|if)$/.test(after.text) || plainKey(words[at + 2]?.text ?? '') !== null)
    return null;
  const paused = before !== undefined && (before.pause > 0 || before.text === 'or' || before.text === 'and');
  return ascending || paused ? mention : null;
}

const STAY =
  /^(?:(?:please |just |simply |you can |you may )*(?:stay|remain|hold|wait)(?: on)?(?: the| this)? (?:line|hold|phone)\b|(?:please |just )*(?:continue (?:to hold|holding|to wait|waiting)|keep (?:holding|waiting))\b|(?:please |just |simply )*hold on\b|do nothing\b|(?:just|simply) (?:wait|hold|stay)(?: on)?\b|hold (?:on )?for (?:the|an?|our|reception|assistance|more|other|all)\b|(?:just |or |simply )*hang on\b|please (?:hold|wait)$|hold$)/;

/** "For anything else hold". */
const REST = /^(else|other|others|questions|enquiries|inquiries|help|assistance|matters)$/;
const ENGLISH = /\benglish$/;

/** "Otherwise stay on the line": an option that is taken by doing nothing. */
function stayAt(words: readonly Word[], at: number): KeyMention | null {
  const found = STAY.exec(plainText(words.slice(at, at + 9)));
  if (!found || /^(to|and|please)$/.test(words[at - 1]?.text ?? '')) return null;
  if (found[0] === 'hold' && !REST.test(words[at - 1]?.text ?? '')) return null;
  return { key: null, from: at, to: at + found[0].split(' ').length };
}

/** "Enter your number, then press pound", "for any letter press star": a key that ends or spells an entry is no option. */
function endsEntry(words: readonly Word[], mention: KeyMention): boolean {
  if (mention.key !== '#' && mention.key !== '*') return false;
  const before = plainText(words.slice(Math.max(0, mention.from - 6), mention.from));
  if (/\b(not (have|know|remember)|without|no|forgot(ten)?|lost)\b/.test(before)) return false;
  return (
    /\b(then|followed by|and)$|(?<!\bto )\bnumber$|\b(letters?|finished|done|decimals?)( you are)?( please| simply)?$/.test(
      before,
    ) && /\b(enter|key|type|digit|digits|number|letters?|spell|record(ing)?)\b/.test(plainText(words))
  );
}

/** All keys that a prompt names, in order, and the places where it offers to stay on the line instead. */
export function keyMentions(words: readonly Word[]): KeyMention[] {
  const mentions: KeyMention[] = [];
  let last: string | null = null;
  let at = 0;
  while (at < words.length) {
    const found: KeyMention | null =
      pressAt(words, at) ??
      leaning(words, at, last) ??
      (last !== null || ENGLISH.test(plainText(words.slice(Math.max(0, at - 3), at))) ? stayAt(words, at) : null);
    if (found && !endsEntry(words, found)) {
      mentions.push(found);
      last = found.key ?? last;
    }
    at = found ? found.to : at + 1;
  }
  const byPressing = (one: KeyMention): boolean =>
    words[one.from]?.text === 'pressing' && mentions.some((other) => other !== one && other.key === one.key);
  const ending = keyWithoutVerb(words, mentions);
  if (ending) mentions.push(ending);
  const verb = mentions.some((one) => one.key !== null && one.to - one.from > 1);
  if (verb || mentions.length > 2) return mentions.filter((one) => !byPressing(one));
  return runningList(words);
}

/**
 * "For sales press one ... to speak with a representative zero": the last verb was not heard. Only where each matter stands before its key; else
 * the word may as well belong to what was said of the key before.
 */
function keyWithoutVerb(words: readonly Word[], mentions: readonly KeyMention[]): KeyMention | null {
  const at = words.length - 1;
  const [first, last] = [mentions[0], mentions.at(-1)];
  if (!first || !last || last.key === null || last.to >= at - 1) return null;
  const isKey = /^[09*#]$/.test(plainKey(words[at]?.text ?? '') ?? '');
  const isAlone = plainKey(words[at - 1]?.text ?? '') === null && !COUNTING.test(words[at - 1]?.text ?? '');
  const mattersFirst = words.slice(0, first.from).some(({ text }) => BEGINS.test(text));
  return isKey && isAlone && mattersFirst && BEGINS.test(words[last.to]?.text ?? '')
    ? { key: plainKey(words[at]?.text ?? ''), from: at, to: at + 1 }
    : null;
}

/** The most words that a matter has in a list without verbs. */
const LONGEST = 7;
/** A matter begins so, where there are but two of them. */
const BEGINS = /^(for|to|if|four)$/;

/**
 * "For sales one for support two", "one for sales two for support", "sales one support two billing three": keys that count up from one with
 * a few words between them and no verb at all. Two are only a list when each matter has its "for".
 */
function runningList(words: readonly Word[]): KeyMention[] {
  const keys: KeyMention[] = [];
  words.forEach((word, at) => {
    const key = plainKey(word.text);
    const last = keys.at(-1);
    const next = last ? Number(last.key) + 1 : 1;
    const ends = last !== undefined && keys.length > 1 && (key === '0' || key === '9' || key === '*' || key === '#');
    if (key === null || (key !== String(next) && !ends) || at - (last?.to ?? 0) > LONGEST + (last ? 0 : 8)) return;
    const isCounted =
      COUNTED.test(words[at + 1]?.text ?? '') && !(BEGINS.test(words[at + 1]?.text ?? '') && keyFirst(words));
    if (isCounted || (COUNTING.test(words[at - 1]?.text ?? '') && words[at - 1]?.text !== 'and') || at === last?.to)
      return;
    keys.push({ key, from: at, to: at + 1 });
  });
  const first = keys[0];
  const last = keys.at(-1);
  if (!first || !last || keys.length < 2) return [];
  const matters = keyFirst(words)
    ? keys.map(({ to }) => words[to]?.text ?? '')
    : keys.map((_, i) => words[i === 0 ? startOf(words, first.from) : (keys[i - 1]?.to ?? 0)]?.text ?? '');
  if (keys.length === 2 && !matters.every((word) => BEGINS.test(word))) return [];
  return words.length - last.to <= LONGEST ? keys : [];
}

/** Is the first word a key, its matter behind it? */
const keyFirst = (words: readonly Word[]): boolean => plainKey(words[0]?.text ?? '') === '1';

/** Where the first matter of such a list begins: at its "for", or with the prompt. */
const startOf = (words: readonly Word[], to: number): number => {
  const at = words.findLastIndex((word, i) => i < to && BEGINS.test(word.text));
  return at < 0 ? 0 : at;
};
