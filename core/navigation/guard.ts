import { unfamiliarVerb } from './familiar-verbs.ts';
import { denies } from './intent.ts';
import type { PromptKind, PromptOption } from './prompt.ts';
import { plain } from './words.ts';

/** What cannot be undone, costs, or binds the person. */
export type GuardedAct =
  | 'cancel'
  | 'close'
  | 'pay'
  | 'authorise'
  | 'consent'
  | 'block'
  | 'move_money'
  | 'postpone'
  /** Done to something with a verb that is not known to be harmless (see `unfamiliarVerb`). */
  | 'unfamiliar';

interface Rule {
  readonly act: GuardedAct;
  /** How prompts name it. */
  readonly offered: RegExp;
  /** How people ask for it. */
  readonly asked: RegExp;
  /** The option itself commits, so it needs approval; otherwise a further prompt must still be agreed to. */
  readonly commits: boolean;
}

const RULES: readonly Rule[] = [
  {
    act: 'close',
    offered:
      /\bclos(e|ing) (my|your|the|this|an?|out)?\b.{0,12}\b(account|card|policy|file|case|line|loan|mortgage|membership|contract)s?\b|^close$|\bdelete (my|your|the) account\b|\b(wind|shut)(ing|ting)? (up|down)\b|\bfinish with us\b|\b(account|card|policy|line|membership|contract)s? will (now )?be closed\b/,
    asked:
      /\bclos(e|ing)\b(?! (to|by)\b)|\bfinish(ed)? with\b|\bwind up\b|\bshut\b|\bdone with\b|\bget rid\b|\b(do|does) not want\b.{0,30}\b(any ?more|any longer)\b|\bdelete\b|\bend\b|\bcancel\b|\bterminate\b|\bno longer\b/,
    commits: true,
  },
  {
    act: 'cancel',
    offered:
      /\b(cancel|cancell?ing|cancell?ations?|terminate|termination|disconnect|stop (your |my |the )?service|end (your|my|the|this) (service|membership|plan|policy|contract|subscription|lease)|resign|separation|withdraw|drop|void|surrender|unenroll|disenroll|opt out|about to (remove|delete|erase|end|lose)|will (end (today|now|immediately|on)|lapse|be (removed|deleted|erased|lost|ended))|unsubscribe|forfeit|waive|renounce|switch away|remove (your|my) (account|policy)|(turn|switch|shut) (it |them |this )?off|turn off (your |my |the )?(service|power|electricity|gas|water)|leaving( us)?|leave us|disconnected|discontinue|to an end|(end|stop) (it|this|that|monitoring|cover(age)?|(your|my|the|this) (supply|cover|coverage|agreement|lease|account|monitoring|line|subscription|contract|plan|membership|policy|service|tenancy))|(give|hand in|submit|serve) (your |my )?notice|port (your|my) number|hand in|give (it|them|this|that) up|give up (?!any)|giving up|do away with|walk away|call (it |them |this )?off|let (a|the|your|my|it|them)( \w+){0,3} go|let go of|lapse|wipe|wiped|erase|delete|(take|taken|remove|removed) (me |you )?(off|from) (the|our|your)|get rid of|made up your mind( to)? (go|leave)|no longer (need|want|require|wish)|cut (it |you |your .{1,16} )?off|disarm|deactivate|cease|abandon|scrap|toss|discard|throw (it|them|this|that|(the|your|my) \w+) (away|out)|back out|pull out|make it final|revoke|part ways)\b|^(quit|end it|stop|end)$|\b(want|wish|like|ready|decided) to (go|leave|quit)$/,
    asked:
      /\b(cancel|cancell?ing|cancell?ation|terminate|remove|delete|take (off|out)|call it off|call off|get rid|toss|discard|throw .{1,20} (away|out)|end|quit|quitting|wipe|erase|lapse|finish (my|the|our|this|with)|bring .{1,30} to an end|wind up|disarm|(not|stop) (be )?(coming|attend\w*)|my mind is made up|switch (it |\w+ \w+ )?off|(?<!(maternity|paternity|parental|family|medical|sick|paid|annual) )leave(?! of)|leaving|i am off to|switch(ing)? (away|provider|to another)|(cheaper|better) (deal|offer)|(pac|porting|switching|transfer) code|want out|(get|let|want) (me |us |myself )?out of|drop|disconnect|stop(?! working)|resign|resigning|unsubscribe|withdraw|give up|back out|take back (my|the|our|what)|take me off|no longer|can not (go|make it|come)|do not (want|need)|not be needing|last day|done with|moving out|turn off|shut|cut)\b/,
    commits: true,
  },
  {
    act: 'cancel',
    offered: /\b(return|send)(ed|ing)? (\w+ ){0,3}to (the )?sender\b|\brefuse (\w+ ){0,2}(delivery|parcel|package)\b/,
    asked: /\b(return\w*|send (\w+ ){0,3}back|refus\w+|never ordered|not (ours|mine)|do(es)? not want)\b/,
    commits: false,
  },
  {
    act: 'pay',
    offered:
      /\b(pay|paying|payment|purchase a|buy now|donate|make a donation|charge (my|your|the) card|replenish|top up|recharge|settle (your|my|the|what|it|up)|clear (your|my|the|what)|take (it|that|this|the money) from|take (your|this|the|a|my) (\w+ (s )?)?payment|charged to|add (value|credit|money|funds)|admit (liability|fault)|saved card|buy it)\b|\b(will|to) be (charged|debited|billed|withdrawn|deducted)\b|^(donations?|donate)$|(?<!\b(transfer|transferring|move|moving|wire|wiring|send|sending) )\b\d+ (dollars|pounds|euros|bucks)\b/,
    asked:
      /\b((?<!stopp?(ed|ing|s)? )(pay|paying)|payment|settle|buy|purchase|donate|clear|send money|give|top up|put (a|an|some|another)? ?(\d+|tenner|fiver|money|credit|twenty|ten|fifty)|replenish|add money|order|renew|(ahead and|just|please|can|may|happy to) charge (it|this|that|the|my)|(know|aware|accept|okay|ok|fine) .{0,20}(fee|charge)s?|(fee|charge|cost|price|dollar|pound|euro|buck)s? (is|are|sounds?) (fine|ok|okay|good|alright))\b(?! (it )?(off )?(bit by bit|in (bits|parts|instal\w+)|over time|monthly|later))/,
    commits: false,
  },
  {
    act: 'authorise',
    offered:
      /\b(authori[sz]e|plead|guilty|certify|sign(?! (in|into|on)\b)|accept (the |these |this |our |your |its )?(new |updated |revised )?(terms|charges?|fees?|agreement|offer|settlement|conditions|policy|quote|liability)|approve|(confirm|place|submit|complete|finali[sz]e|proceed with) (the|this|your|my|a) (payment|order|transfer|cancell?ation|purchase|request|transaction|enrollment|application|claim|plea|donation|booking)|release (the|your|my) (information|records|funds|claim)|give (your )?(permission|consent)|e ?sign|electronic signature|continue to (cancel|pay|close)|swear|attest|admit (liability|fault|guilt)|go for it|send it|happy (with|for) (that|this|it|us)|voice ?print|your voice)\b|^(i )?accept$/,
    asked:
      /\b(authori[sz]e|plead|guilty|certify|certification|approve|accept|agree|pay|confirm|transfer|order|buy|cancel|donate|give (permission|consent|my|them|you|\d+)|settle|book|extend|purchase|submit|send|swear|take (the|it|that)|voice ?print)\b/,
    commits: true,
  },
  {
    act: 'consent',
    offered:
      /\b(consent|i agree|agree|(accept|agree to) .{0,20}(terms|conditions)|opt in|enroll in (paperless|text|auto\w*)|subscribe|i understand and|share (my|your) (data|information)|receive (marketing|promotional|text|automated)[a-z ]*)\b/,
    asked:
      /\b(consent|agree|opt in|subscribe|text me|marketing|i accept|sign me up|sign up for (texts?|alerts|paperless|autopay)|(?<!off )(auto ?pay|automatic(ally)?|paperless))\b/,
    commits: true,
  },
  {
    act: 'block',
    offered:
      /\b(lost|stolen|block|freeze|deactivate|suspend|lock|gone missing|(card|wallet|purse|phone|sim|passport|check|cheque)s? (is )?missing|kill|bar (your|my|the|a|an|all)|disable) ?\b|\b(stop|stopped) (a |the |my |your )?(payment|check|cheque|card)\b|\bcard (is )?stopped\b|\bput (.{1,20} )?on hold\b|\bput a stop\b/,
    asked:
      /\b(lost|lose|stolen|stole|missing|taken|block|freeze|frozen|deactivate|suspend|pause|lock|can not find|gone|swiped|pickpocketed|left (it|my|mine|them|our|the|her|his)|misplaced|kill|put (\w+ ){0,3}on hold|stop|robbed|dropped|(somebody|someone|they|he|she|thief|thieves) took|snatched|nicked|pinched|bar|barred|skip|break from|out of work)\b/,
    commits: false,
  },
  {
    act: 'move_money',
    offered:
      /\b(transfer|wire|move|send|hold) (.{0,20} )?(money|funds|cash|payments)\b|\b(make|arrange|set up) an? (\w+ )?transfer\b|^transfers?$|\btransfers? (between|and|of|from)\b|\bwithdraw(als?)?\b(?! (an?|the|your|my|this|from (the|your|a|my)) (\w+ )?(claim|application|appeal|request|complaint|offer|petition|case|consent|bid|enrollment|plea|program|class|course|membership|study))|\b(this|the) transfer\b|\btransfer of\b|\b(send|make|sending|making) an? wire\b|\b(transfer|wir|mov|send)(e|ing)? (\w+ ){0,6}(dollars|pounds|euros|bucks)\b|\b(transfer|mov)(e|ing)? (\w+ ){0,6}(from|to|into) (your |my |the )?(savings|checking)\b|\bcash advance\b|\bpay (someone|somebody|a (person|friend))\b/,
    asked: /\b(transfer|wire|move|send|withdraw|from checking|from savings|to savings|cash advance)\b/,
    commits: false,
  },
  {
    act: 'postpone',
    offered: /\b(postpone|defer|delay) (your|my|the|jury|a)\b|^postpone\b|\b(postponement|deferral)\b/,
    asked:
      /\b(postpone|defer|delay|later|another (date|day|time)|different (date|day|time)|reschedule|move|put off|push|pause|hold off|skip|break from)\b/,
    commits: false,
  },
  {
    act: 'unfamiliar',
    offered: /\bconfirm (your|my|the|this) (appointment|visit|booking|reservation|attendance)\b/,
    asked: /\b(confirm\w*|yes|coming|attend\w*|keep|fine|ok|okay|will be there|good|still on)\b/,
    commits: false,
  },
  {
    act: 'unfamiliar',
    offered:
      /\b(buy|buying|purchase|purchasing|subscribe to|sign up for|enroll in) (an?|the|more|extra|your|our|it|one)\b/,
    asked:
      /\b(buy|purchase|order|get|want|need|like|looking|interested|sign|join|enroll|book|reserve|more|new|tickets?|how much|price|prices|cost|replace\w*|add|set up)\b/,
    commits: false,
  },
];

