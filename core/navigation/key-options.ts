import { formulaCover, startsClause } from './formulas.ts';
import { type KeyMention, keyMentions } from './keys.ts';
import { labelOf, withoutSay } from './label.ts';
import { after, before, MISSING, type Span, split } from './label-spans.ts';
import type { PromptOption } from './prompt.ts';
import { plainText, rawText, type Word } from './words.ts';

/** A key with the words that say what it does. */
export interface KeyOption extends PromptOption {
  /** Index of the first word that belongs to it, label or key. */
  readonly from: number;
  /** Index of the first word after it. */
  readonly to: number;
}

const SWITCH = -1.5;
/** Points of a first matter that has lost its "to" or "for". */
const CLIPPED = 2;
/** An option that is given no words, when it is "stay on the line". */
const BARE_STAY = 0.5;
/** "Stay on the line" needs no words of its own. */
const orBare = (key: KeyMention, span: Span): Span =>
  key.key === null && span.score < BARE_STAY ? { from: key.from, to: key.to, score: BARE_STAY } : span;

/** Between a key that is named before its words and "stay on the line": all to the key, or the last clause to staying. */
function splitAtStay(
  words: readonly Word[],
  covered: readonly boolean[],
  from: number,
  stay: KeyMention,
): [Span, Span] {
  const whole: [Span, Span] = [
    after(words, covered, from, stay.from),
    orBare(stay, { from: stay.from, to: stay.from, score: MISSING }),
  ];
  const parted = split(words, covered, from, stay.from);
  return parted[0].score + parted[1].score > whole[0].score + whole[1].score ? parted : whole;
}

/** "Press 1 appointments press 2 results": nothing stands before the first key, and words after the last. */
function isKeyFirst(words: readonly Word[], covered: readonly boolean[], keys: readonly KeyMention[]): boolean {
  const [first, last] = [keys[0], keys.at(-1)];
  if (!first || !last || keys.some(({ key }) => key === null)) return false;
  const isOpen = (at: number): boolean => !covered[at] && !/^(and|or|please|so|then)$/.test(words[at]?.text ?? '');
  const before = words.slice(0, first.from).some((_, at) => isOpen(at));
  return !before && words.length > last.to && isOpen(last.to);
}

/** Words between two keys belong to one of them. */
const UNCLAIMED = -2;
const JOINING = /^(and|or|please|so|then|now|also|just|you|can|may)$/;

function unclaimed(words: readonly Word[], covered: readonly boolean[], from: number, to: number): number {
  const gap = words.slice(from, to);
  const open = gap.filter((word, at) => !covered[from + at] && !JOINING.test(word.text));
  return open.length >= 2 && gap.every(({ pause }) => pause < 2) ? UNCLAIMED : 0;
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
  const bare = isKeyFirst(words, covered, keys) ? 0 : 3;
  const end = keys.at(-1)?.to ?? words.length;
  const endsOnKey = keys.at(-1)?.key !== null && (end === words.length || leadsToPhrase(words, end));
  keys.forEach((key, i) => {
    const gapFrom = keys[i - 1]?.to ?? 0;
    const first = i === 0;
    const nextFrom = keys[i + 1]?.from ?? words.length;
    const named = orBare(key, before(words, covered, gapFrom, key.from, first));
    // "Block a lost card press one ... press zero": with its beginning lost, the first matter is still the first key's.
    const isClipped = first && endsOnKey && named.from === 0 && named.to > 0 && !startsClause(words, 0);
    const left = isClipped ? { ...named, score: named.score + CLIPPED } : named;
    const right =
      key.key === null ? { from: key.from, to: key.to, score: 0 } : after(words, covered, key.to, nextFrom, bare);
    const next: Way[] = [];
    if (first) ways = [{ score: 0, spans: [], side: 'before' }];
    for (const way of ways) {
      if (way.side === 'before' || first) {
        next.push({ score: way.score + left.score, spans: [...way.spans, left], side: 'before' });
        const idle = left.score > 1 ? -1.8 : 0;
        next.push({
          score: way.score + right.score + idle + (first ? 0 : SWITCH + unclaimed(words, covered, gapFrom, key.from)),
          spans: [...way.spans, right],
          side: 'after',
        });
      } else {
        const last = way.spans.at(-1);
        next.push({ score: way.score + right.score, spans: [...way.spans, right], side: 'after' });
        const [mine, its] =
          key.key === null ? splitAtStay(words, covered, gapFrom, key) : split(words, covered, gapFrom, key.from);
        const kept = last ? way.score - last.score + mine.score : way.score;
        next.push({ score: kept + its.score + SWITCH, spans: [...way.spans.slice(0, -1), mine, its], side: 'before' });
      }
    }
    ways = (['before', 'after'] as const).flatMap((side) => {
      const own = next.filter((way) => way.side === side).sort((a, b) => b.score - a.score);
      return own.slice(0, 1);
    });
  });
  const last = keys.at(-1);
  const isLeft = last && startsClause(words, last.to) && (words[last.to - 1]?.pause ?? 0) === 0;
  const left = isLeft && !leadsToPhrase(words, last.to) ? 2 : 0;
  ways = ways.map((way) => (way.side === 'before' ? { ...way, score: way.score - left } : way));
  return [...(ways.sort((a, b) => b.score - a.score)[0]?.spans ?? [])];
}

