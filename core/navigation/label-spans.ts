import { startsClause } from './formulas.ts';
import type { Word } from './words.ts';

/** A stretch of words and how well it reads as an option's label. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

/** What a key without words loses. */
export const MISSING = -6;
/** With a verb before the key, an "or" before it only goes on with the list. */
const VERB = /^(press|dress|push|dial|hit|touch|select|choose|say|please|just|stay|hold)/;
/** "To hear this again", "to speak ...", "to return ...": what usually has a clause of its own at the end. */
const MECHANIC = /^(hear|repeat|return|speak|go|replay|reach)$/;

/** @param behindKey the words follow a key at once: "press one to certify if you worked press two" begins its second matter at "if" */
function quality(
  words: readonly Word[],
  covered: readonly boolean[],
  from: number,
  to: number,
  behindKey = false,
): number {
  if (to <= from) return MISSING;
  let score = startsClause(words, from) ? 2 : 0;
  for (let at = from; at < to; at++) {
    if (covered[at]) score -= 1;
    if (at < to - 1 && words[at]?.pause === 2) score -= 3;
    if (at > from && startsClause(words, at)) score -= 0.3;
    if (at > from + 1 && words[at]?.text === 'if' && words[from]?.text === 'to' && behindKey) score -= 0.5;
  }
  if (MECHANIC.test(words[from + 1]?.text ?? '')) score += 0.4;
  const length = to - from;
  return score - Math.max(0, length - 12) * 0.3;
}

/** The words before a key that name its matter. */
export function before(
  words: readonly Word[],
  covered: readonly boolean[],
  from: number,
  to: number,
  first: boolean,
): Span {
  let best: Span = { from: to, to, score: MISSING };
  let barred = from;
  for (let at = from; at < to; at++) {
    if (covered[at]) barred = at + 1;
  }
  for (let at = barred; at < to; at++) {
    const fresh = at === from ? !first || at === 0 : (words[at - 1]?.pause ?? 0) > 0;
    if (!fresh && !startsClause(words, at)) continue;
    const skipped = at - barred;
    const joined = /^(or|and)$/.test(words[to - 1]?.text ?? '') && !VERB.test(words[to]?.text ?? '') ? -2 : 0;
    const ended = ((words[to - 1]?.pause ?? 0) === 2 ? -3 : 0) + joined;
    const score = quality(words, covered, at, to, !first && at === from) + ended - (first ? 0.02 : 0.15) * skipped;
    if (score > best.score) best = { from: at, to, score };
  }
  return { ...best, from: fromItsVerb(words, covered, best.from, barred) };
}

/** "To certify for weekly benefits": the clause begins at its verb, not at "for". */
function fromItsVerb(words: readonly Word[], covered: readonly boolean[], at: number, floor: number): number {
  if (!/^(for|to)$/.test(words[at]?.text ?? '')) return at;
  for (let from = at - 1; from >= Math.max(floor, at - 4); from--) {
    if (covered[from] || (words[from]?.pause ?? 0) > 0) return at;
    const opens = from === floor || (words[from - 1]?.pause ?? 0) > 0;
    if (words[from]?.text === 'to' && opens && from < at - 1) return from;
  }
  return at;
}

/** The words after a key that name its matter: "press 1 for ...". */
export function after(words: readonly Word[], covered: readonly boolean[], from: number, to: number, bare = 3): Span {
  let end = from;
  while (end < to && !covered[end]) {
    end++;
    if (words[end - 1]?.pause === 2) break;
  }
  const stopped = (words[from - 1]?.pause ?? 0) === 2 ? -3 : 0;
  const starts = startsClause(words, from) || /^(for|to|if|and|or)$/.test(words[from]?.text ?? '');
  const score =
    end > from
      ? quality(words, covered, from, end) + (starts ? (startsClause(words, from) ? 0 : 2) : -bare) + stopped
      : MISSING;
  return { from, to: end, score };
}

/** The words between two keys, parted: the first belong to the key before them, the others to the key behind them. */
export function split(words: readonly Word[], covered: readonly boolean[], from: number, to: number): [Span, Span] {
  let best: [Span, Span] = [
    { from, to: from, score: MISSING },
    { from: to, to, score: MISSING },
  ];
  for (let at = from + 1; at < to; at++) {
    if (!startsClause(words, at) && (words[at - 1]?.pause ?? 0) === 0) continue;
    const left = after(words, covered, from, at);
    const right = before(words, covered, at, to, false);
    if (left.score + right.score > best[0].score + best[1].score) best = [left, right];
  }
  return best;
}
