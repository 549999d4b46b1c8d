import type { CallRequest } from '#core/contracts/call-record.ts';
import type { PhoneNumber } from '#core/contracts/ids.ts';
import type { Owner } from '#core/contracts/owner.ts';
import { findContact } from '#core/people/contacts.ts';
import { mayCall } from '#core/policy/may-call.ts';
import { readNumber } from '#core/policy/numbers.ts';
import type { Refusal } from '#core/policy/refusal.ts';

/** Whom to call, as the person wrote it. */
export interface Whom {
  readonly number: string | null;
  readonly company: string | null;
}

/** Reads whom to call, and whether that may be: names by the owner's contacts, numbers as people write them. */
export function requestedNumber(
  owner: Owner,
  { number, company }: Whom,
): Pick<CallRequest, 'number' | 'company'> | { readonly refusal: Refusal } {
  const found = company === null ? byNumber(owner, number ?? '') : byName(owner, company);
  const refusal = 'refusal' in found ? found.refusal : mayCall(found.number, owner);
  return refusal ? { refusal } : found;
}

type Found = Pick<CallRequest, 'number' | 'company'> | { readonly refusal: Refusal };

function byName(owner: Owner, company: string): Found {
  const found = findContact(owner.contacts, company);
  return found.kind === 'found' ? { number: found.number, company: found.name } : { refusal: found.refusal };
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
