import { rawText, type Word } from './words.ts';

/** What stands before the matter itself: "if you would like to", "to speak with", "for". Matched against folded words. */
const LEADS: readonly RegExp[] = [
  /^(and|or|so|then|now|please|also|again|finally|lastly|but)\b/,
  /^if (you are|this is|your call is|you are currently)( a call)? (calling|inquiring|contacting us|phoning)?( today)? ?(about|regarding|concerning|in regards to|with regard to|because|to|for|from|in reference to)\b/,
  /^(if|when) (you are|this is|it is|your call is|your (question|inquiry) is)( (about|regarding|for|to|calling))?\b/,
  /^if (you|your call) (would like|want|wish|need|prefer|have|require|know)( (to|help with|assistance with|a question about|questions about|an? issue with))?\b/,
  /^(if you|you can|you may)\b/,
  /^(to|for) (speak|talk|be connected|be transferred|connect|get)( directly)?( (to|with))\b/,
  /^to (reach|contact)\b/,
  /^(for|four|fore)\b(?= \w)/,
  /^reach\b(?= (the|our|an?)\b)/,
  /^(for|to|if|para|pour|si|about|regarding|with)\b/,
  /^(en|el|la|le|un|une|the|a|an|our|one of our|all|any)\b/,
];
const KEEP_ALL = /^(all|any) (other|others|else)/;
const TAILS = /^(please|now|then|just|simply|and|or|by|you can|you may|at any time|,)$/;

/** The matter of an option without its lead ("if you are calling about") and its tail ("please"). */
export function labelOf(clause: readonly Word[]): string {
  let words = [...clause];
  for (let trimmed = true; trimmed && words.length > 0; ) {
    trimmed = false;
    while (words.length > 1 && TAILS.test(words.at(-1)?.text ?? '')) words = words.slice(0, -1);
    for (const lead of LEADS) {
      const text = words.map((word) => word.text).join(' ');
      const found = KEEP_ALL.test(text) ? null : lead.exec(text);
      const count = found ? found[0].trim().split(' ').length : 0;
      if (count > 0 && count < words.length) {
        words = words.slice(count);
        trimmed = true;
      }
    }
  }
  return rawText(words);
}

/** "Say billing or press 2": the words to be said are the matter. "To say you were not there" stays as it is. */
export function withoutSay(clause: readonly Word[]): readonly Word[] {
  const at = clause.findIndex((word) => !/^(or|and|please|just|you|can|may)$/.test(word.text));
  return clause[at]?.text === 'say' && clause.length > at + 1 ? clause.slice(at + 1) : clause;
}
