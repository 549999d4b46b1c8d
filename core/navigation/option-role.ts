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
  '(representative|agent|operator|human|person|someone|somebody|associate|advis[oe]r|specialist|attendant|receptionist|staff|team member|live|customer (service|care|support)( (representative|agent|team))?|counsell?or|clerk|banker|consultant|coordinator|member of (our|the) (team|staff)|us|service team|help desk agent|case ?worker|dispatcher|officer|assistance)';
const HUMAN = new RegExp(
  `^((speak|talk|be connected|connect|speaking|get)( directly)? (to|with) )?(a |an |one of our |our |the |any )?(next |live |available |customer |member |service |licensed |reservations? |sales |real |[a-z]+ )?${PERSON}s?( now| please)?$`,
);
/** Callers by trade, not people to speak to. */
const TRADE =
  /^(an? )?(licensed|insurance|travel|real estate|title|independent|contracted) (agent|operator|advisor|specialist)/;
const OTHER =
  /\b(all|any|every) ?other\b|\b(something|anything|everything|nothing) else\b|\bother (questions?|inquir(y|ies)|enquir(y|ies)|options|matters?|requests?|issues?|concerns?|reasons?|services|calls|topics|assistance|information|departments?|needs)\b|^(general|other|others|more options|more help|additional options|further assistance|general (inquiries|questions|assistance|information))$|\bmore (help|options)\b|\bgeneral (inquiries|enquiries|questions)\b|\bnone of (these|those|the above)\b|\bnot listed\b|\ball (questions|inquiries|enquiries)\b/;
const REPEAT = /\b(repeat|again|hear (this|these|the|those) (menu|options|choices|message|list)|replay|start over)\b/;
const BACK =
  /\b(return|back|previous|main) (to )?(the |a )?(main|previous|last|prior)? ?(menu|options)?\b|\bmain menu\b|\bprevious menu\b|^go back$|\bgo back\b|\bback to\b|\breturn to (the )?(main|previous)\b/;
const EXIT = /^(exit|end( (this|the|your) call)?|hang ?up|quit|disconnect( the call)?|end call|leave|finish)$/;
const LANGUAGE =
  /\b(espanol|spanish|french|francais|english|ingles|anglais|vietnamese|mandarin|cantonese|chinese|korean|tagalog|portuguese|portugues|russian|polish|polski|welsh|cymraeg|german|deutsch|arabic|haitian|creole|hmong|somali|japanese|italian|italiano|hindi|punjabi|other languages?)\b/;
const UNKNOWN_DATA =
  /\b(do not|does not|don t|did not) (have|know|remember)\b|\bwithout (a|an|your|the)\b|\bno (account|member|order) number\b|\bforgot(ten)?\b(?! (your|my) (password|user ?name|login|pin))|\bunsure\b/;
const SKIP = /\bskip\b|\bdecline\b|\bnot interested\b|^no thanks?\b|^no thank you\b|\bcontinue without\b/;

export function roleOf(option: PromptOption): OptionRole {
  const text = plain(option.label || (option.say ?? ''));
  if (LANGUAGE.test(text) && text.split(' ').length <= 6) return 'language';
  if (REPEAT.test(text) && !/\b(re|refill|order|again later)\b/.test(text)) return 'repeat';
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
