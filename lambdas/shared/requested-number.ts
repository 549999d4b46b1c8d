import type { CallRequest } from '#core/contracts/call-record.ts';
import { PhoneNumber } from '#core/contracts/ids.ts';
import type { Owner } from '#core/contracts/owner.ts';
import { type Candidate, type KnownCompany, resolveCompany } from '#core/navigation/company-names.ts';
import { clipped } from '#core/people/sentences.ts';
import { mayCall } from '#core/policy/may-call.ts';
import { readNumber } from '#core/policy/numbers.ts';
import type { Refusal } from '#core/policy/refusal.ts';
import type { Services } from './services.ts';

type Ports = Pick<Services, 'flows'>;

/** Whom to call, as the person wrote it. */
export interface Whom {
  readonly number: string | null;
  readonly company: string | null;
}

type Found = Pick<CallRequest, 'number' | 'company'> | { readonly refusal: Refusal };

/** Reads whom to call, and whether that may be: names by the owner's contacts and learned companies, numbers as people write them. */
export async function requestedNumber(ports: Ports, owner: Owner, { number, company }: Whom): Promise<Found> {
  const found = company === null ? byNumber(owner, number ?? '') : await byName(ports, owner, company);
  const refusal = 'refusal' in found ? found.refusal : mayCall(found.number, owner);
  return refusal ? { refusal } : found;
}

/** Two that fit are asked about, never guessed. */
async function byName(ports: Ports, owner: Owner, name: string): Promise<Found> {
  const found = resolveCompany(name, await knownTo(ports, owner));
  switch (found.kind) {
    case 'found':
      return { number: PhoneNumber.parse(found.company.number), company: found.company.name };
    case 'ambiguous':
      return { refusal: whichOne(name, found.candidates) };
    case 'unknown': {
      const near = found.nearest.length > 0 ? `Did you mean ${found.nearest.join(' or ')}? Else give` : 'Give';
      const detail = `${near} its number, like +1 800 555 0100.`;
      const title = `"${clipped(name, LONGEST_NAME)}" is not among your contacts`;
      return { refusal: { code: 'unknown_company', title, detail } };
    }
  }
}

async function knownTo({ flows }: Ports, { ownerId, contacts }: Owner): Promise<KnownCompany[]> {
  const own = Object.entries(contacts).map(([name, number]) => ({ name, number, from: 'contacts' as const }));
  const learned = (await flows.list(ownerId))
    .map(({ flow }) => flow)
    .filter(({ company, number }) => company !== number);
  return [...own, ...learned.map(({ company, number }) => ({ name: company, number, from: 'learned' as const }))];
}

/** More are not told apart in a text message. */
const MOST_TOLD = 4;
const LONGEST_NAME = 40;

/** Names may be the same, so each is told with the end of its number; sent back with the name, it finds that one. */
function whichOne(name: string, candidates: readonly Candidate[]): Refusal {
  const told = candidates.slice(0, MOST_TOLD).map((one) => `${clipped(one.name, LONGEST_NAME)} (...${one.ending})`);
  const others = candidates.length > MOST_TOLD ? [`${candidates.length - MOST_TOLD} others`] : [];
  const [first] = candidates;
  return {
    code: 'ambiguous_company',
    title: `"${clipped(name, LONGEST_NAME)}" could be ${[...told, ...others].join(' or ')}`,
    detail: `Add the last digits of its number to the name, like "${clipped(first?.name ?? name, LONGEST_NAME)} ${first?.ending}".`,
    candidates: candidates.map((one) => ({ name: one.name, number: one.number })),
  };
}

function byNumber(owner: Owner, text: string): Found {
  const read = readNumber(text, owner.countries[0] ?? 'US');
  return read.kind === 'number'
    ? { number: read.number, company: nameOf(owner, read.number) }
    : { refusal: read.refusal };
}

function nameOf(owner: Owner, number: PhoneNumber): string | null {
  return Object.entries(owner.contacts).find(([, contact]) => contact === number)?.[0] ?? null;
}
