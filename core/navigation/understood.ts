import { rankOptions } from './fit.ts';
import { isMenuWord } from './lexicon/concepts.ts';
import { stem, stemsOf } from './lexicon/stem.ts';
import type { PromptKind, PromptOption } from './prompt.ts';

/**
 * What choosing an option does, as far as its words tell. Ways to do something to somebody's account are too many to be listed; what only tells,
 * leads on or speaks is not. So whatever is not understood as one of those binds.
 */
export type Effect =
  /** Tells something, leads on, brings somebody to the line, leaves things as they are, or names a matter ("billing"). */
  | { readonly kind: 'harmless' }
  /** Arranges what can be arranged otherwise: for whom that has to do with it. */
  | { readonly kind: 'arranges' }
  /** Brings more of something: for whom wants it. */
  | { readonly kind: 'acquires' }
  /** Everything else. `verb`: the stem of what is done, or empty when the words are only half understood. */
  | { readonly kind: 'binds'; readonly verb: string };

/** What a prompt gives to judge its options by. */
export interface Heard {
  readonly kind: PromptKind;
  readonly text: string;
  readonly options: readonly PromptOption[];
}

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/).map(stem));

/** To be told, to tell what is wrong, to be led on, to speak to somebody, to stay as one is. */
const TELLS = words(`
hear listen check find learn know see view look search browse compare read watch review speak talk chat discuss ask inquire enquire query question
explain describe report trace track locate repeat replay visit reach contact connect dial ring call phone text message help
assist support advise recommend dispute contest challenge appeal object argue complain compliment protest troubleshoot diagnose fix repair
mend chase remain stay wait hold stick keep retain try test verify identify quote estimate calculate figure comment suggest feedback
recover retrieve translate interpret follow lodge meet hang rather prefer shop re wonder`);

/** What opens a dialogue in which the matter is still to be told. */
const OPENS = words(`
enter choose select edit file log obtain change modify correct amend update reset reschedule rearrange book schedule request apply`);

/** What can be arranged again another way. */
const ARRANGES = words(`
get make start begin open adjust add order activate register use refill renew upgrade downgrade receive become rent reserve place unlock extend
increase lower reduce replace exchange move send ship post mail email collect pick arrange plan claim redeem set submit give provide turn
install configure reconnect restore resume reinstate switch hire bring attend volunteer sell return redeliver redirect forward deliver
download print save pair sync have leave join sign enroll swap need want see raise insure cover finance refinance tell say inform notify
manage access set share play show prove attach include work park travel fly nominate refer invite respond reply answer confirm run order
buy purchase trade lease remember measure inspect assess value study prepare tour handle resolve deal charge qualify recharge skip pause spread participate rate`);

/** To have more of something, which somebody must want. */
const ACQUIRES = words('buy purchase order get hire add rent subscribe');
/** Done to these, an arrangement binds: it goes on costing, or gives a say away. */
const BINDING =
  /\b(auto ?pay|automatic|automatically|auto|recurring|paperless|budget billing|levelized|subscriptions?|insurance|protection plan|warranty|memberships?|package|contract|deductible|overdraft|beneficiary|cash advance|vote|plea|offer|settlement|guarantee|lien|mandate|power of attorney|trial|from your wages|to (another|a different)(?! (day|date|time|slot|week|month|address|appointment|hour))|to (someone|somebody|a new)|test mode|vacation (hold|mode)|instead of a hearing|right to|rights|consent|for me|on my behalf)\b/;
const PRICED =
  /\b(dollars?|pounds?|euros?|cents?|pence|bucks|percent|a (month|year|week|day)|per (month|year)|extra charge|for a fee)\b/;

/** "Have the meter pulled", "get it shut off", "have us collect": somebody else does something. */
const CAUSES =
  /^(?:have|get|let|ask (?:for|that)|request (?:that|to have)) (?:us |the |your |my |a |an |it |this |that |them |what |officers |somebody |someone )?(?:\w+ ){0,4}?(\w+(?:ed|wn|lt|nt|ut|rn|en)|shut|cut|put|held|sent|sold|made|paid|taken|rolled)\b|^(?:have|let) us (\w+)/;