/** "Questions about cancelling", "check a payment", "I do not agree": talking of it, or against it, is not doing it. */
const ABOUT =
  /^lost (and found|property|items?|articles|luggage|baggage|bags?|(and found )?(pets?|dogs?|cats?|animals?)|something|anything)\b|^(i )?(do not|decline|no(?! longer)|keep|not|dispute)\b|\bwithout\b|\b(questions?|information|info|status|issues?|problems?|inquir(y|ies)|help|assistance) (on |about |with |regarding |of |for )|\b(questions|history|department)$|\bhow to\b|^(check|hear|billing)\b|^(ask|talk|speak|find out|learn|know|hear) (more )?about\b/;
const ABOUT_PAYMENT =
  /\b(trouble|difficult\w*|struggl\w+|problems?|unable|hard|help|more time|behind|hardship|can not)\b.{0,14} (pay|paying|payments?)\b|\bpayment (plans?|dates?|due date|day|arrangements?|history|status|information|info|options|extensions?|methods?|locations?|address|assistance|due|questions?)\b|\b(last|recent|past|previous|missed|late|stop( a)?) payments?\b|\bpay (stub|check)s?\b/;

function rulesOf(part: string): Rule[] {
  if (ABOUT.test(part)) return [];
  const rules = RULES.filter((rule) => rule.offered.test(part) && !(rule.act === 'pay' && ABOUT_PAYMENT.test(part)));
  const verb = rules.length === 0 ? unfamiliarVerb(part) : null;
  return verb === null ? rules : [unfamiliar(verb)];
}

