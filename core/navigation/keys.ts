import { spokenDigit } from './numbers.ts';
import type { Word } from './words.ts';

/** Verbs that ask for a key, with what speech-to-text makes of "press". */
const PRESS = new Set(
  'press pressed presses pressing dress dressed prest bress pres push pushed dial hit touch select choose key oprima marque pulse presione digite oprime faites appuyez composez tapez drucken wahlen'.split(
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
  readonly key: string;
  /** Index of the first word of the mention. */
  readonly from: number;
  /** Index of the first word after it. */
  readonly to: number;
}

export const keyOf = (text: string): string | null => SIGNS[text] ?? FOREIGN[text] ?? spokenDigit(text);

/** Keys said without a homophone's doubt. */
const plainKey = (text: string): string | null =>
  /^(to|too|for|fore|oh|o|won|ate|un)$/.test(text) ? null : keyOf(text);

function pressAt(words: readonly Word[], at: number): KeyMention | null {
  const verb = words[at]?.text ?? '';
  const sayFirst = SAY.has(verb) && words[at + 1]?.text === 'or' && PRESS.has(words[at + 2]?.text ?? '');
  if (!sayFirst && !PRESS.has(verb) && verb !== 'enter') return null;
  let next = sayFirst ? at + 3 : at + 1;
  if (words[next]?.text === 'or' && SAY.has(words[next + 1]?.text ?? '')) next += 2;
  if (verb !== 'enter') while (FILLER.has(words[next]?.text ?? '') && next < at + 6) next++;
  const named = words[next];
  if (!named) return null;
  const key = verb === 'enter' ? (/^[0-9]$/.test(named.text) ? named.text : null) : keyOf(named.text);
  if (key === null) return null;
  next++;
  if (verb === 'enter' && /^\d+$/.test(words[next]?.text ?? '')) return null;
  if (/^(key|sign|button|now)$/.test(words[next]?.text ?? '')) next++;
  if (words[next]?.text === 'now' || words[next]?.text === 'key') next++;
  return { key, from: at, to: next };
}

/** "Press 1 for mobile, 2 for internet, 3 to exit": keys that lean on an earlier verb. */
function leaning(words: readonly Word[], at: number, last: string): KeyMention | null {
  const key = plainKey(words[at]?.text ?? '');
  if (key === null || key === last) return null;
  const after = words[at + 1];
  if (!after || !/^(for|to|if)$/.test(after.text) || plainKey(words[at + 2]?.text ?? '') !== null) return null;
  const ascending = /^\d$/.test(last) && Number(key) === Number(last) + 1;
  const paused = (words[at - 1]?.pause ?? 0) > 0 || words[at - 1]?.text === 'or' || words[at - 1]?.text === 'and';
  return ascending || paused ? { key, from: at, to: at + 1 } : null;
}

/** All keys that a prompt names, in order. */
export function keyMentions(words: readonly Word[]): KeyMention[] {
  const mentions: KeyMention[] = [];
  let at = 0;
  while (at < words.length) {
    const last = mentions.at(-1);
    const found = pressAt(words, at) ?? (last ? leaning(words, at, last.key) : null);
    if (found) mentions.push(found);
    at = found ? found.to : at + 1;
  }
  return mentions;
}
