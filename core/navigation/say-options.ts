import type { KeyOption } from './key-options.ts';
import { keyMentions } from './keys.ts';
import type { PromptOption } from './prompt.ts';
import { segmentPhrases } from './service-phrases.ts';
import { plainText, rawText, type Word } from './words.ts';

/** What leads to a list of phrases besides "say": "you can ask for things like ...". */
const LEADS =
  /\b(which (product|service|department|one|of these|area|topic|option)s? (are you calling about|can i help( you)? with|is it|is this about)|say what you (need|want)( help with)?|say what you are calling about|is it (about|for|regarding)|(is (this|your call)|are you (calling|phoning)) (about|regarding)|which (of these|one|of the following)( (do|would))? you (need|want|like)|which of (these|the following) (can|may) (i|we) help( you)? with|one of the following|one of these|choose from( (these|the following))?|options are|things like|something like|such as|for example|for instance|(name|type|kind) of [a-z ]{2,24} like|you can ask (me )?(about|for)|i can help( you)?( with)?)( (options|things|words|choices))?( like| such as| is)?$/;
const SAYS = /^(say|saying|diga|dites)$/;
/** "Who may I say is calling?" */
const NO_LIST = /\b(may|shall|should|can|do|did|will) (i|you|we) say$/;
/** "Are you calling about a claim?" names one matter to say yes or no to, unless another follows. */
const ASKS_OF_ONE = /\b(this|call|calling|phoning) (about|regarding)$/;
/** Where a list ends. */
const ENDS =
  /^(to [a-z ]{2,30} say\b|(you|we|i) (agree|will|are|can|authorize|consent|understand)\b|what (are|is|would|do)\b|(and|so|then) (i|we) (will|can)|or press|please say|please tell|so i can|to (get|help|direct|better|make sure)|how can|what can|which (one|would)|at any time|otherwise|if you|i am listening|now$|go ahead|tell me)/;
/** "Say your account number", "say what you need": not words to be said. */
const NO_PHRASE =
  /^((yes|no) (will|means|is)\b|[0-9]|your|the (reason|name|number|last|first|date)|in|what|why|how|who|it|that|anything you|what you (?!need|want)|something about|a few|so|again|briefly|or|and|one of|things|something like|the following|(i|we) (will|can|have|did|am)|name of|digits|each|back)\b/;
/** An example of a whole sentence is no phrase to be repeated. */
const SENTENCE =
  /^(i|i['’]?[dm]|i['’]ve|what['’]?s|my|could say|you|is|are|was|what|where|when|how|why|which|can|do|does|did|will) /;
const FILLER =
  /^(say|saying|just say|please say|you (can|could|may|might)( also)? say|or|and|either|just|please|a|an|the words?|things like|something like|for example|for instance|such as|like|also|now)\b ?/;

/** "Say yes or no", "you can say billing, sales or something else", "for billing, say billing". */
export function sayOptions(words: readonly Word[], keyed: readonly KeyOption[]): PromptOption[] {
  const phrases: string[] = [];
  const written = words.slice(0, -1).some((word) => word.pause > 0);
  const asks =
    keyed.length === 0 &&
    /\b(say|tell|ask|which|choose|name|how can i help|calling about|is (this|it|your call) about)\b/.test(
      plainText(words),
    );
  for (let at = 0; at < words.length; at++) {
    const leads =
      SAYS.test(words[at]?.text ?? '') || (asks && LEADS.test(plainText(words.slice(Math.max(0, at - 8), at + 1))));
    if (!leads || belongsToKey(words, at) || NO_LIST.test(plainText(words.slice(Math.max(0, at - 2), at + 1))))
      continue;
    const end = Math.min(listEnd(words, at + 1), ...keyed.map((option) => option.from).filter((from) => from > at));
    const heard = plainText(words.slice(at + 1, end));
    if (NO_PHRASE.test(heard)) continue;
    const list = listed(words.slice(at + 1, end), written);
    if (list.length < 2 && ASKS_OF_ONE.test(plainText(words.slice(Math.max(0, at - 4), at + 1)))) continue;
    if (list.length > 1 || !SENTENCE.test(list[0]?.toLowerCase() ?? '')) phrases.push(...list);
    at = Math.max(at, end - 1);
  }
  const plain = plainText(words);
  if (phrases.length === 0 && keyed.length === 0 && /\byes or no\b/.test(plain)) phrases.push('yes', 'no');
  const named = new Set(keyed.map((option) => option.label.toLowerCase()));
  return [...new Map(phrases.map((phrase) => [phrase.toLowerCase(), phrase])).values()]
    .filter((phrase) => !named.has(phrase.toLowerCase()))
    .map((phrase) => ({ key: null, say: phrase, label: phrase }));
}

/** "Say internet or press 1", "press 1 or say internet": the phrase belongs to that key's option. */
function belongsToKey(words: readonly Word[], at: number): boolean {
  const before = plainText(words.slice(Math.max(0, at - 2), at));
  // "To say a bottle leaked, press 5".
  if (/\bto$/.test(before) && keyMentions(words.slice(at + 1, at + 13)).length > 0) return true;
  if (
    /(press|dial)$/.test(before) ||
    /\b([0-9]|one|two|three|four|five|six|seven|eight|nine|zero|star|pound) or$/.test(before)
  )
    return true;
  const following = words.slice(at + 1, at + 9);
  const key = keyMentions(following)[0];
  return (
    key !== undefined &&
    key.key !== null &&
    key.from > 0 &&
    following[key.from - 1]?.text === 'or' &&
    !following.slice(0, key.from).some((word) => word.pause === 2)
  );
}

/** The phrases of a list; a transcript without any punctuation (`written` false) is cut by sense. */
function listed(words: readonly Word[], written: boolean): string[] {
  const parts: Word[][] = [[]];
  const punctuated = words.slice(0, -1).some((word) => word.pause === 1);
  for (const word of words) {
    const cuts = word.text === 'or' || (word.text === 'and' && punctuated);
    if (!cuts) parts.at(-1)?.push(word);
    if (cuts || word.pause > 0) parts.push([]);
  }
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part) => (written ? [part] : segmentPhrases(part)))
    .map((part) => strip(part))
    .filter(
      (phrase) => phrase !== '' && phrase.split(' ').length <= 6 && !/^([a-z\d]{1,2}[ /.-])*[a-z\d]$/i.test(phrase),
    );
}

function strip(part: readonly Word[]): string {
  let words = [...part];
  for (;;) {
    const found = FILLER.exec(`${plainText(words)} `);
    const count = found ? found[0].trim().split(' ').length : 0;
    if (count === 0 || words.length === 0) break;
    words = words.slice(count);
  }
  const condition = words.findIndex((word, i) => i > 0 && /^(for|to|if)$/.test(word.text) && words.length - i > 1);
  while (words.length > 1 && /^(to|or|and)$/.test(words.at(-1)?.text ?? '')) words = words.slice(0, -1);
  return rawText(
    condition > 0 &&
      /^(continue|agree|authori[sz]e|accept|confirm|cancel|stop|yes|no|main menu|more)\b/.test(plainText(words))
      ? words.slice(0, condition)
      : words,
  );
}

function listEnd(words: readonly Word[], from: number): number {
  for (let at = from; at < words.length; at++) {
    if (at > from && words[at - 1]?.text !== 'not' && ENDS.test(plainText(words.slice(at, at + 5)))) return at;
    if (words[at]?.pause === 2) return at + 1;
  }
  return words.length;
}
