import { plain } from './words.ts';

export interface KnownCompany {
  readonly name: string;
  /** E.164. */
  readonly number: string;
  readonly from: 'contacts' | 'learned';
}

export type CompanyFound =
  | { readonly kind: 'found'; readonly company: KnownCompany }
  /** Ask the person which one is meant. */
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Candidate[] }
  /** `nearest`: names that are alike, for "did you mean". */
  | { readonly kind: 'unknown'; readonly nearest: readonly string[] };

export interface Candidate extends KnownCompany {
  /** The last digits of its number, as many as tell it from the others: with them behind the name it is found. */
  readonly ending: string;
}

const FEWEST_DIGITS = 4;
/** "northwind bank 0177", "northwind bank ending in 0177". */
const NAME_AND_ENDING = /^(.+?)(?: end(?:s|ing)(?: in| with)?)? (\d{2,15})$/;

const DECORATION =
  /\b(the|inc|incorporated|llc|ltd|limited|co|company|corp|corporation|plc|gmbh|customer service|support|helpline|hotline)\b/g;
const tidy = (name: string): string => plain(name).replace(DECORATION, ' ').replace(/\s+/g, ' ').trim();

/** Letters that must be changed to turn one word into the other. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}

const sameWord = (a: string, b: string): boolean =>
  a === b || (a.length > 4 && b.length > 4 && edits(a, b) <= (a.length > 7 ? 2 : 1));

/** 3: the same name; 2: all words asked for are in it; 1: alike; 0: another company. */
function closeness(asked: string, known: string): number {
  if (asked === known) return 3;
  const wanted = asked.split(' ');
  const own = known.split(' ');
  if (wanted.every((word) => own.includes(word))) return 2;
  const all = wanted.every((word) => own.some((other) => sameWord(word, other)));
  return all || sameWord(asked.replaceAll(' ', ''), known.replaceAll(' ', '')) ? 1 : 0;
}

interface Closest {
  readonly points: number;
  readonly companies: readonly KnownCompany[];
}

function closestTo(asked: string, known: readonly KnownCompany[]): Closest {
  const ranked = known.map((company) => ({ company, points: closeness(asked, tidy(company.name)) }));
  const points = Math.max(0, ...ranked.map((one) => one.points));
  return { points, companies: ranked.filter((one) => one.points === points).map(({ company }) => company) };
}

/** Digits behind a name are the end of its number, unless a company is called so. */
function closest(asked: string, known: readonly KnownCompany[]): Closest {
  const whole = closestTo(asked, known);
  const [, name, digits] = NAME_AND_ENDING.exec(asked) ?? [];
  if (whole.points === 3 || name === undefined || digits === undefined) return whole;
  const ended = closestTo(
    name,
    known.filter(({ number }) => number.endsWith(digits)),
  );
  return ended.points > 0 ? ended : whole;
}

/** One for each number; the owner's own name for it comes first. */
function perNumber(companies: readonly KnownCompany[]): KnownCompany[] {
  const byNumber = new Map<string, KnownCompany>();
  for (const company of companies) {
    const held = byNumber.get(company.number);
    if (!held || (held.from === 'learned' && company.from === 'contacts')) byNumber.set(company.number, company);
  }
  return [...byNumber.values()];
}

function withEndings(companies: readonly KnownCompany[]): Candidate[] {
  let digits = FEWEST_DIGITS;
  const endings = () => companies.map(({ number }) => number.replace(/\D/g, '').slice(-digits));
  while (digits < 15 && new Set(endings()).size < companies.length) digits += 1;
  return companies.map((company, i) => ({ ...company, ending: endings()[i] ?? '' }));
}

/**
 * "northwind bank" -> its number, by the owner's contacts and the learned companies. The closest names decide; when they stand for several
 * numbers the person is asked, never guessed for, and tells them apart by the end of the number: "northwind bank 0177".
 */
export function resolveCompany(name: string, known: readonly KnownCompany[]): CompanyFound {
  const asked = tidy(name);
  if (asked === '') return { kind: 'unknown', nearest: [] };
  const { points, companies } = closest(asked, known);
  if (points === 0) {
    const first = asked.split(' ')[0] ?? '';
    const near = known.filter((company) =>
      tidy(company.name)
        .split(' ')
        .some((word) => sameWord(word, first)),
    );
    return { kind: 'unknown', nearest: [...new Set(perNumber(near).map((company) => company.name))].slice(0, 3) };
  }
  const candidates = perNumber(companies);
  const only = candidates[0];
  const own = candidates.filter(({ from }) => from === 'contacts');
  if (only && candidates.length === 1) return { kind: 'found', company: only };
  if (own[0] && own.length === 1 && points === 3) return { kind: 'found', company: own[0] };
  return { kind: 'ambiguous', candidates: withEndings(candidates) };
}