/** "... press six to talk with someone say representative": the clause behind the last key has a phrase of its own. */
function leadsToPhrase(words: readonly Word[], from: number): boolean {
  const at = words.findIndex((word, i) => i > from && word.text === 'say');
  return at > from + 1 && !/^(or|and|to|please|also)$/.test(words[at - 1]?.text ?? '');
}

/**
 * All options that name a key, in the order of the prompt, and those of staying on the line; what is repeated appears again.
 * @param partial the prompt still sounds: words after the last key belong to an option that is not yet named, and an option whose words are
 * still being said is left out
 */
export function keyOptions(heard: readonly Word[], partial = false): KeyOption[] {
  const keys = keyMentions(heard);
  const words = withKeys(heard, keys);
  const last = keys.at(-1);
  if (!last) return [];
  if (!partial) return optionsOf(words, keys);
  if (last.to === words.length && namesKeysFirst(words, keys)) {
    const named = keys.slice(0, -1);
    return named.length === 0 ? [] : optionsOf(words.slice(0, last.from), named);
  }
  const soFar = optionsOf(words.slice(0, last.to), keys);
  const newest = soFar.at(-1);
  if (newest && newest.label !== '' && newest.from < last.from) return soFar;
  const all = optionsOf(words, keys);
  return words.at(-1)?.pause === 2 ? all : all.slice(0, -1);
}

/** Words of an effect that count. */
const EFFECT = 8;

/** "If it is gone, press 1 and we will block it": what pressing does, said behind the key. */
function effectOf(words: readonly Word[], from: number, to: number): string {
  const start = plainText(words.slice(from, from + 2));
  const isAim = words[from]?.text === 'to' && to < words.length && words[from + 1]?.text !== 'continue';
  if (!isAim && !/^(and|so) (we|i|it|your)$/.test(start)) return '';
  const stop = words.findIndex((word, at) => at >= from && at < to && word.pause > 0);
  const effect = words.slice(from, Math.min(stop < 0 ? to : stop + 1, to, from + EFFECT));
  return rawText(/^(or|and)$/.test(effect.at(-1)?.text ?? '') ? effect.slice(0, -1) : effect);
}

/** "Dress to to keep it": a key that sounds like "to" or "for" begins no clause. */
function withKeys(words: readonly Word[], keys: readonly KeyMention[]): Word[] {
  const named = new Set(keys.flatMap(({ key, to }) => (key === null ? [] : [to - 1])));
  return words.map((word, at) =>
    named.has(at) && /^(to|too|for|fore)$/.test(word.text) ? { ...word, text: 'key' } : word,
  );
}

