import { numberAt, ordinalOf } from '#core/navigation/numbers.ts';
import { type Word, wordsOf } from '#core/navigation/words.ts';

/** What an announcement says of the queue. */
export interface QueueWords {
  readonly position: number | null;
  readonly waitSeconds: number | null;
}

const MINUTE_WORDS = /^(minutes?|minuten|minutos?|mins?)$/;
const SECONDS_OF: ReadonlyMap<string, number> = new Map([
  ['second', 1],
  ['seconds', 1],
  ['hour', 3600],
  ['hours', 3600],
]);
const ASKED_WAIT = /\b(wait|hold|waiting|delay|wartezeit|espera|attente)\b/;
const FILLER = /^(in|the|our|this|queue|line|is|now|currently|number)$/;
const PLACE = /^(number|position|caller|place|spot)$/;

function unitSeconds(text: string | undefined): number | null {
  if (text === undefined) return null;
  return MINUTE_WORDS.test(text) ? 60 : (SECONDS_OF.get(text) ?? null);
}

function waitIn(words: readonly Word[], text: string): number | null {
  if (!ASKED_WAIT.test(text)) return null;
  for (let at = 0; at < words.length; at++) {
    const number = numberAt(words, at);
    if (number === null) continue;
    // "five to ten minutes": the later is promised.
    const upper = /^(to|or|and)$/.test(words[number.next]?.text ?? '') ? numberAt(words, number.next + 1) : null;
    const last = upper ?? number;
    const unit = unitSeconds(words[last.next]?.text);
    if (unit !== null) return last.value * unit;
  }
  if (/\b(less than|under|about|in) (a|one) minute\b/.test(text)) return 60;
  return null;
}

/** "position in the queue is number 12": words between the place and its number. */
function fillersAt(words: readonly Word[], at: number): number {
  let count = 0;
  while (FILLER.test(words[at + count]?.text ?? '')) count += 1;
  return count;
}

function positionIn(words: readonly Word[], text: string): number | null {
  const ahead = /\b(ahead of|in front of|before) you\b/.test(text);
  for (let at = 0; at < words.length; at++) {
    const here = words[at]?.text ?? '';
    if (PLACE.test(here)) {
      const direct = numberAt(words, at + 1 + fillersAt(words, at + 1));
      if (direct !== null && unitSeconds(words[direct.next]?.text) === null) return direct.value;
    }
    const number = numberAt(words, at);
    if (
      ahead &&
      number !== null &&
      /^(callers?|people|customers?|calls?|persons?|others?)$/.test(words[number.next]?.text ?? '')
    )
      return number.value + 1;
    const ordinal = ordinalOf(here);
    if (
      ordinal !== null &&
      /\b(in (the )?(line|queue)|in line)\b/.test(text) &&
      /^(in|caller|person|customer)$/.test(words[at + 1]?.text ?? '')
    )
      return ordinal;
  }
  return null;
}

/** Position and wait that a sentence tells; both null when it tells none. English, as position messages are read from numbers. */
export function queueWordsIn(sentence: string): QueueWords {
  const words = wordsOf(sentence);
  const text = words.map((word) => word.text).join(' ');
  const position = positionIn(words, text);
  return {
    position: position !== null && position >= 1 && position < 1000 ? position : null,
    waitSeconds: waitIn(words, text),
  };
}
