import { isMenuPhrase } from './lexicon/concepts.ts';
import { stemsOf } from './lexicon/stem.ts';
import { plainText, type Word } from './words.ts';

/** Words with which a spoken option begins: "file a claim", "pay my bill". */
const VERBS = new Set(
  'extend skip pause verify hear turn redeem upload appeal contact know learn sign log locate exchange pick drop rent hire send place remove restore recover unlock switch downgrade fix repair troubleshoot install resume freeze suspend end make file pay check report cancel change add update track schedule reschedule book order return replace activate reset move start stop get find speak talk request renew transfer open close dispute upgrade view hear apply enroll register confirm refill ask buy sell join leave main continue manage submit repeat go cancel set'.split(
    ' ',
  ),
);
const WHOLE =
  /^(yes|no|billing|sales|operator|agent|representative|something else|anything else|main menu|more options|none of these|other|repeat|help|customer service|go back|technical support|tech support|cancel|claims|support)$/;
const OPEN_END = /\b(a|an|the|my|your|of|for|to|and|on|in|with|about|new|existing)$/;

/** Words that only say something of what follows. */
const QUALIFIES = /^(no|slow|new|existing|lost|my|other|its|it s|broken|missing|late|general|recent|upcoming)$/;

/** Cuts a list that was transcribed without commas into its phrases, so that they read best: "file a claim billing make a change". */
export function segmentPhrases(words: readonly Word[]): Word[][] {
  if (words.length === 0) return [];
  const best: { score: number; from: number }[] = [{ score: 0, from: 0 }];
  for (let end = 1; end <= words.length; end++) {
    let top = { score: Number.NEGATIVE_INFINITY, from: end - 1 };
    for (let from = Math.max(0, end - 9); from < end; from++) {
      const score = (best[from]?.score ?? 0) + phraseScore(words.slice(from, end));
      if (score > top.score) top = { score, from };
    }
    best.push(top);
  }
  const phrases: Word[][] = [];
  for (let end = words.length; end > 0; end = best[end]?.from ?? 0)
    phrases.unshift(words.slice(best[end]?.from ?? 0, end));
  return phrases;
}

function phraseScore(part: readonly Word[]): number {
  const text = plainText(part);
  const first = part[0]?.text ?? '';
  if (first === 'i') return part.length > 3 ? 2 + 0.3 * part.length : -1;
  let score = -1;
  if (WHOLE.test(text)) score += 2.2;
  else if (VERBS.has(first)) score += part.length > 1 ? 1.6 : -0.5;
  if (isMenuPhrase(stemsOf(text))) score += part.length > 1 ? 1.7 : 0.9;
  else if (!VERBS.has(first)) score -= 0.25 * part.length;
  if (OPEN_END.test(text)) score -= 3;
  if (/^(of|for|to|on|in|with|else|and|my|your)$/.test(first)) score -= 3;
  if (
    /^(help|charges?|information|info|status|services?|assistance|questions?|center|desk|department|options|inquiries|filing|reporting|issues|problems?)$/.test(
      first,
    )
  )
    score -= 2;
  if (/^(a|an|the)$/.test(first)) score -= 0.5;
  if (joinsTwo(part)) score -= 2;
  if (QUALIFIES.test(text)) score -= 2.5;
  else if (QUALIFIES.test(first) && part.length <= 4) score += 0.9;
  if (VERBS.has(first) && VERBS.has(part[1]?.text ?? '')) score -= 1;
  score -=
    1.2 *
    part
      .slice(1)
      .filter((word, i) => VERBS.has(word.text) && !/\b(a|my|your|the|to|order|and)$/.test(part[i]?.text ?? '')).length;
  return score;
}

/** "Contact lenses a broken pair of glasses": an article after a whole name begins the next one. */
const joinsTwo = (part: readonly Word[]): boolean =>
  part.some(
    ({ text }, at) => at > 1 && /^(a|an|the)$/.test(text) && isMenuPhrase(stemsOf(plainText(part.slice(0, at)))),
  );
