import { numberAt, ordinalOf, spokenDigit } from './numbers.ts';
import { own, plainText, type Word } from './words.ts';

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  second: 1,
  seconds: 1,
  minute: 60,
  minutes: 60,
  min: 60,
  mins: 60,
  hour: 3600,
  hours: 3600,
};

/** What must stand near a time before it counts as the wait: a queue, not "24 hours before departure". */
const WAITING =
  /^(wait|waiting|hold|holding|queue|answered|assist|assistance|delay|delays|available|shortly|with|you|turn|answer|next|connected|longer|estimated|approximately|speak|expected|agent|representative|time|times)$/;
const NOT_WAITING = /^(before|departure|ago|notice|business|day|days|within|open|support|service|emergency|app)$/;

/** "Call you within 2 hours", "spare a minute", "open 24 hours": times of other things. */
const ELSEWHERE =
  /\b((call|ring|phone|contact|get back to) you( back)? (with)?in|spare|takes?( only| just| about| less than)*|open|survey of|every)( \w+){0,2}$/;

export interface WaitRead {
  readonly waitSeconds: number | null;
  readonly waitMinSeconds: number | null;
}

/** "between five and ten minutes", "an hour and a half", "less than two minutes", "90 seconds". */
export function waitTime(words: readonly Word[]): WaitRead {
  for (let at = 0; at < words.length; at++) {
    const unit = own(UNIT_SECONDS, words[at]?.text ?? '');
    if (unit === undefined) continue;
    const near = words.slice(Math.max(0, at - 14), at + 12).map((word) => word.text);
    if (!near.some((word) => WAITING.test(word))) continue;
    if (NOT_WAITING.test(words[at + 1]?.text ?? '')) continue;
    if (ELSEWHERE.test(plainText(words.slice(Math.max(0, at - 7), at)))) continue;
    const read = amountBefore(words, at);
    if (!read || (unit === 1 && read.high < 10) || (unit === 3600 && read.high >= 12)) continue;
    const second = words[at + 1]?.text === 'or' ? numberAt(words, at + 2) : null;
    let high = (second && second.value > read.high ? second.value : read.high) * unit;
    if (unit === 60 && plainText(words.slice(at + 1, at + 4)) === 'and a half') high += 30;
    const low = read.low === null ? null : read.low * unit;
    if (unit === 3600) high += minutesAfter(words, at);
    return { waitSeconds: high, waitMinSeconds: low };
  }
  return { waitSeconds: null, waitMinSeconds: null };
}

function minutesAfter(words: readonly Word[], hourAt: number): number {
  const rest = words[hourAt + 1]?.text === 'and' ? hourAt + 2 : hourAt + 1;
  if (words[rest]?.text === 'a' && words[rest + 1]?.text === 'half') return 1800;
  const number = numberAt(words, rest);
  return number && /^min(ute)?s?$/.test(words[number.next]?.text ?? '') ? number.value * 60 : 0;
}

function amountBefore(words: readonly Word[], unitAt: number): { low: number | null; high: number } | null {
  const text = (back: number): string => words[unitAt - back]?.text ?? '';
  if (/^(a|an|one)$/.test(text(1)) && text(2) === 'half') return { low: null, high: 0.5 };
  if (/^(of a|of an)$/.test(`${text(2)} ${text(1)}`) && /^quarters?$/.test(text(3)))
    return { low: null, high: text(4) === 'three' || text(4) === '3' ? 0.75 : 0.25 };
  if (/^(a|an)$/.test(text(1)) || (text(1) === 'the' && /^(within|in)$/.test(text(2)))) return { low: null, high: 1 };
  if (text(1) === 'half' && text(2) === 'a' && text(3) === 'and') {
    const whole = numberEndingAt(words, unitAt - 3);
    if (whole) return { low: null, high: whole.value + 0.5 };
  }
  if (text(1) === 'half') return { low: null, high: 0.5 };
  if (text(1) === 'few') return { low: null, high: 5 };
  if (text(1) === 'couple' || (text(1) === 'of' && text(2) === 'couple')) return { low: null, high: 2 };
  const high = numberEndingAt(words, unitAt) ?? misheard(words, unitAt);
  if (!high) return null;
  const joint = words[high.from - 1]?.text ?? '';
  if (/^(to|and|or)$/.test(joint)) {
    const low = numberEndingAt(words, high.from - 1);
    if (low && low.value < high.value) return { low: low.value, high: high.value };
    if (/^minutes?$/.test(words[high.from - 2]?.text ?? '')) return { low: null, high: high.value };
  }
  const lower = numberEndingAt(words, high.from);
  if (lower && lower.value < high.value && words[lower.from - 1]?.text === 'between')
    return { low: lower.value, high: high.value };
  return { low: null, high: high.value };
}

