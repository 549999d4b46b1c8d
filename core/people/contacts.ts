import type { PhoneNumber } from '#core/contracts/ids.ts';
import type { Refusal } from '#core/policy/refusal.ts';

export type FoundContact =
  | { readonly kind: 'found'; readonly name: string; readonly number: PhoneNumber }
  | { readonly kind: 'not_found'; readonly refusal: Refusal };

/** Finds a company by the name that a person used: the whole name, else the one contact that has all its words. Two that fit are asked about. */
export function findContact(contacts: Readonly<Record<string, PhoneNumber>>, name: string): FoundContact {
  const wanted = words(name);
  const exact = Object.entries(contacts).filter(([contact]) => words(contact).join(' ') === wanted.join(' '));
  const partial = Object.entries(contacts).filter(([contact]) => wanted.every((word) => words(contact).includes(word)));
  const found = exact.length > 0 ? exact : wanted.length > 0 ? partial : [];
  const [first] = found;
  if (first && found.length === 1) return { kind: 'found', name: first[0], number: first[1] };
  if (found.length > 1)
    return refused(
      'ambiguous_company',
      `"${name}" could be ${found.map(([contact]) => contact).join(' or ')}`,
      'Use the whole name, or the number.',
    );
  return refused('unknown_company', `"${name}" is not among your contacts`, 'Give its number, like +1 800 555 0100.');
}

function refused(code: 'ambiguous_company' | 'unknown_company', title: string, detail: string): FoundContact {
  return { kind: 'not_found', refusal: { code, title, detail } };
}

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
