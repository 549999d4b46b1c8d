import { own } from './words.ts';

/**
 * Facts that phone systems ask for: what they call them, and the names under which a person may have given them (best first). The more
 * particular come first; whatever is not here is matched by the words of its name ("juror_number").
 */
export const FACTS: readonly { readonly pattern: RegExp; readonly names: readonly string[] }[] = [
  { pattern: /\bdate of birth\b|\bbirth ?(date|day)\b|\bborn\b/, names: ['date_of_birth', 'dob', 'birth_date'] },
  {
    pattern:
      /\blast (four|4)\b.{0,40}\b(social security|ssn|social)\b|\b(social security|ssn|social)\b.{0,30}\blast (four|4)\b|\blast four$/,
    names: ['ssn_last4', 'ssn_last_4', 'ssn'],
  },
  { pattern: /\b(social security|ssn|social)\b/, names: ['ssn', 'social_security_number', 'ssn_last4'] },
  { pattern: /\bzip\b|\bpostal code\b|\bpost ?code\b/, names: ['zip', 'zip_code', 'postal_code', 'postcode'] },
  { pattern: /\bnpi\b|\bnational provider\b/, names: ['npi'] },
  {
    pattern: /\b(pass ?code|pin|password|security code|access code|code word|secret code|personal identification)\b/,
    names: ['pin', 'passcode', 'access_code', 'security_code', 'password'],
  },
  { pattern: /\breading\b/, names: ['meter_reading', 'reading'] },
  { pattern: /\b(national insurance|nino)\b/, names: ['national_insurance_number', 'ni_number', 'nino'] },
  { pattern: /\bsort code\b/, names: ['sort_code'] },
  { pattern: /\bextension\b/, names: ['extension'] },
  { pattern: /\b(vehicle identification|vin)\b/, names: ['vin'] },
  {
    pattern: /\b(licen[sc]e|number|registration) plate\b|\bplate\b/,
    names: ['plate', 'license_plate', 'plate_number'],
  },
  {
    pattern: /\b(driver|driving)s? licen[sc]e\b/,
    names: ['license_number', 'driver_license', 'drivers_license_number'],
  },
  {
    pattern: /\b(credit|debit|bank|atm|sixteen digit|16 digit) card\b|\bcard number\b/,
    names: ['card_number', 'credit_card', 'debit_card', 'card'],
  },
  {
    pattern:
      /\b(member|subscriber|policyholder|enrollee|insurance|plan) (id|identification|card)\b|\b(member|subscriber) number\b/,
    names: ['member_id', 'member_number', 'subscriber_id', 'insurance_id'],
  },
  {
    pattern: /\b(tracking|parcel|package|shipment|consignment)\b.{0,20}\bnumber\b/,
    names: ['tracking_number', 'parcel_number', 'shipment_number'],
  },
  {
    pattern:
      /\b(booking|reservation|confirmation|record locator)\b.{0,14}\b(number|code|reference|locator)\b|\brecord locator\b/,
    names: ['confirmation_code', 'confirmation_number', 'booking_reference', 'reservation_number', 'record_locator'],
  },
  { pattern: /\b(device identifier|router|modem)\b/, names: ['router_id', 'device_id', 'serial_number'] },
  {
    pattern: /\b(citation|ticket|violation)\b.{0,12}\bnumber\b/,
    names: ['citation_number', 'ticket_number', 'violation_number', 'invoice_number'],
  },
  {
    pattern:
      /\b(call ?back|telephone|phone|mobile|cell|contact)( phone)? number\b|\bten digit number\b|\barea code\b|\bnumber (where|you|at which)\b/,
    names: ['phone', 'phone_number', 'callback_number', 'mobile'],
  },
  { pattern: /\b(last|sur|family) ?name\b/, names: ['last_name', 'surname', 'name_keypad', 'name'] },
  { pattern: /\bfirst name\b/, names: ['first_name', 'name'] },
  { pattern: /\bname\b/, names: ['name', 'name_keypad', 'full_name', 'last_name'] },
  { pattern: /\baccount( number)?\b/, names: ['account_number', 'account'] },
];

