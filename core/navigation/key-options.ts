import { formulaCover, startsClause } from './formulas.ts';
import { type KeyMention, keyMentions } from './keys.ts';
import { labelOf } from './label.ts';
import type { PromptOption } from './prompt.ts';
import type { Word } from './words.ts';

/** A stretch of words and how well it reads as an option's label. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

/** A key with the words that say what it does. */
export interface KeyOption extends PromptOption {
  readonly key: string;
  /** Index of the first word that belongs to it, label or key. */
  readonly from: number;
  /** Index of the first word after it. */
  readonly to: number;
}

const MISSING = -6;
const SWITCH = -1.5;

function quality(words: readonly Word[], covered: readonly boolean[], from: number, to: number): number {
  if (to <= from) return MISSING;
  let score = startsClause(words, from) ? 2 : 0;
  for (let at = from; at < to; at++) {
    if (covered[at]) score -= 1;
    if (at < to - 1 && words[at]?.pause === 2) score -= 3;
  }
  const length = to - from;
  return score - Math.max(0, length - 12) * 0.3;
}

/** The words before a key that name its matter. */
function before(words: readonly Word[], covered: readonly boolean[], from: number, to: number, first: boolean): Span {
  let best: Span = { from: to, to, score: MISSING };
  let barred = from;
  for (let at = from; at < to; at++) {
    if (covered[at]) barred = at + 1;
  }
  for (let at = barred; at < to; at++) {
    const fresh = at === from ? !first || at === 0 : (words[at - 1]?.pause ?? 0) > 0;
    if (!fresh && !startsClause(words, at)) continue;
    const skipped = at - barred;
    const score = quality(words, covered, at, to) - (first ? 0.02 : 0.15) * skipped;
    if (score > best.score) best = { from: at, to, score };
  }
  return best;
}

/** The words after a key that name its matter: "press 1 for ...". */
function after(words: readonly Word[], covered: readonly boolean[], from: number, to: number): Span {
  let end = from;
  while (end < to && !covered[end]) {
    end++;
    if (words[end - 1]?.pause === 2) break;
  }
  const starts = startsClause(words, from) || /^(for|to|if|and|or)$/.test(words[from]?.text ?? '');
  const score =
    end > from ? quality(words, covered, from, end) + (starts ? (startsClause(words, from) ? 0 : 2) : -3) : MISSING;
  return { from, to: end, score };
}

function split(words: readonly Word[], covered: readonly boolean[], from: number, to: number): [Span, Span] {
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

type Side = 'before' | 'after';
interface Way {
  readonly score: number;
  readonly spans: readonly Span[];
  readonly side: Side;
}

/**
 * Gives each key the words before it or after it, so that all keys together read best: "for sales press 1" and "press 1 for sales" both
 * occur, often in one prompt, and run-on transcripts do not say where an option ends.
 */
function assign(words: readonly Word[], covered: readonly boolean[], keys: readonly KeyMention[]): Span[] {
  let ways: Way[] = [];
  keys.forEach((key, i) => {
    const gapFrom = keys[i - 1]?.to ?? 0;
    const first = i === 0;
    const left = before(words, covered, gapFrom, key.from, first);
    const nextFrom = keys[i + 1]?.from ?? words.length;
    const right = after(words, covered, key.to, nextFrom);
    const next: Way[] = [];
    if (first) ways = [{ score: 0, spans: [], side: 'before' }];
    for (const way of ways) {
      if (way.side === 'before' || first) {
        next.push({ score: way.score + left.score, spans: [...way.spans, left], side: 'before' });
        const idle = first ? 0 : left.score > 1 ? -2 : 0;
        next.push({
          score: way.score + right.score + idle + (first ? 0 : SWITCH),
          spans: [...way.spans, right],
          side: 'after',
        });
      } else {
        const last = way.spans.at(-1);
        next.push({ score: way.score + right.score, spans: [...way.spans, right], side: 'after' });
        const [mine, its] = split(words, covered, gapFrom, key.from);
        const kept = last ? way.score - last.score + mine.score : way.score;
        next.push({ score: kept + its.score + SWITCH, spans: [...way.spans.slice(0, -1), mine, its], side: 'before' });
      }
    }
    ways = (['before', 'after'] as const).flatMap((side) => {
      const own = next.filter((way) => way.side === side).sort((a, b) => b.score - a.score);
      return own.slice(0, 1);
    });
  });
  return [...(ways.sort((a, b) => b.score - a.score)[0]?.spans ?? [])];
}

/** All options that name a key, in the order of the prompt; a key that is repeated appears again. */
export function keyOptions(words: readonly Word[]): KeyOption[] {
  const keys = keyMentions(words);
  if (keys.length === 0) return [];
  const covered = formulaCover(words);
  const spans = assign(words, covered, keys);
  return keys.map((mention, i) => {
    const span = spans[i] ?? { from: mention.from, to: mention.from, score: MISSING };
    const empty = span.to <= span.from;
    return {
      key: mention.key,
      say: null,
      label: empty ? '' : labelOf(words.slice(span.from, span.to)),
      from: empty ? mention.from : Math.min(span.from, mention.from),
      to: empty ? mention.to : Math.max(span.to, mention.to),
    };
  });
}
