import { happens, keepsOut, proposal, withItsAct } from './assent.ts';
import { actsIn, asksFor, type GuardedAct, type GuardVerdict, guard, guardedAct, statementOf } from './guard.ts';
import { denies } from './intent.ts';
import { stem, stemsOf } from './lexicon/stem.ts';
import { opposed, otherExtent } from './opposites.ts';
import { languageOf, roleOf } from './option-role.ts';
import { otherReadings } from './other-reading.ts';
import type { PromptOption, ReadPrompt } from './prompt.ts';
import { otherAmount, sameMatter } from './same-matter.ts';
import type { Situation } from './situation.ts';
import {
  declines,
  type Effect,
  effectOf,
  fitsBest,
  hasVerb,
  isAssent,
  isRelated,
  isTwo,
  onlyAsks,
} from './understood.ts';
import { plain } from './words.ts';

/** "I siarad Cymraeg pwyswch". */
const LANGUAGE_WORDS = 5;
/** Who wants less is sold nothing. */
const ENDS = /\b(finish|cancel|quit|get rid|drop|terminate|end my|leave you|close my|stop my)\b/;
const HELD: GuardVerdict = { kind: 'not_asked', act: 'unfamiliar' };
const FREE: GuardVerdict = { kind: 'free' };

/**
 * May this option be taken? First by what is known to bind (`guard`); then only what is understood: see `Effect`.
 */
export function mayTake(situation: Situation, option: PromptOption): GuardVerdict {
  const { prompt, intent, approved = [] } = situation;
  if (keepsOut(prompt, option)) return FREE;
  const meant = withItsAct(prompt, option);
  const verdict = guard(meant, intent, approved, prompt.kind);
  const act = guardedAct(meant);
  if (verdict.kind !== 'free') return verdict;
  if (act !== null && act !== 'unfamiliar')
    return isMeant(situation, option, act) && !costsOtherwise(situation, option) ? verdict : HELD;
  return isUnderstood(situation, option) && othersAreHarmless(situation, option) ? FREE : HELD;
}

/** "Hand your number | to someone else": cut in the middle. */
const CUT = /^(?!to\b)\w+ (\w+ ){1,3}to (someone|somebody|another|anyone|a|an|the|your|my|our|us|them|other)\b/;

/** Words that were lost may have moved the options: whatever else this key may be must not bind either, unless it is wanted. */
function othersAreHarmless(situation: Situation, option: PromptOption): boolean {
  const { prompt, intent } = situation;
  if (/^(repeat|back|language)$/.test(roleOf(option))) return true;
  return otherReadings(prompt.text, option, prompt.options).every((label) => {
    const other = { key: option.key, say: null, label };
    const act = guardedAct(other);
    if (act !== null)
      return guard(other, intent, [], prompt.kind).kind !== 'not_asked' && !otherAmount(prompt.text, intent);
    const effect = wholeEffect(other, CUT.test(label) ? `to ${label}` : '');
    if (effect.kind === 'acquires') return fitsBest(other, intent, prompt.options);
    if (effect.kind !== 'binds') return effect.kind === 'harmless' || isRelated(other, intent, prompt.options);
    if (effect.verb === '') return !isAssent(label) || assented(situation, other);
    return wants(effect.verb, plain(intent));
  });
}

/** "Confirm" is no opposite of cancelling where cancelling is what is confirmed. */
const ENDING: ReadonlySet<GuardedAct> = new Set(['cancel', 'close', 'authorise']);

/** Among so few options an amount that the prompt names is that of all of them. */
const FEW = 3;
const costsOtherwise = ({ prompt, intent }: Situation, option: PromptOption): boolean =>
  otherAmount(option.label, intent) || (prompt.options.length <= FEW && otherAmount(prompt.text, intent));

/** Nothing but changing: who only asks where or when is not to be led there. */
const ALTERS = /^(change|modify|switch|amend|alter)\b(?!.*\b(or|check|information|status|book|make)\b)/;

/** Words for the act itself; others only tell of a loss, whatever was lost. */
const BLOCKS = /\b(block|freeze|frozen|lock|suspend|pause|deactivate|stop|bar|kill|hold)\b/;

/** An act that the words of the intent ask for: really this one, of this thing? */
function isMeant({ prompt, intent }: Situation, option: PromptOption, act: GuardedAct): boolean {
  if (onlyAsks(plain(intent)) || otherExtent(plain(option.label), plain(intent))) return false;
  if (!ENDING.has(act) && isOpposed(option, intent)) return false;
  return act !== 'block' || BLOCKS.test(plain(intent)) || isRelated(option, intent, prompt.options);
}

const partsOf = ({ say, label }: PromptOption): string[] =>
  (label === '' ? (say ?? '') : label)
    .split(/,|\bor\b/i)
    .map(plain)
    .filter((part) => part !== '');

/** What an option of several parts does: "change or cancel" leads on to a choice. */
function wholeEffect(option: PromptOption, text: string): Effect {
  const effects = partsOf(option).map((part) => effectOf(part, text));
  const mildest = (['harmless', 'arranges', 'acquires', 'binds'] as const).flatMap((kind) =>
    effects.filter((effect) => effect.kind === kind),
  )[0];
  return mildest ?? { kind: 'binds', verb: '' };
}

