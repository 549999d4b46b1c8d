import type { PromptOption } from './prompt.ts';
import { plain } from './words.ts';

/** What an option is for, apart from the service that it names. */
export type OptionRole =
  | 'service'
  | 'human'
  | 'other'
  | 'repeat'
  | 'back'
  | 'exit'
  | 'language'
  | 'unknown_data'
  | 'skip';

const PERSON =
  '(representative|agent|operator|human|person|someone|somebody|anyone|anybody|associate|advis[oe]r|specialist|attendant|receptionist|reception( desk)?|front (desk|office)|switchboard|information desk|(main|general) (office|reception|desk)|staff|team( member)?|colleague|live|(customer|member|guest|patient|client) (service|care|support)( (representative|agent|team))?|counsell?or|clerk|banker|consultant|coordinator|member of (our|the) (team|staff)|us|service team|help desk agent|case ?worker|dispatcher|officer|assistance)';
const HUMAN = new RegExp(
  `^((speak|talk|be connected|connect|speaking|get)( directly)? (to|with) )?(a |an |one of our |our |the |any )?(next |live |available |customer |member |service |licensed |reservations? |sales |real |[a-z]+ )?${PERSON}s?( now| please| in person)?$`,
);
/** Callers by trade, not people to speak to; teams of one matter. */
const TRADE =
  /^(an? )?(licensed|insurance|travel|real estate|title|independent|contracted) (agent|operator|advisor|specialist)|\b(?!our\b|the\b|us\b|an?\b|any\b|of\b|service|care|support)\w+ (team|colleague)s?$/;
/** What is asked or wanted, of whatever kind. */
const MATTER =
  '(question|query|queries|inquir(y|ies)|enquir(y|ies)|option|choice|matter|request|issue|concern|reason|topic|subject|service|call|caller|business|assistance|information|department|need|purpose)';
const OTHER = new RegExp(
  [
    String.raw`\b(all|any|every) ?other\b|\b(something|anything|everything|nothing) (else|different)\b|\bother ${MATTER}s?\b`,
    `^((about|for|have|has) )?(a |an |any |all |some |the )?(other|another|different|further|additional|remaining|general|unrelated|more) ${MATTER}s?$`,
    '^(general|other|others|miscellaneous|help|more( help| options)?|(general|further) help|the rest|all else|other than that)$',
    String.raw`\bmore (help|options)\b|\bgeneral (inquir(y|ies)|enquir(y|ies)|questions)\b|\b(all|any) (questions|inquiries|enquiries)$|\b(all|any) (inquiries|enquiries|questions)\b`,
    String.raw`\b(none|not (any|one|about any)) of (these|those|the (above|options|choices))\b|\bnot (listed|mentioned|covered|on (this|the|our) (list|menu))\b`,
  ].join('|'),
);
/** Who cannot choose is sent where all the rest is. */
const UNSURE =
  /^(if )?(you are )?(not sure|unsure)$|\b(not (sure|know|certain)|unsure|uncertain) (which|what|who|where)\b(?!.*\b(number|code|pin|id|password)\b).*\b(option|department|team|choose|press|select|need|speak|call)\b/;
const REPEAT =
  /\brepeat\b(?! (prescription|script|medic|refill|order|offen[cd]|visit|appointment|customer|test))|\b(hear|listen|play|say|menu|options|choices)\b.*\bagain\b|^((start|begin|this|that|these|the message) )?again$|\bhear (this|these|the|those) (menu|options|choices|message|list)|\breplay\b|\bstart over\b/;
const BACK =
  /^back$|\b(return|back|previous|main|last|prior)( to)?( the| a| our)?( main| previous| last| prior)? (menu|options|choices|list|step)\b|\bgo(ing)? back\b(?! (in)?to (work|school|college))|^((take|get|bring) me )?back to\b(?! (work|school|college))|\breturn to (the )?(main|previous|start|beginning)\b/;
const EXIT = /^(exit|end( (this|the|your) call)?|hang ?up|quit|disconnect( the call)?|end call|leave|finish)$/;
const LANGUAGE =
  /\b(espanol|spanish|french|francais|english|ingles|anglais|vietnamese|mandarin|cantonese|chinese|korean|tagalog|portuguese|portugues|russian|polish|polski|welsh|cymraeg|german|deutsch|arabic|haitian|creole|hmong|somali|japanese|italian|italiano|hindi|punjabi|other languages?)\b/;
const UNKNOWN_DATA =
  /\b(do not|does not|don t|did not) (have|know|remember)\b|\bwithout (a|an|your|the) (\w+ ){0,2}(number|id|pin|code|card|account|reference|password|letter)\b|\bno (account|member|order) number\b|\bforgot(ten)?\b(?! (your|my) (password|user ?name|login|pin))|\bunsure\b/;
const SKIP =
  /\bskip\b(?! (hire|bin|((a|the|my|your|one|next) )*(deliver|payment|month|week|box|order|shipment|meal|dose)))|\bdecline\b|\bnot interested\b|^no thanks?\b|^no thank you\b|\bcontinue without\b/;

export function roleOf(option: PromptOption): OptionRole {
  const text = plain(option.label || (option.say ?? ''));
  if (LANGUAGE.test(text) && text.split(' ').length <= 6) return 'language';
  if (REPEAT.test(text) && !/\b(re|refill|order|again later)\b/.test(text)) return 'repeat';
  if (UNSURE.test(text)) return 'other';
  if (UNKNOWN_DATA.test(text)) return 'unknown_data';
  if (BACK.test(text)) return 'back';
  if (EXIT.test(text)) return 'exit';
  if (OTHER.test(text)) return 'other';
  if (HUMAN.test(text) && !TRADE.test(text)) return 'human';
  if (SKIP.test(text)) return 'skip';
  return 'service';
}

/** The language that an option offers, as a two-letter code; null when it offers none. */
export function languageOf(option: PromptOption): string | null {
  const text = plain(`${option.label} ${option.say ?? ''}`);
  const found = LANGUAGES.find(([, pattern]) => pattern.test(text));
  return found ? found[0] : null;
}

export const LANGUAGES: readonly (readonly [string, RegExp])[] = [
  ['en', /\b(english|ingles|anglais)\b/],
  ['es', /\b(spanish|espanol|castellano)\b/],
  ['fr', /\b(french|francais)\b/],
  ['de', /\b(german|deutsch)\b/],
  ['cy', /\b(welsh|cymraeg)\b/],
  ['vi', /\b(vietnamese)\b/],
  ['zh', /\b(mandarin|cantonese|chinese)\b/],
  ['ko', /\bkorean\b/],
  ['tl', /\b(tagalog|filipino)\b/],
  ['pt', /\b(portuguese|portugues)\b/],
  ['ru', /\brussian\b/],
  ['pl', /\b(polish|polski)\b/],
  ['ar', /\barabic\b/],
  ['ht', /\b(haitian|creole)\b/],
  ['it', /\b(italian|italiano)\b/],
];
