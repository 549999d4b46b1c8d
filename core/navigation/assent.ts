import { unfamiliarVerb } from './familiar-verbs.ts';
import { actsIn, guardedAct, statementOf } from './guard.ts';
import type { PromptOption, ReadPrompt } from './prompt.ts';
import { plain } from './words.ts';

/** Assent that names no act of its own: it commits whatever the prompt spoke of. */
const BARE =
  /^(yes|yeah|confirm|continue|proceed|accept|agree|ok|okay|correct|this is correct|i accept|go ahead|go on|go for it|sure|sounds good|take it|ready|i do|happy with (that|this)|(submit|confirm|complete|finish|do|send|buy|take|accept)( (it|this|that|them))?|make it final|finali[sz]e( it)?)$/;
/** A way out of what a prompt proposes: keeping, leaving, going back. */
const REFUSES =
  /^((hear|look at|see) other|no|no thanks|no thank you|not|not now|do not|decline|leave (it|them|things|everything)|keep|skip|go back|back|return|start over|stay|otherwise|rather not|rather (we|you|they) (did|do) not|cancel|undo|never ?mind|(i )?got (that|it|this) wrong|wrong|main menu|maybe later|later)\b|\bwithout\b|\bas (it is|they are|before)\b|\b(rather|prefer) not\b|\brather (we|you|they) (did|do) not\b/;

/** What follows an assent to this happens at once. */
const HAPPENS =
  /\b(about to|will (now )?be|i will|can not be|is final|you have (requested|chosen|asked|elected|selected)|you (requested|chose) to|you are (requesting|choosing|asking)|by (pressing|saying|continuing|staying)|you said|early termination|shall (i|we)|should (i|we)|we are going to|i can (go ahead|take)|i have a|let us|sorry to see you go|we (can|ll|will)|you (would like|want|wish) to|is that all right|does that work|want me to|non ?refundable|not refundable|(giv(e|es|ing) up|los(e|es|ing)|forfeit\w*|waiv\w*) (your|the|all|any|right)|permanent(ly)?|releases? us|you are (?!(calling|number|currently|speaking|waiting|looking|being|having|trying|holding|experiencing|hearing|during|missing)\b)\w+ing)\b/;
/** What follows these is proposed: "we can release the room". */
const PROPOSED =
  /\b(?:will|can|shall i|should i|going to|about to|want to|like to|us to|let us|once i)\b (?=(\w+(?: \w+){1,5}))/g;
/** What is assented to is said at the beginning; further on come fees and options. */
const WORDS_OF_ACT = 14;

/** Acts that the guard knows only with what they are done to: "close" alone may be a shop. */
const WITH_ITS_THING: ReadonlyMap<string, string> = new Map([
  ['close', 'close the account'],
  ['postpone', 'postpone the appointment'],
]);

/** Is this option plain assent, whatever to? */
export const assents = (option: PromptOption): boolean => BARE.test(plain(option.say ?? option.label));

/** Does this option keep out of what the prompt proposes? */
export const refuses = (option: PromptOption): boolean => REFUSES.test(plain(option.say ?? option.label));

/**
 * The option with what choosing it would commit in its label: "confirm" after "you selected cancel membership" becomes "cancel: confirm", so
 * that the guard sees the act. An option that speaks for itself stays as it is.
 */
export function withItsAct(prompt: ReadPrompt, option: PromptOption): PromptOption {
  const bare = assents(option);
  if (!bare && guardedAct(option) !== null) return option;
  const agrees = prompt.kind === 'confirmation' && option === prompt.didWeUnderstand?.agree;
  if (!bare && !agrees) return option;
  const proposed = proposal(prompt);
  if (proposed) return { ...option, label: `${WITH_ITS_THING.get(proposed) ?? proposed}: ${option.label}` };
  if (!bare || guardedAct(option) !== null) return option;
  const about = (prompt.didWeUnderstand?.understood ?? '').split(/\b(?:press|say)\b/)[0] ?? '';
  const act = guardedAct({ key: null, say: null, label: about.split(' ').slice(0, WORDS_OF_ACT).join(' ') });
  return act === null ? option : { ...option, label: `${WITH_ITS_THING.get(act) ?? act}: ${option.label}` };
}

/** "Stop", "opt out", "turn it down": acts of their own, but a way out of what a prompt proposes beside an option that goes on with it. */
const OUT = /^(stop|return|opt out|turn (it|this|that|them|the offer) down)$/;

export const keepsOut = (prompt: ReadPrompt, option: PromptOption): boolean =>
  OUT.test(plain(option.say ?? option.label)) &&
  prompt.options.length <= 3 &&
  (happens(prompt) || OFFERS.test(statementOf(plain(prompt.text)))) &&
  prompt.options.some((other) => other !== option && (assents(other) || GOES_ON.test(plain(other.label))));

const OFFERS = /\b(offer|offers|offered|offering)\b/;
const GOES_ON = /^(go|move|carry) (on|ahead|forward)$|^go$|^call it\b|^(accept|agree|continue|proceed)\b/;

/** Does the prompt say that something will happen when it is agreed to, whatever that is? */
export const happens = (prompt: ReadPrompt): boolean => HAPPENS.test(statementOf(plain(prompt.text)));

/** What a prompt proposes to do: an act that is known, or the words of one that is not known to be harmless; null when it proposes nothing. */
export function proposal(prompt: ReadPrompt): string | null {
  const statement = statementOf(plain(prompt.text));
  if (!HAPPENS.test(statement)) return null;
  const [act] = actsIn(statement);
  if (act) return act;
  for (const [, words = ''] of statement.matchAll(PROPOSED)) if (unfamiliarVerb(words) !== null) return words;
  return null;
}
