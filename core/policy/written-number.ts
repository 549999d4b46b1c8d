import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { PhoneNumber } from '#core/contracts/ids.ts';

/** A number for people to read: +1 800 555 0100. How numbers are written is in the small metadata, which is half of the full. */
export function written(number: PhoneNumber): string {
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}