/** What may be had done: it is looked after, or comes back to us. */
const DONE_FOR_US =
  /^(fix|repair|explain|read|repeat|call|send|mail|email|post|text|deliver|resent|resend|redeliver|return|replac|transfer|connect|translat|mail|reset|chang|updat|correct|review|test|inspect|check|held|hold|kept|keep|refill|need|patient|appoint|account|document|equipment|incident|accident|different|current|payment|statement|children|fit|garden|citizen|resident|agent|student|urgent|recent|parent|even|open|token|broken|seen|been|children|question|medical|sudden|kitchen|hidden|open|men|women|driven|written|given|listen|in|on)/;

/** It goes on for long. */
const LONG = /\b((for|by) )?(another|one more|two|three|the next|a further) (year|month|term|season)s?\b/;
const MONEY = /\b(dollars?|cents?|pounds?|euros?|pence|bucks)\b/;
/** "Order status", "claim information": a matter, whatever its first word. */
const INFORMS =
  /\b(status|information|info|numbers?|details?|history|cent(er|re)|department|desk|line|support|services?|help|questions|options|hours|updates?|quotes?|dates?|times?|schedule|date|hearing|directions|inquir(y|ies)|enquir(y|ies)|problems?|issues?|office|customers?|members?|patients?|residents?|call ?back( request)?|called back|that is already \w+)$/;

/** Leaves all as it is. */
const KEEPS =
  /^(no|not( (now|today|yet|interested))?$|no thanks?|no thank you|do not|decline|skip( (it|for now|ahead|(this|these|the)( (step|offer|question|survey|message|menu|ad|tips?|part|introduction|announcement)s?)?))?$|start (again|over)\b|maybe( \w+){0,2} (later|day|time)|later|keep|leave (it|this|that|things|everything|the \w+|your \w+) (as|alone|how|the way|unchanged)|leave (it|things)$|go back|back|return to|start over|main menu|previous|exit|(stay|stick|remain|carry on|hang on|continue|go on) with(out)?|hang on to|hold on to|rather not|you (would|d|had) rather not|prefer not|otherwise|neither|none|stand down|another time|do it (another time|later)|cancel and (go|return)|(i )?got (that|it|this) wrong|.*\b(do|does|is|are|would|will) not$|.*\bincorrect|wrong|that is (wrong|not right|incorrect)|something else|undo)\b|(?<!^go )\bwithout\b|\bas (it is|they are|is|before|planned|usual)\b|\b(rather|prefer) not\b/;

/** Said of who or how one is; but not "you agree". */
const STATE =
  /^in (pain|danger|crisis)$|^(you|your|it|they|there|somebody|someone|in (pain|danger)|not|can not|this(?! (will|means|releases?|ends?|gives?|lets?|takes?|removes?|waives?|costs?|charges?|cancels?|closes?)\b)) (?!(are|will be) \w+ing\b.*\b(dollars?|pounds?|euros?)\b)(?!(agree|accept|consent|authori[sz]e|understand|wish|want|will|would|decline|waive|certify|attest|approve|swear|choose|elect|be)\b)\w+/;

/** A verb is followed by these, a noun hardly. */
const OBJECT =
  /^(your|my|the|this|that|these|those|a|an|it|them|him|her|all|our|us|someone|somebody|what|everything|things?|over|down|away)$/;
const PARTICLE = /^(without|out|off|down|away|over|back|up|ahead|forward)$/;
/** "Turn down coverage", "sign away": a verb that arranges becomes one that ends. */
const UNDOES =
  /^(?!(\w+ed|paid|sold|gone|time|days?|money|percent|hours?)\b)(?!(log|sign|check|try|fill|pick|find|move|start|hand in|book|send|give) (out|over)\b.{0,3}$)\w+ (down|off|away|without)\b(?! (notice|time|sick))/;
