import { stem } from './lexicon/stem.ts';

/**
 * What options ask for that can be undone or only leads on: to hear, to report, to arrange, to change. Everything else that is done to something
 * ("lapse your cover", "bar your card") is taken for binding unless the intent says the very word: verbs of ending and paying are too many to be
 * listed, those of asking are not.
 */
const FAMILIAR: ReadonlySet<string> = new Set(
  `hear check find get learn know see speak talk ask report inquire enquire track trace locate book schedule reschedule rearrange make request
leave repeat return go apply file start begin open change update modify amend correct edit adjust add order reset activate register enter use
refill renew reach visit hold continue dispute query question challenge discuss submit give provide set sign join upgrade downgrade view review
listen receive obtain select choose become rent reserve place verify test try fix repair mend unlock extend raise increase lower reduce replace
exchange chase bring move connect contact call phone dial message text email send ship post mail collect pick arrange plan explain understand
appeal object contest complain compliment claim gift redeem skip stay wait keep remain press say record save play print download fax log manage
access look search browse compare estimate quote confirm reply respond answer rate tell have be need want like wish deal handle resolve
troubleshoot diagnose install configure reconnect restore resume reinstate switch port spread split meet host attend volunteer hire work sell
study park travel fly bring take run follow pass read write attach include prove show name identify describe help support advise recommend
refer nominate invite trade test measure inspect assess value watch stream pair sync charge recharge return re redeliver redirect forward
deliver prepare tour view share ask buy finance refinance insure protect cover qualify enquire re retrieve recover remember accept prefer ring hang`
    .split(/\s+/)
    .map(stem),
);

/** Who or what something is done to; a noun is rarely followed by these. */
const OBJECT = /^(your|my|the|this|that|these|those|a|an|it|them|him|her|all|our|us|someone|somebody|what)$/;
/** Said of a state ("locked out", "lost your card"), not of an act. */
const STATE =
  /^(?!(shred|shed|embed|feed|seed|speed|bleed|breed|proceed|exceed)$).*ed$|^(forgot|forgotten|bought|broke|broken|found|felt|saw|seen|took|went|came|began|wrote|fell|stole|stolen|knew|lost|paid|sold|gone|made|been|sent|told|left|got|had|is|are|was|did|does|do|not|what|where|how|when|who|which|if|for|about|with|on|in|at|of|from|by|to|or|and|both|one|two|three|four|fore|too|won|inside|near|under|within|over|after|before)$/;

/** What is made and harms nobody: "make a transfer" is no such thing. */
const MADE =
  /^(new|first|appointments?|reservations?|bookings?|claims?|complaints?|changes?|requests?|enquir(y|ies)|inquir(y|ies)|reports?|suggestions?|calls?|referrals?|selections?|orders?|quer(y|ies)|comments?|start|sure|different|another|general|dental|medical|online|service|warranty|routine|dinner|table|room|hotel|car|insurance|formal|account|address|policy|plan)$/;

/** The verb of an option that does something unfamiliar to something; null for a matter, a state, or what is known to be harmless. Folded words. */
export function unfamiliarVerb(label: string): string | null {
  const [head = '', next = ''] = label.replace(/^(please|now|just|simply|also) /, '').split(' ');
  if (!OBJECT.test(next) || STATE.test(head) || head.length < 3 || OBJECT.test(head)) return null;
  const made = /^(make|making|do|doing|place|placing) (an? |the |your )?(\w+)/.exec(label)?.[3];
  if (made !== undefined) return MADE.test(made) ? null : made;
  return FAMILIAR.has(stem(head)) ? null : head;
}
