import { CALLERS } from './callers.ts';
import { CARE } from './care.ts';
import { CARS } from './cars.ts';
import { isCommon } from './common-words.ts';
import { DEPARTMENTS } from './departments.ts';
import { EVERYDAY } from './everyday.ts';
import { FIRMS } from './firms.ts';
import { GOING_OUT } from './going-out.ts';
import { HEALTH } from './health.ts';
import { HOME_AND_TECHNICAL } from './home-and-technical.ts';
import { HOMES_AND_TRADES } from './homes-and-trades.ts';
import { JOURNEYS } from './journeys.ts';
import { MONEY } from './money.ts';
import { MORE_TRADES } from './more-trades.ts';
import { PARCELS_AND_SHOPS } from './parcels-and-shops.ts';
import { PETS } from './pets.ts';
import { PUBLIC_AND_WORK } from './public-and-work.ts';
import { ROADS_AND_LAW } from './roads-and-law.ts';
import { stemsAndTellingOf, stemsOf, tellingOf } from './stem.ts';
import { THINGS } from './things.ts';
import { TOWN_AND_CHANCE } from './town-and-chance.ts';
import { TRAVEL_AND_SHOPS } from './travel-and-shops.ts';
import { familyOf } from './word-families.ts';

/** A run of stems that points to a concept. */
interface Phrase {
  readonly stems: readonly string[];
  readonly concept: string;
  /** Who uses it: the menu to name the service, or the caller to tell the trouble. */
  readonly side: 'menu' | 'caller';
  readonly weight: number;
  readonly idiom: Idiom | null;
}

/** "In the red", "passed on": said like that, a caller's word is another than alone. */
interface Idiom {
  readonly words: string;
  readonly weight: number;
}

/** An idiom says as much as so many words that carry meaning. */
const IDIOM_STEMS = 1.5;
/** Share of its weight that a word keeps which the lexicon has only within an idiom. */
const WITHOUT_IDIOM = 0.9;

interface Lexicon {
  readonly menuPhrases: ReadonlySet<string>;
  /** Stems of all words with which menus name a service. */
  readonly menuWords: ReadonlySet<string>;
  readonly byFirst: ReadonlyMap<string, readonly Phrase[]>;
  /** Stem -> concepts that have it inside of a longer phrase, and how much it says of each. */
  readonly within: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Concept -> broader concept. */
  readonly broader: ReadonlyMap<string, string>;
}

function load(): Lexicon {
  const broader = new Map<string, string>();
  const drafts: Draft[] = [];
  for (const line of [
    MONEY,
    TRAVEL_AND_SHOPS,
    HOME_AND_TECHNICAL,
    HEALTH,
    PUBLIC_AND_WORK,
    EVERYDAY,
    THINGS,
    CALLERS,
    MORE_TRADES,
    DEPARTMENTS,
    ROADS_AND_LAW,
    TOWN_AND_CHANCE,
    JOURNEYS,
    PARCELS_AND_SHOPS,
    GOING_OUT,
    HOMES_AND_TRADES,
    CARS,
    FIRMS,
    CARE,
    PETS,
  ]
    .join('\n')
    .split('\n')) {
    const [head = '', menu = '', caller = ''] = line.split(/ :(?= |$)/);
    const [concept, parent] = head.split(' < ').map((part) => part.trim());
    if (!concept) continue;
    if (parent) broader.set(concept, parent);
    const sides = [
      ['menu', menu],
      ['caller', caller],
    ] as const;
    for (const [side, list] of sides) {
      for (const phrase of list.split(',')) {
        const { stems: all, telling } = stemsAndTellingOf(phrase);
        const stems = [...new Set(all)];
        const isOne = stems.length === 1;
        const common = isOne && isCommon(stems[0] ?? '');
        if (common && telling.length < 2) continue;
        const idiom = isOne && (side === 'caller' || common) && telling.length > 1 ? telling.join(' ') : null;
        const joins = side === 'menu' && /\bor\b/.test(phrase);
        if (stems.length > 0) drafts.push({ stems, idiom, concept, side, joins });
      }
    }
  }
  const menu = drafts.filter(({ side }) => side === 'menu').map(({ stems }) => stems);
  const menuPhrases = new Set(menu.map((stems) => stems.join(' ')));
  const general = drafts.map((draft) => ({ ...draft, stems: generalised(draft.stems) }));
  return { broader, byFirst: index(general), within: inside(general), menuPhrases, menuWords: new Set(menu.flat()) };
}

/** A phrase holds for all of a family; a single word stands for itself. */
const generalised = (stems: readonly string[]): readonly string[] => (stems.length > 1 ? stems.map(familyOf) : stems);

/** What one word of a longer phrase says, beside 1 for a word that stands alone. */
const HINT = 0.5;
/** So many times that, at most, where a concept has the word in several phrases. */
const MOST_HINTS = 2;

interface Draft extends Omit<Phrase, 'weight' | 'idiom'> {
  readonly idiom: string | null;
  /** "Lost or delayed baggage": its words are of several matters. */
  readonly joins: boolean;
}