/** Nouns of many words have these between them. */
const JOINS = /^(and|or|of|for|in|at|with|from|by|to|on|about|as|under|s)$/;
const STATES =
  /^(?!(shred|shed|embed|feed|seed|speed|bleed|breed|proceed|exceed|need)$).*ed$|^(lost|paid|sold|gone|made|been|sent|told|left|got|had|forgot|forgotten|bought|broke|broken|found|felt|saw|seen|took|went|came|began|wrote|fell|stole|stolen|knew|can|unable|is|are|was|did|does|both|new|existing|current|other|all|any|general|more|stay|english|spanish)$/;
const ABOUT =
  /^(leave (a|us a|your|an) (short |voice ?|brief |detailed )?(message|mail|voicemail|number|feedback|comments?|callback)|use (the|this) (phone|number|line)|my|have (someone|somebody|us|an? \w+|one of our \w+) (call|ring|phone)|anything|something|everything|nothing|all|any|every|other|general|on behalf|in person|be (connected|transferred|called|put through|reminded)|so$|stop here$|english|continue (to hold|holding|waiting|in)\b|about|regarding|concerning|how|what|when|where|why|whether|if|who|which)\b/;
const ASSENTS =
  /^(yes|yeah|ok|okay|sure|correct|right|agree|accept|confirm|continue(?! (to hold|holding|waiting|to wait|in|your|the|with an?)\b)|proceed|go(?! (back|to|straight|directly|through))|move (on|ahead|forward)|sounds good|that (is|s) (right|correct|fine|ok|okay|it)|this is (right|correct)|that works?|works for|(you )?still want|lets?\b|let s\b|call it|take( (it|this|that|them|the (offer|deal|settlement|money|refund|credit|rate|saver rate|voucher))\b|$)|do|i do|finish|complete|done|ready|(i |you )?understand\b(?! (your|the|my|how|what|why|which)\b)|absolutely|please do|let us)\b|\bis correct$|^\w+ (it|this|that|them)( (now|then|please|today|all|to|on|for|back|up|off)\b.*)?$/;

/** The prompt itself speaks: its beginning has run into the option. */
const SPEAKS = /^(we|i|got it|okay|ok|so|thank you|thanks|alright|great)\b/;
/** Without "to" these may be taken for nouns, and are acts all the same. */
const BARE_ACTS =
  /^(refuse(?! (and|or|collection))|let(?! (us|me) know)|give (up|away|back|\d+)|giving up|stop|destroy|quit|end|drop|waive|release|surrender|hand (over|back|in)|pull|cut|kill|scrap|dump|strike|void)\b(?! ?$)/;
/** "Go for it or two leave it": another option inside this one. */
const TWO_IN_ONE = /\bor (two|three|four|five|six|seven|eight|nine|zero|\d)\b \w/;

const DETERMINES = /^(a|an|another|the|your|my|our|this|that)\b/;

/** Words before a label that make it something one does: "to quit, press 2", "if you wish to admit". Not "speak to billing". */
const leadsToAct = (label: string, text: string): boolean => {
  const at = ` ${text} `.indexOf(` ${label} `);
  if (at < 0) return false;
  const before = ` ${text} `.slice(0, at);
  // "About moving to another address": the verb is before the "to", and only names the matter.
  const [, matter] = /\b(?:about|for|regarding) (\w+ing) to$/.exec(before) ?? [];
  if (matter !== undefined && ARRANGES.has(stem(matter)) && DETERMINES.test(label)) return false;
  return (
    /\b(to|too|please|wish to|like to|want to|ready to)$/.test(before) &&
    !/\b(speak|talk|talking|speaking|connected|transferred|connect|transfer|through|access|related|due|next|listen|directly|calls?|pertaining|regard|relating|refers?|press|dial|dress) to+$/.test(
      before,
    )
  );
};
const namesMatter = (label: string, text: string): boolean =>
  (!label.includes(' ') && new RegExp(`\\b(a|an|your|my) ${escaped(label)}\\b`).test(text)) ||
  new RegExp(
    `\\b(for|four|fore|about|regarding|with|concerning|reach|speak to|talk to|contact|have|need|is|are) (?:a |an |the |our |any |all |your )?${escaped(label)}\\b`,
  ).test(text);
