import {
  getCountries,
  getCountryCallingCode,
  type PhoneNumber as Parsed,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import type { PhoneNumber } from '#core/contracts/ids.ts';
import type { Owner } from '#core/contracts/owner.ts';
import type { Refusal } from './refusal.ts';
import { shortNumber } from './short-numbers.ts';

/** Country codes that belong to no country: satellites, global premium rate, international networks (ITU-T E.164 list). */
const global = /^\+(?:800|808|87[0-9]|88[1238]|979|991)/;

/** North America: area code 900 and exchange 976 are premium rate. */
const northAmericanPremium = /^\+1(?:900\d{7}|\d{3}976\d{4})$/;

const northAmerica: readonly string[] = getCountries().filter((country) => getCountryCallingCode(country) === '1');

/** Toll-free numbers of +1 belong to all countries that share it. */
function countriesOf(parsed: Parsed): readonly string[] {
  return parsed.countryCallingCode === '1' && parsed.getType() === 'TOLL_FREE'
    ? northAmerica
    : parsed.getPossibleCountries();
}

/** Whether this number may be dialled for that owner; null = it may. Emergency, service, premium and foreign numbers are refused here, before dialling. */
export function mayCall(number: PhoneNumber, owner: Pick<Owner, 'countries'>): Refusal | null {
  const short = shortNumber(number);
  if (short !== null) return short;
  if (global.test(number)) {
    return {
      code: 'satellite',
      title: 'Satellite and international network numbers are not called',
      detail: 'They cost several dollars a minute. Give the national number of the company, or dial it yourself.',
    };
  }
  const parsed = parsePhoneNumberFromString(number);
  if (parsed === undefined || !parsed.isValid()) {
    return {
      code: 'not_a_number',
      title: 'No such number is in use',
      detail:
        'No operator hands out numbers of this form. Check the digits and the country code, like +1 800 555 0100.',
    };
  }
  const type = parsed.getType();
  if (type === 'PREMIUM_RATE' || northAmericanPremium.test(number)) {
    return {
      code: 'premium',
      title: 'Premium-rate numbers are not called',
      detail: 'An hour on hold there costs a fortune. Look for the normal number of the company, or dial it yourself.',
    };
  }
  if (type === 'SHARED_COST') {
    return {
      code: 'shared_cost',
      title: 'Shared-cost numbers are not called',
      detail:
        'They cost extra for every minute on hold. Look for the normal number of the company, or dial it yourself.',
    };
  }
  if (type === 'PERSONAL_NUMBER' || type === 'PAGER' || type === 'VOICEMAIL') {
    return {
      code: 'special',
      title: 'Personal, pager and voicemail numbers are not called',
      detail: 'Give the number under which the company answers calls.',
    };
  }
  if (!countriesOf(parsed).some((country) => owner.countries.includes(country))) {
    return {
      code: 'country_not_allowed',
      title: `Calls to ${parsed.country ?? 'that country'} are not allowed`,
      detail: `You may call ${owner.countries.join(', ')}. Ask the operator of this Hold Slayer to allow ${parsed.country ?? 'that country'} for you.`,
    };
  }
  return null;
}