/** A stem that points to many concepts says little; a phrase of several stems says much. */
function index(drafts: readonly Draft[]): Map<string, Phrase[]> {
  const concepts = new Map<string, Set<string>>();
  const share = (key: string, concept: string): unknown =>
    concepts.set(key, (concepts.get(key) ?? new Set()).add(concept));
  for (const { stems, idiom, concept } of drafts) {
    share(stems.join(' '), concept);
    if (idiom !== null) share(`"${idiom}"`, concept);
  }
  const weightOf = (key: string, stems: number): number =>
    (0.5 + 0.5 * stems) / Math.sqrt(concepts.get(key)?.size ?? 1);
  const byFirst = new Map<string, Phrase[]>();
  const seen = new Set<string>();
  for (const draft of drafts) {
    const key = draft.stems.join(' ');
    const id = `${draft.concept} ${draft.side} ${draft.idiom ?? key}`;
    if (seen.has(id)) continue;
    seen.add(id);
    const idiom =
      draft.idiom === null ? null : { words: draft.idiom, weight: weightOf(`"${draft.idiom}"`, IDIOM_STEMS) };
    // "Get help for my mother" says nothing of a mother who died, nor "out of milk" of who cannot dial out.
    const alone = draft.stems.every((stem) => familyOf(stem) === stem && !isCommon(stem)) ? WITHOUT_IDIOM : 0;
    const weight = weightOf(key, draft.stems.length) * (idiom === null ? 1 : alone);
    const phrase = { ...draft, weight, idiom };
    for (const first of new Set(draft.stems)) {
      const phrases = byFirst.get(first);
      if (phrases) phrases.push(phrase);
      else byFirst.set(first, [phrase]);
    }
  }
  return byFirst;
}

/** Stem -> concept -> how much the stem says of it where only a part of its phrases is heard. */
function inside(drafts: readonly Draft[]): Map<string, Map<string, number>> {
  const times = new Map<string, Map<string, number>>();
  for (const { stems, concept, joins } of drafts) {
    if (stems.length < 2 || joins) continue;
    for (const stem of stems) {
      const own = times.get(stem) ?? new Map<string, number>();
      times.set(stem, own.set(concept, (own.get(concept) ?? 0) + 1));
    }
  }
  for (const own of times.values())
    for (const [concept, count] of own)
      own.set(concept, (HINT * Math.min(MOST_HINTS, (1 + count) / 2)) / Math.sqrt(own.size));
  return times;
}

const LEXICON = load();

/** Is this, as a whole, how a menu names a service? */
export const isMenuPhrase = (stems: readonly string[]): boolean => LEXICON.menuPhrases.has(stems.join(' '));

/** Do menus name services with this word? */
export const isMenuWord = (stem: string): boolean => LEXICON.menuWords.has(stem);

/** How strongly a text points to each concept. */
export type Meaning = ReadonlyMap<string, number>;

/**
 * Concepts that a text points to, by the words that menus use and (with `callerWeight`) those that callers use; with `hintWeight`, by parts
 * of their phrases as well: "scratching in the walls" hints at what "scratching in the loft" is about.
 */
export function meaningOf(text: string, menuWeight: number, callerWeight: number, hintWeight = 0): Meaning {
  const stems = stemsOf(text);
  const telling = ` ${tellingOf(text).join(' ')} `;
  const best = new Map<string, Map<string, number>>();
  const families = stems.map(familyOf);
  stems.forEach((word, at) => {
    for (const phrase of startingWith(word, families[at] ?? word)) {
      if (!present(families, at, phrase.stems)) continue;
      const { idiom } = phrase;
      const isSaid = idiom !== null && telling.includes(` ${idiom.words} `);
      const weight = (isSaid ? idiom.weight : phrase.weight) * (phrase.side === 'menu' ? menuWeight : callerWeight);
      if (weight === 0) continue;
      const own = best.get(phrase.concept) ?? new Map<string, number>();
      const last = phrase.stems.join(' ');
      own.set(last, Math.max(own.get(last) ?? 0, weight));
      best.set(phrase.concept, own);
    }
  });
  const meaning = new Map<string, number>();
  for (const [concept, phrases] of best) {
    const weights = [...phrases.values()].sort((a, b) => b - a);
    meaning.set(
      concept,
      weights.reduce((sum, weight, rank) => sum + weight / (1 + rank), 0),
    );
  }
  if (hintWeight > 0)
    for (const stem of new Set(families))
      for (const [concept, weight] of LEXICON.within.get(stem) ?? [])
        meaning.set(concept, (meaning.get(concept) ?? 0) + weight * hintWeight);
  return meaning;
}

/** Phrases with this word, and those of several words with its family. */
function startingWith(word: string, family: string): readonly Phrase[] {
  const own = LEXICON.byFirst.get(word) ?? [];
  if (family === word) return own;
  return [...own, ...(LEXICON.byFirst.get(family) ?? [])].filter(({ stems }) =>
    stems.includes(word) ? stems.length === 1 : stems.length > 1,
  );
}

/** All stems of a phrase stand near each other, whatever their order. */
function present(stems: readonly string[], at: number, phrase: readonly string[]): boolean {
  if (phrase.length === 1) return true;
  const window = stems.slice(Math.max(0, at - phrase.length), at + phrase.length + 1);
  return phrase.every((one) => window.includes(one));
}

/** Adds to each concept's broader one a part of its strength. */
export function broadened(meaning: Meaning, share: number): Meaning {
  const wide = new Map(meaning);
  for (const [concept, weight] of meaning) {
    const parent = LEXICON.broader.get(concept);
    if (parent) wide.set(parent, Math.max(wide.get(parent) ?? 0, weight * share));
  }
  return wide;
}

/** Cosine of two meanings, 0..1. */
export function likeness(a: Meaning, b: Meaning): number {
  let dot = 0;
  let normA = 0;
  let normB = 0;
  for (const [concept, weight] of a) {
    normA += weight * weight;
    dot += weight * (b.get(concept) ?? 0);
  }
  for (const weight of b.values()) normB += weight * weight;
  return dot === 0 ? 0 : dot / Math.sqrt(normA * normB);
}