/** An unfamiliar verb may be done when the intent has it too. */
const unfamiliar = (verb: string): Rule => ({
  act: 'unfamiliar',
  offered: new RegExp(`\\b${verb}\\b`),
  asked: new RegExp(`\\b${verb}\\w*\\b`),
  commits: false,
});

/** Acts that an option commits. "Change or cancel a booking" only leads to a choice; "resign or report a separation" is the same twice. */
function rulesFor(option: PromptOption): Rule[] {
  const text = option.say && option.say !== option.label ? `${option.say}. ${option.label}` : option.label;
  const parts = text
    .split(/,|\bor\b/i)
    .map(plain)
    .filter((part) => part !== '');
  const found = parts.map(rulesOf);
  // "Confirm or cancel" leads to a choice as well.
  const leadsOn =
    found.some((rules) => rules.length === 0) ||
    (/\bor\b/i.test(text) && new Set(found.flatMap((rules) => rules.map(({ act }) => act))).size === found.length);
  return parts.length > 1 && leadsOn ? [] : [...new Set(found.flat())];
}

/** Acts that a statement says it is about to do: "your card will be charged", "you are about to block the card". */
export const actsIn = (statement: string): GuardedAct[] =>
  RULES.filter(({ act, offered }) => offered.test(statement) && !(act === 'pay' && ABOUT_PAYMENT.test(statement))).map(
    ({ act }) => act,
  );