function isUnderstood(situation: Situation, option: PromptOption): boolean {
  const { prompt, intent } = situation;
  // Doing nothing commits nothing, and being called back is for the person to say.
  if ((option.key === null && option.say === null) || prompt.callbackOffer !== null) return true;
  if (languageOf(option) !== null && option.label.split(' ').length <= LANGUAGE_WORDS) return true;
  if (isTwo(plain(option.label))) return false;
  if (speaksTo(option, plain(prompt.text))) return true;
  const effect = wholeEffect(option, plain(prompt.text));
  const wish = plain(intent);
  if (ALTERS.test(plain(option.label)) && onlyAsks(wish) && !fitsBest(option, intent, prompt.options)) return false;
  if (effect.kind !== 'harmless' && effect.kind !== 'binds' && costsOtherwise(situation, option)) return false;
  switch (effect.kind) {
    case 'harmless':
      return true;
    case 'arranges':
      return isRelated(option, intent, prompt.options) && !onlyAsks(wish) && !isOpposed(option, intent);
    case 'acquires':
      return (
        !ENDS.test(wish) && fitsBest(option, intent, prompt.options) && !onlyAsks(wish) && !isOpposed(option, intent)
      );
    case 'binds':
      return effect.verb === ''
        ? assented(situation, option)
        : wants(effect.verb, wish) && !onlyAsks(wish) && !costsOtherwise(situation, option);
  }
}

/** A person to speak to; not one to whom something is given. */
const speaksTo = (option: PromptOption, text: string): boolean =>
  roleOf(option) === 'human' &&
  new RegExp(
    `\\b(speak|talk|speaking|talking|connected|transferred|through)( directly)? (to|with) (an? |the |our |one of our )?${plain(option.label)}\\b`,
  ).test(text);

const wants = (verb: string, wish: string): boolean =>
  hasVerb(verb, wish) && !denies(wish, new RegExp(`\\b${verb}\\w*\\b`));

const isOpposed = ({ say, label }: PromptOption, intent: string): boolean =>
  opposed(plain(`${label} ${say ?? ''}`), plain(intent));

/** "Is this about a card that you already have?" */
const ASKED = /\b(is (this|it|your call|that) (about|regarding|for)|are you calling (about|for|from))\b/;
const ECHO =
  /\b(you (have )?asked (about|for)|you (just )?(said|want|would like|are calling)|sounds like|i heard|did you say|do i have that right)\b/;

/** Longer than this, more was understood than a matter. */
const ECHOED = 4;

/** "You said billing, is that right?": nothing happens yet. */
function onlyEchoes(prompt: ReadPrompt): boolean {
  if (ASKED.test(plain(prompt.text)) && !happens(prompt)) return true;
  const understood = plain(prompt.didWeUnderstand?.understood ?? '');
  return (
    ECHO.test(plain(prompt.text)) &&
    proposal(prompt) === null &&
    stemsOf(understood).length <= ECHOED &&
    effectOf(understood, '').kind === 'harmless'
  );
}

/** Going on with this is more than going on. */
const COSTS = /\b(dollars?|pounds?|euros?|cents?|charge|charges|fee|fees|apply|will)\b/;

/** "Add it to your policy" after a price: something is sold. */
const BUYS = /^(add|get|take|have|include|order|enroll|sign|try|start) (it|this|that|them|me|up)\b/;
const headOf = (option: PromptOption): string => stem(plain(option.label).split(' ')[0] ?? '');
const isOffer = (prompt: ReadPrompt, option: PromptOption): boolean =>
  BUYS.test(plain(option.label)) && MONEY.test(statementOf(plain(prompt.text)));

/** Plain assent: to what is ours, or to just what is wanted. */
function assented({ prompt, intent, readBack = null }: Situation, option: PromptOption): boolean {
  const wish = plain(intent);
  if (readBack === 'agrees') return true;
  if (prompt.options.length === 1 && !happens(prompt) && !COSTS.test(plain(prompt.text))) return true;
  if (onlyEchoes(prompt)) return true;
  if (otherAmount(prompt.text, intent) || onlyAsks(wish) || declines(wish)) return false;
  if (happens(prompt) && !doneIn(prompt, wish)) return false;
  if (isOffer(prompt, option) && !hasVerb(headOf(option), wish) && !asksFor('pay', wish)) return false;
  const says = stemsOf(option.label).length > 1;
  if (doesIt(option) && bids(headOf(option), wish)) return true;
  return sameMatter({ prompt, intent }) || (says && isRelated(option, intent, prompt.options));
}

/** "Refill it now", of what the prompt named. */
const doesIt = (option: PromptOption): boolean => /^\w+ (it|this|that|them)( now| today)?$/.test(plain(option.label));
const BIDS =
  /^(please |can you |could you |i (just )?(want|need|would like) to |i am calling to |to )*(\w+) (my|our|the|it|this|that|them|all)\b/;
/** The intent begins with this very verb: "refill my tablets". */
const bids = (verb: string, wish: string): boolean => stem(BIDS.exec(wish)?.[4] ?? '') === verb;

const DONE =
  /\b(?:will|will be|to|can|shall|shall i|going to|about to|you are|i am|we are)(?: now| be| not| have)* (?=([a-z]{3,}))/g;
const MONEY = /\b(dollars?|pounds?|euros?|cents?)\b/;

/** Does the intent have a verb of what will happen, or pay where money is named? */
function doneIn(prompt: ReadPrompt, wish: string): boolean {
  const statement = statementOf(plain(prompt.text));
  const verbs = [...statement.matchAll(DONE)].map(([, verb = '']) => stem(verb));
  return (
    verbs.some((verb) => hasVerb(verb, wish)) ||
    actsIn(statement).some((act) => asksFor(act, wish)) ||
    (MONEY.test(statement) && asksFor('pay', wish))
  );
}
