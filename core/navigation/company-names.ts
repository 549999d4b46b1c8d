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
  | { readonly kind: 'ambiguous'; readonly candidates: readonly KnownCompany[]; readonly question: string }
  /** `nearest`: names that are alike, for "did you mean". */
  | { readonly kind: 'unknown'; readonly nearest: readonly string[] };

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

/**
 * "northwind bank" -> its number, by the owner's contacts and the learned companies. The closest names decide; when they stand for several
 * numbers the person is asked, never guessed for.
 */
export function resolveCompany(name: string, known: readonly KnownCompany[]): CompanyFound {
  const asked = tidy(name);
  if (asked === '') return { kind: 'unknown', nearest: [] };
  const ranked = known.map((company) => ({ company, points: closeness(asked, tidy(company.name)) }));
  const best = Math.max(0, ...ranked.map(({ points }) => points));
  if (best === 0) {
    const first = asked.split(' ')[0] ?? '';
    const near = known.filter((company) =>
      tidy(company.name)
        .split(' ')
        .some((word) => sameWord(word, first)),
    );
    return { kind: 'unknown', nearest: [...new Set(near.map((company) => company.name))].slice(0, 3) };
  }
  const closest = ranked.filter(({ points }) => points === best).map(({ company }) => company);
  const byNumber = new Map<string, KnownCompany>();
  for (const company of closest) {
    const held = byNumber.get(company.number);
    if (!held || (held.from === 'learned' && company.from === 'contacts')) byNumber.set(company.number, company);
  }
  const candidates = [...byNumber.values()];
  const only = candidates[0];
  const own = candidates.filter(({ from }) => from === 'contacts');
  if (only && candidates.length === 1) return { kind: 'found', company: only };
  if (own[0] && own.length === 1 && best === 3) return { kind: 'found', company: own[0] };
  const names = candidates.slice(0, 5).map((company) => `${company.name} (...${company.number.slice(-4)})`);
  return { kind: 'ambiguous', candidates, question: `Which one do you mean: ${names.join(', ')}?`.slice(0, 300) };
}
