import { sharedFrames } from './frames.ts';
import { broadened, likeness, type Meaning, meaningOf } from './lexicon/concepts.ts';
import { stemsOf } from './lexicon/stem.ts';
import { opposed } from './opposites.ts';
import type { PromptOption } from './prompt.ts';
import { plain } from './words.ts';

/** How well one option answers the intent. */
export interface Fit {
  readonly option: PromptOption;
  /** 0..1. */
  readonly score: number;
}

/** Weak words: shared by options and intents without meaning the same thing. */
const WEAK: ReadonlySet<string> = new Set(
  stemsOf(
    'account service services call number new information customer time day today option other existing current status line change check make report make my know speak talk year month week last first next two three old',
  ),
);

const FRAME = 0.7;

const PERSON =
  /\b(Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Doctor|Officer|Sergeant|Nurse)\.? [A-Z]|\b([Ff]ind|[Rr]each|[Dd]ial|[Ss]peak (to|with)|[Tt]alk (to|with)|[Cc]onnect me (to|with)|[Gg]et me|[Ll]ooking for|[Cc]all for|[Cc]onnect|for) [A-Z][a-z]+\b/;
const PLACE = /\b(in|near|at|around) [A-Z][a-z]+/;

/** The folded intent, with a word added where it names a person or a place. */
const withNames = (intent: string): string =>
  `${plain(intent)}${PERSON.test(intent) ? ' personname' : ''}${PLACE.test(intent) ? ' placename' : ''}`;

/** An option that only changes or ends something is not meant by who asks where it is. */
const ALTERS =
  /^(change|cancel|redirect|amend|modify|reschedule|stop|end|postpone|return|remove|replace|raise|increase|lower|reduce|upgrade|downgrade|buy|switch)\b(?!.*\b(or|check|information|status|book|make)\b)/;
const ASKS =
  /^(where|when|what (time|is|are|do|does|did|will|would|interest|fees?|rate|happens)|has|have|is|did|how (long|much))\b/;
const ALTERED =
  /\b(chang\w*|cancel\w*|mov\w*|switch\w*|instead|another|different|later|earlier|new|leave|stop|end|send|return\w*|swap|redirect|update|remov\w*|replac\w*|not|wrong|reschedul\w*|put|more|higher|bigger|rais\w*|increas\w*|lower\w*|reduc\w*|upgrad\w*|cheaper|buy|cost|price)\b/;
const unasked = (option: string, intent: string): boolean =>
  ALTERS.test(option) && ASKS.test(intent) && !ALTERED.test(intent);

const NOT = /\b(not|never|no|without)\b/;

/** Options that say the same with and without "not" ("you did not work", "you worked"): which of them denies. */
function deniedOf(options: readonly PromptOption[]): ReadonlyMap<number, boolean> {
  const labels = options.map(({ label }) => ({ isNot: NOT.test(plain(label)), stems: stemsOf(label) }));
  const found = new Map<number, boolean>();
  labels.forEach((one, i) => {
    const other = labels.find(
      ({ isNot, stems }) => isNot !== one.isNot && (within(stems, one.stems) || within(one.stems, stems)),
    );
    if (other) found.set(i, one.isNot);
  });
  return found;
}

const within = (few: readonly string[], many: readonly string[]): boolean =>
  few.length > 0 && few.every((stem) => many.includes(stem));

/** What is declared about oneself is not guessed. */
const DECLARED = 0.12;

/**
 * Ranks the options of a prompt by their meaning and their shared words with the intent; best first. To choose, a word that belongs to a
 * phrase of the lexicon is a hint of what that phrase says; to let something pass it is none.
 */
export function rankOptions(
  options: readonly PromptOption[],
  intent: string,
  purpose: 'choose' | 'let-pass' = 'choose',
): Fit[] {
  const hints = purpose === 'choose' ? 1 : 0;
  const wantedStems = stemsOf(intent);
  const wanted = broadened(meaningOf(intent, 0.9, 1, hints), 0.7);
  const labels = options.map((option) => stemsOf(`${option.label} ${option.say ?? ''}`));
  const spread = new Map<string, number>();
  for (const label of labels) for (const stem of new Set(label)) spread.set(stem, (spread.get(stem) ?? 0) + 1);
  const wantedText = withNames(intent);
  const denied = deniedOf(options);
  const wantedSet = new Set(wantedStems);
  return options
    .map((option, i): Fit => {
      const stems = labels[i] ?? [];
      const own: Meaning = broadened(meaningOf(`${option.label} ${option.say ?? ''}`, 1, 0.45, hints * 0.45), 0.3);
      const words = 0.6 * likeness(own, wanted) + 0.4 * shared(stems, wantedSet, spread, options.length);
      const label = plain(`${option.label} ${option.say ?? ''}`);
      const score = words + sharedFrames(wantedText, label) * FRAME;
      if (denied.has(i) && (score < DECLARED || denied.get(i) !== NOT.test(wantedText))) return { option, score: 0 };
      return { option, score: unasked(label, wantedText) || opposed(label, wantedText) ? score * 0.3 : score };
    })
    .sort((a, b) => b.score - a.score);
}

/** Share of the option's weighty words that the intent has as well. */
function shared(
  stems: readonly string[],
  wanted: ReadonlySet<string>,
  spread: ReadonlyMap<string, number>,
  count: number,
): number {
  let sum = 0;
  let all = 0;
  for (const stem of new Set(stems)) {
    const rare = 1 - (0.7 * ((spread.get(stem) ?? 1) - 1)) / Math.max(1, count - 1);
    const weight = (WEAK.has(stem) ? 0.35 : 1) * rare;
    all += weight;
    if (wanted.has(stem)) sum += weight;
  }
  return all === 0 ? 0 : sum / Math.sqrt(all * Math.max(1, all));
}