/** Nothing, or a finished sentence, stands before the first key: a key just named has its matter still to come. */
function namesKeysFirst(words: readonly Word[], keys: readonly KeyMention[]): boolean {
  const first = keys[0];
  if (!first || first.key === null) return false;
  return first.from === 0 || words[first.from - 1]?.pause === 2 || formulaCover(words)[first.from - 1] === true;
}

function optionsOf(words: readonly Word[], keys: readonly KeyMention[]): KeyOption[] {
  const spans = assign(words, formulaCover(words), keys);
  const read = keys.map((mention, i): KeyOption => {
    const span = spans[i] ?? { from: mention.from, to: mention.from, score: MISSING };
    const empty = span.to <= span.from;
    const spoken = empty ? null : saidInstead(words, span);
    const clause = words.slice(span.from, spoken ? spoken.from : span.to);
    const named = clause.filter((word) => word.text !== 'otherwise');
    const matter = mention.key === null ? named : withoutSay(named);
    const rest = clause.some((word) => word.text === 'otherwise') || words[mention.from - 1]?.text === 'otherwise';
    return {
      ...(rest ? { otherwise: true as const } : {}),
      key: mention.key,
      say: null,
      label: empty
        ? ''
        : labelOf(
            mention.key === null
              ? stayWords(words, mention, matter, keys[i + 1]?.from ?? words.length)
              : matter.length > 0
                ? matter
                : clause,
          ),
      from: empty ? mention.from : Math.min(span.from, mention.from),
      to: empty ? mention.to : Math.max(span.to, mention.to),
    };
  });
  read.forEach((option, i) => {
    const mention = keys[i];
    const end = read[i + 1]?.from ?? words.length;
    const effect = mention && option.label !== '' && option.to === mention.to ? effectOf(words, mention.to, end) : '';
    if (effect !== '') read[i] = { ...option, label: `${option.label} ${effect}` };
  });
  // "Stay on the line or dial zero": the second of two ways to the same.
  return read.map((option, i) => {
    const before = read[i - 1];
    const isWay = before !== undefined && option.key !== null && /^(or|and)?$/.test(option.label);
    return isWay && before.key === null && before.label !== '' && words[(keys[i]?.from ?? 0) - 1]?.text === 'or'
      ? { ...option, label: before.label }
      : option;
  });
}

/** "For television, say TV or press 2": where the words to be said begin inside the label. */
function saidInstead(words: readonly Word[], span: Span): { from: number } | null {
  for (let at = span.from + 1; at < span.to - 1; at++)
    if (words[at]?.text === 'say' && words[at - 1]?.text !== 'to') return { from: at };
  return null;
}

/** "Stay on the line for the operator": as many words name whom one stays for. */
const STAYED_FOR = 3;

/** What staying means: its condition ("if you need more help"), else whom for ("... for the operator"), else the words themselves. */
function stayWords(words: readonly Word[], stay: KeyMention, clause: readonly Word[], end: number): readonly Word[] {
  const useful = clause.filter((word) => !/^(or|and|please)$/.test(word.text));
  if (useful.length > 0 && clause[0] !== words[stay.from]) return clause;
  const at = words.findIndex((word, i) => i > stay.from && i <= stay.to && word.text === 'for');
  const whom = at < 0 ? [] : words.slice(at + 1, Math.min(end, at + 2 + STAYED_FOR));
  const stop = whom.findIndex(({ pause }) => pause > 0);
  const named = labelOf(stop < 0 ? whom : whom.slice(0, stop + 1));
  if (named !== '' && !/^(the )?(next|all|any|more|more help|assistance|help|further assistance)\b/i.test(named))
    return stop < 0 ? whom : whom.slice(0, stop + 1);
  return words.slice(words[stay.from - 1]?.text === 'otherwise' ? stay.from - 1 : stay.from, stay.to);
}