/** "A problem with your order", also where the label has lost its article: a noun, whatever follows. */
const isThing = (label: string, text: string): boolean =>
  /^(your|the|our|an?) \w/.test(label) || new RegExp(`\\b(a|an) ${escaped(label)}\\b`).test(text);
const escaped = (text: string): string => text.replace(/[*#.?+^$()[\]{}|\\]/g, '\\$&');

/** Plain assent, whatever to. Folded. */
export const isAssent = (label: string): boolean => ASSENTS.test(label);

/** Are these two options that were heard as one? Folded. */
export const isTwo = (label: string): boolean => TWO_IN_ONE.test(label);

/** "We show an alarm have officers sent": the act that a sentence has run into; its verb, or empty. */
function lastAct(words: readonly string[]): string {
  for (let from = 1; from < words.length - 1; from++) {
    const caused = CAUSES.exec(words.slice(from).join(' '));
    const done = caused?.[1] ?? caused?.[2];
    if (done !== undefined && !DONE_FOR_US.test(stem(done))) return stem(done);
    if (caused) return stem(words[from] ?? '');
  }
  return '';
}

/** What this part of a label does. Folded; `text`: the folded prompt. */
export function effectOf(part: string, text: string): Effect {
  const label = part
    .replace(/^((please|now|just|simply|also|only|first|instead|yes (?=(for|if|to) )) ?)+/, '')
    .replace(/^(for|if|r|u) /, '');
  const all = label.split(' ');
  const [head = '', next = ''] = all;
  if (stemsOf(label).length === 0 && !KEEPS.test(label) && !/^(questions?|help|more|calls?|no|general)\b/.test(label))
    return { kind: 'binds', verb: '' };
  if (KEEPS.test(label) || ABOUT.test(label)) return { kind: 'harmless' };
  const root = stem(head);
  if (SPEAKS.test(label) && all.length > 2 && !/\bcall you\b/.test(label)) return { kind: 'binds', verb: lastAct(all) };
  if (BARE_ACTS.test(label)) return { kind: 'binds', verb: root };
  if (LONG.test(label)) return { kind: 'binds', verb: root };
  const tells = (TELLS.has(root) && !/^call it\b/.test(label)) || OPENS.has(root);
  if (ASSENTS.test(label) && !tells) return { kind: 'binds', verb: '' };
  const caused = CAUSES.exec(label);
  const done = caused?.[1] ?? caused?.[2];
  if (done !== undefined && !DONE_FOR_US.test(done) && !DONE_FOR_US.test(stem(done)))
    return { kind: 'binds', verb: stem(done) };
  if (STATE.test(label)) return { kind: 'harmless' };
  const acts = leadsToAct(label, text);
  if (!acts && isThing(label, text) && !PRICED.test(label)) return { kind: 'harmless' };
  if (TELLS.has(root)) return { kind: 'harmless' };
  if (UNDOES.test(label)) return { kind: 'binds', verb: root };
  if (MONEY.test(label)) return { kind: 'binds', verb: 'pay' };
  if (head === 'be') return { kind: 'arranges' };
  const isVerb = acts || OBJECT.test(next) || PARTICLE.test(next) || (next === 'with' && all.length > 2);
  if (
    !acts &&
    ((INFORMS.test(label) && !(isVerb && ARRANGES.has(root))) ||
      (/ing$/.test(head) && ARRANGES.has(root)) ||
      (next === '' && /[^s]s$/.test(head)))
  )
    return { kind: 'harmless' };
  if (
    OPENS.has(root) ||
    /^make (an? |your |the )?(\w+ )?(appointments?|reservations?|bookings?|changes?|claims?|complaints?|reports?|requests?|suggestions?|enquir(y|ies)|inquir(y|ies))\b/.test(
      label,
    ) ||
    /^get (a |an |your |the )?(\w+ )?(quote|update|copy|help|information|directions|prices?|status|date|time|appointment)\b/.test(
      label,
    )
  )
    return BINDING.test(label) ? { kind: 'binds', verb: root } : { kind: 'harmless' };
  if (ARRANGES.has(root) && (isVerb || !namesMatter(label, text)))
    return BINDING.test(label) || PRICED.test(label)
      ? { kind: 'binds', verb: root }
      : ACQUIRES.has(root)
        ? { kind: 'acquires' }
        : { kind: 'arranges' };
  if (/^(go (back|to|straight|directly|through)|back|return)\b/.test(label)) return { kind: 'harmless' };
  if (acts && !STATES.test(head)) return { kind: 'binds', verb: root };
  if (STATES.test(head) || namesMatter(label, text)) return { kind: 'harmless' };
  if (isVerb) return { kind: 'binds', verb: root };
  return all.some((word) => !JOINS.test(word) && isMenuWord(stem(word)) && !/^\d/.test(word)) && isMenuWord(root)
    ? { kind: 'harmless' }
    : { kind: 'binds', verb: '' };
}

/** So much an option must have to do with the intent before anything is arranged with it. */
const RELATED = 0.06;
/** Less is enough for what fits better than all else. */
const BEST = 0.02;
/** Plain questions arrange nothing. */
const ASKS =
  /^(where|when|what|has|have (you|they|my)|is|are|was|did|does|do (you|i|we|they)|how (long|much|many|close)|why|who|ask|tell me|i (was |am )?(just |only )?(want(ed)?|need|would like|asking|seeing|checking|wondering)( to)? (know|hear|find out|check(?! (in|an?|two|three|extra|my (bags?|luggage|baggage))\b)|see|ask|what|if|how))\b/;
const ONLY_ASKS = /\b(just|only) (want(ed)? to (know|hear|see)|seeing|checking|asking|wondering)\b/;
const WANTS =
  /\b(chang\w*|mov\w*|switch\w*|instead|another|different|new|send|return\w*|swap|update|replac\w*|reschedul\w*|put|more|rais\w*|increas\w*|lower\w*|reduc\w*|upgrad\w*|buy|order|book|get|want|need|like|add|set up|sign|open|start|renew|refill|apply|file|register|make|give|join)\b/;

/** Does no other option fit the intent better, and this one does? */
export function fitsBest(option: PromptOption, intent: string, options: readonly PromptOption[]): boolean {
  const [best] = rankOptions(options.includes(option) ? options : [...options, option], intent, 'let-pass');
  return best !== undefined && best.option === option && best.score >= BEST;
}

/** Has the option to do with the intent, by our own reading: in itself, and beside the others? */
export function isRelated(option: PromptOption, intent: string, options: readonly PromptOption[]): boolean {
  const ranked = rankOptions(options.includes(option) ? options : [...options, option], intent, 'let-pass');
  const own = ranked.find((fit) => fit.option === option)?.score ?? 0;
  return own >= RELATED && own >= (ranked[0]?.score ?? 0) * 0.5;
}

export const onlyAsks = (intent: string): boolean =>
  ONLY_ASKS.test(intent) || (ASKS.test(intent) && !WANTS.test(intent.replace(ASKS, '')));

/** Wanted otherwise than it is offered, or not at all. */
export const declines = (intent: string): boolean =>
  /\b(do not (want|touch|change|do|send|cancel|pay|sign|take|book|need|like)|not (yet|now|today|\d+)|never|instead|rather|different|leave it|leave things|keep (my|this|that|the)|as it (is|was)|how it was|cancel that|wrong)\b/.test(
    intent,
  );

/** The intent has the very verb. */
export const hasVerb = (verb: string, intent: string): boolean => verb !== '' && stemsOf(intent).includes(verb);