/** What a prompt says before it offers anything. */
export const statementOf = (text: string): string =>
  text.split(/\b(?:(?<!\b(?:about|going) )to [a-z ]{2,40}(?:press|say)|press|dial|say)\b/)[0]?.trim() ?? '';

/** "Cancel this request" among the answers to another act only backs out of it. */
export function backsOut(option: PromptOption, text: string): boolean {
  const label = plain(option.label);
  if (/^cancel( and (go|return|start).*)?$/.test(label)) return true;
  const acts = actsIn(statementOf(plain(text)));
  return (
    /^(cancel (this|the|that|it)|(end|stop|drop) (this|the) (request|payment|transfer|order|transaction|purchase))\b/.test(
      label,
    ) &&
    acts.length > 0 &&
    !acts.some((act) => /cancel|close/.test(act))
  );
}

/** The act that choosing this option would commit, or null when it is harmless. */
export const guardedAct = (option: PromptOption): GuardedAct | null => rulesFor(option)[0]?.act ?? null;

/** What stands for this choice in `approved`. */
export const approvalOf = (act: GuardedAct, option: PromptOption): string =>
  `${act}:${plain(option.say ?? option.label)}`;

export type GuardVerdict =
  | { readonly kind: 'free' }
  | { readonly kind: 'not_asked'; readonly act: GuardedAct }
  | { readonly kind: 'ask'; readonly act: GuardedAct; readonly approval: string };

/** Does the intent ask for this act, and not speak against it? */
export const asksFor = (act: GuardedAct, intent: string): boolean =>
  RULES.some((rule) => rule.act === act && isAskedFor(rule, intent));

function isAskedFor({ asked }: Rule, intent: string): boolean {
  const text = plain(intent);
  return asked.test(text) && !denies(text, asked);
}

/** "Only the minimum", "50, not 500": wanted, but not as it is offered. */
const OTHERWISE = /\b(only|instead|not \d+|less|wrong)\b/;
const AMOUNTS: ReadonlySet<GuardedAct> = new Set(['authorise']);

/**
 * May this option be chosen? Free when harmless, or when it was approved; to be asked first when the person wants just that; else never.
 * @param approved what the person approved in this call: approvals as `approvalOf` writes them, or acts
 */
export function guard(
  option: PromptOption,
  intent: string,
  approved: readonly string[],
  kind: PromptKind,
): GuardVerdict {
  for (const rule of rulesFor(option)) {
    const approval = approvalOf(rule.act, option);
    if (approved.includes(approval) || approved.includes(rule.act)) continue;
    if (
      !isAskedFor(rule, intent) ||
      (AMOUNTS.has(rule.act) && OTHERWISE.test(plain(intent)) && !OTHERWISE.test(plain(option.label)))
    ) {
      return { kind: 'not_asked', act: rule.act };
    }
    if (rule.commits || kind === 'confirmation') return { kind: 'ask', act: rule.act, approval };
  }
  return { kind: 'free' };
}
