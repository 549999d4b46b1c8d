import { actsIn, guardedAct, statementOf } from './guard.ts';
import type { PromptOption, ReadPrompt } from './prompt.ts';
import { plain } from './words.ts';

/** Assent that names no act of its own: it commits whatever the prompt spoke of. */
const BARE =
  /^(yes|yeah|confirm|continue|proceed|accept|agree|ok|okay|correct|this is correct|i accept|go ahead|sure|(submit|confirm|complete|finish|do)( (it|this|that))?)$/;
/** What follows an assent to this happens at once. */
const HAPPENS =
  /\b(about to|will (now )?be|i will|can not be|is final|you have (requested|chosen|asked|elected|selected)|you (requested|chose) to|you are (requesting|choosing|asking)|by (pressing|saying|continuing)|you said|early termination)\b/;
/** What is assented to is said at the beginning; further on come fees and options. */
const WORDS_OF_ACT = 14;

/**
 * The option with what choosing it would commit in its label: "confirm" after "you selected cancel membership" becomes "cancel: confirm", so
 * that the guard sees the act. An option that speaks for itself stays as it is.
 */
export function withItsAct(prompt: ReadPrompt, option: PromptOption): PromptOption {
  if (guardedAct(option) !== null) return option;
  const bare = BARE.test(plain(option.say ?? option.label));
  const agrees = prompt.kind === 'confirmation' && option === prompt.didWeUnderstand?.agree;
  if (!bare && !agrees) return option;
  const statement = statementOf(plain(prompt.text));
  const happens = HAPPENS.test(statement) ? actsIn(statement)[0] : undefined;
  if (happens) return { ...option, label: `${happens}: ${option.label}` };
  if (!bare) return option;
  const about = (prompt.didWeUnderstand?.understood ?? '').split(/\b(?:press|say)\b/)[0] ?? '';
  const act = guardedAct({ key: null, say: null, label: about.split(' ').slice(0, WORDS_OF_ACT).join(' ') });
  return act === null ? option : { ...option, label: `${act}: ${option.label}` };
}
