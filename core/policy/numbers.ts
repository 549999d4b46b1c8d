import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { PhoneNumber } from '#core/contracts/ids.ts';
import type { Refusal } from './refusal.ts';
import { shortNumber } from './short-numbers.ts';

export type ReadNumber =
  | { readonly kind: 'number'; readonly number: PhoneNumber }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const refused = (refusal: Refusal): ReadNumber => ({ kind: 'refused', refusal });

/** Digits, then letters that stand for digits: 1-800-FLOWERS. An extension is none. */
const vanity = /^\+?[\d\s().-]*\d{3}[\d\s().-]*[a-z][a-z\d\s.-]*$/i;
const extension = /\bext?\b|\bx\s*\d/i;
const keys = ['', '', 'abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'];

/** Letters as on a telephone's keys. */
function dialled(text: string): string {
  if (!vanity.test(text) || extension.test(text)) return text;
  return text.toLowerCase().replace(/[a-z]/g, (letter) => String(keys.findIndex((key) => key.includes(letter))));
}

/**
 * Reads a number as people write it ("(800) 555-0100", "1-800-FLOWERS", "tel:+44 20 7946 0958").
 * @param defaultCountry ISO 3166-1 alpha-2; how to read a number without `+`.
 */
export function readNumber(text: string, defaultCountry: string): ReadNumber {
  const short = shortNumber(text);
  if (short !== null) return refused(short);
  const country: CountryCode | undefined = isSupportedCountry(defaultCountry) ? defaultCountry : undefined;
  const parsed = parsePhoneNumberFromString(dialled(text), country === undefined ? {} : { defaultCountry: country });
  if (parsed === undefined) {
    return refused({
      code: 'not_a_number',
      title: 'That is not a phone number',
      detail: 'Write the number with its country code, like +1 800 555 0100.',
    });
  }
  const number = PhoneNumber.safeParse(parsed.number);
  if (!number.success || !parsed.isPossible()) {
    return refused({
      code: 'not_a_number',
      title: 'That phone number has too few or too many digits',
      detail: `Check the number${country === undefined ? '' : ` (it was read as one of ${country})`}, or write it with its country code, like +1 800 555 0100.`,
    });
  }
  if (parsed.ext !== undefined) {
    return refused({
      code: 'extension',
      title: 'An extension cannot be dialled with the number',
      detail: 'Leave the extension off, and say in the intent whom you want to reach.',
    });
  }
  return { kind: 'number', number: number.data };
}
