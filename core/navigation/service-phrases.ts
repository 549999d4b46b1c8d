import type { Word } from './words.ts';

/** Words with which a spoken option begins: "file a claim", "pay my bill". */
const VERBS = new Set(
  'make file pay check report cancel change add update track schedule reschedule book order return replace activate reset move start stop get find speak talk request renew transfer open close dispute upgrade view hear apply enroll register confirm refill ask buy sell join leave main continue'.split(
    ' ',
  ),
);
/** Matters that are named in one word. */
const NOUNS = new Set(
  'billing sales service services support claims reservations appointments orders returns prescriptions payments pharmacy accounts repairs parts enrollment benefits eligibility operator representative agent yes no cancellations delivery shipping directory hours locations technical'.split(
    ' ',
  ),
);
const JOINS = /^(a|an|the|my|your|of|for|to|and|on|in|with|about|new|existing|my|something)$/;

/** Cuts a list that was transcribed without commas into its phrases: "file a claim billing make a change". */
export function segmentPhrases(words: readonly Word[]): Word[][] {
  const phrases: Word[][] = [];
  words.forEach((word, i) => {
    const before = words[i - 1];
    const joined = before !== undefined && JOINS.test(before.text);
    const begins = i === 0 || (!joined && (VERBS.has(word.text) || NOUNS.has(word.text)) && !compound(before, word));
    if (begins) phrases.push([word]);
    else phrases.at(-1)?.push(word);
  });
  return phrases;
}

/** "technical support", "bill pay", "customer service", "reset order status": the second word belongs to the first. */
function compound(before: Word | undefined, word: Word): boolean {
  if (!before) return false;
  if (VERBS.has(before.text) && !VERBS.has(word.text)) return true;
  return (
    /^(support|service|services|orders?|sales|department|hours|returns)$/.test(word.text) && !NOUNS.has(before.text)
  );
}
