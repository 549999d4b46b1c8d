import { LANGUAGES } from './option-role.ts';
import { plain } from './words.ts';

const PERSON =
  '(receptionist|representative|rep|agent|operator|human( being)?|person|someone|somebody|associate|advis[oe]r|specialist|receptionist|staff( member)?|live (person|agent|human|body|someone)|team member|customer service( rep)?|individual|body|people|supervisor|manager)';
const HUMAN = new RegExp(
  `\\b((speak|talk|connect|chat|get|put|transfer|take|let|reach|give)( me)?( (through|over|speak|talk|connected|have))?( (to|with))? (a |an |the |some |any |your )?(real |live |actual |human |another |customer service |proper )*${PERSON}\\b)|^(a |an )?(real |live |actual )*${PERSON}( please)?$|\\b(real|live|actual) (human|person|agent|body|banker|operator|individual)\\b|\\bhuman( being)?( please)?$|\\b(with|need|want|get|like) (a|an) (live |real )?(person|human|agent|operator|representative|rep|staff member)\\b|^(somebody|someone|a person|an? (agent|advis[eo]r|human|representative)) (about|for|in|on|from)\\b|\\bstaff member\\b|\\b(agent|representative|operator) please\\b`,
);
const MECHANICS: readonly (readonly [Mechanic, RegExp])[] = [
  [
    'repeat',
    /\b(say|hear|play|read)( (that|it|this|those|them|the options|the menu))? (again|once more|one more time)\b|\brepeat\b|\bcome again\b|\bwhat was that\b|\bsay that slower\b|\bpardon\b|\bdid not (catch|hear|get) (that|it|the options)\b|\bmissed (that|what|the options)\b/,
  ],
  [
    'back',
    /\b(go|take me|get) back\b|\bwrong (menu|thing|button|option|key|one|department|number|place)\b|\b(main|previous|last) menu\b|\bstart over\b|\bi (wanted|meant|was after)\b|\bpressed the wrong\b/,
  ],
  ['exit', /\bhang ?up\b|\bend (the|this) call\b|^exit$/],
];

/** What an intent asks of the menu itself, not of the company. */
export type Mechanic = 'repeat' | 'back' | 'exit';

export interface ReadIntent {
  readonly text: string;
  readonly wantsHuman: boolean;
  /** What is left when the wish for a person is taken away: "my bill" of "talk to someone about my bill"; may be empty. */
  readonly topic: string;
  readonly mechanic: Mechanic | null;
  /** Two-letter code; `en` unless the intent names or is written in another. */
  readonly language: string;
}

export function readIntent(intent: string): ReadIntent {
  const text = plain(intent);
  const human = HUMAN.exec(text);
  const topic = human
    ? text
        .replace(HUMAN, ' ')
        .replace(/\b(please|i|would|like|want|to|need|a|an|the|with|about|me|just|actually|d)\b/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
    : text;
  return {
    text,
    wantsHuman: human !== null,
    topic,
    mechanic: MECHANICS.find(([, pattern]) => pattern.test(text))?.[0] ?? null,
    language: languageOfIntent(text),
  };
}

const FOREIGN: readonly (readonly [string, RegExp])[] = [
  [
    'es',
    /\b(quiero|necesito|mi|saldo|hablo|una|con|para|por|reembolso|ayuda|cuenta|factura|hablar|quisiera|tengo|pregunta|sobre|cita)\b/g,
  ],
  ['fr', /\b(je|mon|ma|une|sur|facture|voudrais|besoin|avec|pour|compte|jai|veux|parler|probleme|question|ai|suis)\b/g],
  ['de', /\b(ich|mein|meine|mochte|rechnung|brauche|eine|konto|bitte|mit)\b/g],
  ['pt', /\b(preciso|minha|meu|quero|conta|uma|fatura|ajuda|com)\b/g],
];

function languageOfIntent(text: string): string {
  const named = LANGUAGES.find(
    ([code, pattern]) =>
      code !== 'en' && pattern.test(text) && /\b(en|in|auf|speak|hablo|prefer|please|language|only|em)\b/.test(text),
  );
  if (named) return named[0];
  const counts = FOREIGN.map(([code, pattern]): [string, number] => [code, (text.match(pattern) ?? []).length]);
  const best = counts.sort((a, b) => b[1] - a[1])[0];
  return best && best[1] >= 2 && best[1] >= text.split(' ').length * 0.3 ? best[0] : 'en';
}

/** Only asked about, put off or thought better of: "just checking", "what would it cost", "I found it again". */
const TENTATIVE =
  /\b(just|only) (checking|asking|wondering|curious|looking|want to know)\b|\bnot( (just|right|quite|really|do|doing|it|that|this|want|going|ahead|go|ready|sure)){0,3} (now|yet|today)$|\bnot( (to|want|going|do|it)){0,2} any ?more$|\b(would|does|will) (it|that) cost\b|\bhow much (would|will|is|does|do)\b|\bforget (it|that|about|the|my)\b|\bchanged my mind\b|\bfound (it|them|my)\b|\bnever ?mind\b|\bby mistake\b|\bdid not (want|mean|ask)\b|\bwhat happens if\b|\bbefore i (decide|agree|pay|cancel)\b|\bthinking (about|of)\b/;

/** Is this said of something that is not wanted: "don't cancel", "without paying", "not yet"? */
export function denies(text: string, act: RegExp): boolean {
  const source = act.source;
  return (
    TENTATIVE.test(text) ||
    new RegExp(
      `\\b(not|never|without|no|avoid|rather than|instead of|nothing|keep from|stop)( (to|want|wanting|going|trying|yet|have|any|be|it|my|the|a|an|i|just|me))* (${source})|(${source})( [a-z]+){0,3} (not|later|yet)\\b`,
    ).test(text)
  );
}