/** "Your wait is for minutes": a digit that sounds like another word. */
function misheard(words: readonly Word[], end: number): { value: number; from: number } | null {
  const before = words[end - 2]?.text ?? '';
  const digit = /^(is|about|approximately|under|than|least|for|in)$/.test(before)
    ? spokenDigit(words[end - 1]?.text ?? '')
    : null;
  return digit === null ? null : { value: Number(digit), from: end - 1 };
}

/** The longest number whose last word stands before `end`. */
function numberEndingAt(words: readonly Word[], end: number): { value: number; from: number } | null {
  for (let from = Math.max(0, end - 4); from < end; from++) {
    const number = numberAt(words, from);
    if (number?.next === end) return { value: number.value, from };
  }
  return null;
}

const alike = (text: string, at: number): { value: number; next: number } => ({
  value: Number(spokenDigit(text)),
  next: at + 1,
});

/** "You are caller number 3", "third in line", "four callers ahead of you" (5). */
export function queuePosition(words: readonly Word[]): number | null {
  for (let at = 0; at < words.length; at++) {
    const text = words[at]?.text ?? '';
    const rest = words
      .slice(at, at + 6)
      .map((word) => word.text)
      .join(' ');
    const ahead = numberAt(words, at) ?? (/^(to|too|won|for)$/.test(text) ? alike(text, at) : null);
    if (ahead) {
      const following = words
        .slice(ahead.next, ahead.next + 7)
        .map((word) => word.text)
        .join(' ');
      if (
        /^(other )?(calls?|callers?|people|customers?|persons?|others?|patients?|members?)?( \w+)?( (are|is|in line|waiting|in the queue|in queue))* ?((ahead|in front|before) (of )?you|ahead( of)?( (wait|please|and|your|the)\b|$))/.test(
          following,
        )
      )
        return ahead.value + 1;
    }
    if (/^(number|position|place|caller)$/.test(text)) {
      let next = at + 1;
      while (/^(number|is|in|the|queue|line|now|currently|your|a)$/.test(words[next]?.text ?? '') && next < at + 8)
        next++;
      const named = numberAt(words, next);
      const after = words
        .slice(named?.next ?? next, (named?.next ?? next) + 4)
        .map((word) => word.text)
        .join(' ');
      const anchored =
        text !== 'number' ||
        /\b(in|caller|queue|line)\b/.test(after) ||
        /^(you|are|caller)$/.test(words[at - 1]?.text ?? '');
      if (named && anchored && named.value > 0 && named.value < 1000 && words[at - 1]?.text !== 'your')
        return named.value;
      if (named && (text === 'position' || text === 'place')) return named.value;
    }
    const ordinal = ordinalOf(text);
    if (ordinal !== null && /^\w+( caller| person)? in (the |our )?(line|queue)/.test(rest)) return ordinal;
    if (text === 'next' && /^next (caller |person )?(in (the |our )?(line|queue)|to be)/.test(rest)) return 1;
  }
  return null;
}