/** Whether a fact of this name is a date. However it was written, it is keyed in as the menu wants it. */
export const isDate = (name: string): boolean =>
  /(^|_)(date|dob|birth|birthdate|birthday|born)(_|$)/.test(name.toLowerCase());

const SAME: Readonly<Record<string, string>> = {
  identification: 'id',
  identifier: 'id',
  numbers: 'number',
  dob: 'birth',
  birthdate: 'birth',
  birthday: 'birth',
  postal: 'zip',
  licence: 'license',
  parcel: 'tracking',
  package: 'tracking',
  subscriber: 'member',
  policyholder: 'member',
  worker: 'employee',
  staff: 'employee',
  badge: 'employee',
  participant: 'juror',
  docket: 'case',
  prescription: 'rx',
  reservation: 'booking',
  registration: 'plate',
};

const unify = (word: string): string => own(SAME, word) ?? word;
/** Words in a fact's name that say nothing of which fact it is. */
const COMMON = new Set(['number', 'id', 'code', 'of', 'the', 'last4', 'keypad', 'reference']);
/** Facts that are never tried on a mere guess. */
const SECRET = /ssn|social|pin|password|passcode|card|birth|dob|secret|cvv|security/;

/** First letters of neighbouring words, so that "ein" is an "employer identification number". */
const initials = (words: readonly string[]): string[] =>
  words.flatMap((_, at) =>
    [2, 3, 4].map((count) =>
      words
        .slice(at, at + count)
        .map((word) => (word === 'id' ? 'i' : word[0]))
        .join(''),
    ),
  );

/** Points for a fact's name against the folded words of a request. */
function points(name: string, text: string, known: readonly string[]): number {
  const words = text.split(' ').map(unify);
  const parts = name
    .toLowerCase()
    .split(/[_\s-]+/)
    .map(unify);
  const telling = parts.filter((part) => !COMMON.has(part));
  const hits = telling.filter((part) => words.includes(part));
  if (parts.length === 1 && hits.length === 0 && initials(words).includes(parts[0] ?? '')) return 1.2;
  const common = parts.filter((part) => COMMON.has(part) && words.includes(part)).length;
  const rank = known.indexOf(name);
  const byCatalogue = rank < 0 ? 0 : 1.7 - 0.12 * Math.min(rank, 8);
  const byWords =
    telling.length === 0 || hits.length === 0 ? 0 : ((hits.length + 0.25 * common) / telling.length) * 1.4;
  const at = words.findIndex((word) => hits.includes(word));
  return Math.max(byCatalogue, byWords) - (at < 0 ? 0 : (0.5 * at) / words.length);
}

/** The given fact that these words ask for; among several the one that is asked for first. Null when none fits. */
export function factNamed(text: string, known: readonly string[], names: readonly string[]): string | null {
  const ranked = names.map((name): [string, number] => [name, points(name, text, known)]).sort((a, b) => b[1] - a[1]);
  const best = ranked[0];
  if (best && best[1] >= 0.6) return best[0];
  const only = names.filter((name) => !SECRET.test(name));
  const one = only[0];
  const numberLike =
    one !== undefined &&
    /number|id$|code|reference/.test(one) &&
    /\b(number|id|code|identifier|reference|digits?)\b/.test(text);
  return only.length === 1 &&
    names.length === 1 &&
    one !== undefined &&
    numberLike &&
    !/\b(pin|password|birth|social|zip|phone|card|code)\b/.test(text)
    ? one
    : null;
}

/** Names of facts that a request may mean, those asked for first coming first. */
export function factsMeant(text: string): string[] {
  const found = FACTS.map(({ pattern, names }) => ({ names, at: text.search(pattern) })).filter(({ at }) => at >= 0);
  const catalogued = [...found].sort((a, b) => a.at - b.at).flatMap(({ names }) => names);
  const spelled = /\b(?:your|the|a|its?|this) ((?:[a-z]+ ){1,3})(?:number|id|code)\b/.exec(text)?.[1];
  const own = spelled
    ?.trim()
    .split(' ')
    .filter(
      (word) =>
        !/^(digit|digits|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|sixteen|last|first|of|full|entire|new|\d+)$/.test(
          word,
        ),
    )
    .join('_');
  return [...new Set([...catalogued, ...(own ? [`${own}_number`] : [])])];
}
