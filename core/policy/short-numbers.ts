import type { Refusal } from './refusal.ts';

/**
 * Emergency numbers of the world (police, fire, ambulance, crisis lines), whatever the country: a call that is wrongly refused costs nothing.
 * Sources: ITU-T E.129 national presentations; Wikipedia "List of emergency telephone numbers".
 */
const emergencies: ReadonlySet<string> = new Set([
  ...[
    '000',
    '08',
    '15',
    '17',
    '18',
    '066',
    '060',
    '061',
    '062',
    '065',
    '080',
    '085',
    '088',
    '089',
    '090',
    '091',
    '092',
  ],
  ...['100', '101', '102', '103', '104', '105', '106', '107', '108', '110', '111', '112', '113', '114', '115', '116'],
  ...['117', '118', '119', '120', '122', '123', '124', '125', '126', '127', '128', '129', '130', '131', '132', '133'],
  ...['140', '144', '150', '154', '155', '158', '159', '160', '166', '170', '177', '180', '185', '190', '191', '192'],
  ...['193', '194', '195', '196', '197', '198', '199', '300', '333', '442', '900', '901', '902', '903', '911', '912'],
  ...['913', '917', '919', '933', '977', '988', '990', '991', '992', '993', '994', '995', '996', '997', '998', '999'],
  ...[
    '1022',
    '1033',
    '1122',
    '1414',
    '1515',
    '1616',
    '1669',
    '1717',
    '1730',
    '10111',
    '10177',
    '11414',
    '116111',
    '116117',
  ],
  ...['116123'],
]);

/** 911 comes under many disguises: with a plus, the country code of North America, a trunk zero, 00, 011. */
const disguises = /^(?:\+?1|\+44|\+49|\+33|\+61|00|011|0)?/;

function core(digits: string): readonly string[] {
  const bare = digits.replace(/^\+/, '');
  const stripped = digits.replace(disguises, '');
  return [bare, stripped];
}

/** A number too short to be a subscriber's, judged before any parser turns it into something else. Null: it is long enough. */
export function shortNumber(text: string): Refusal | null {
  const digits = text
    .trim()
    .replace(/^tel:/i, '')
    .replace(/[^\d+]/g, '');
  if (/[a-z]/i.test(text.replace(/^\s*tel:/i, '')) || !/\d/.test(digits)) return null;
  const forms = core(digits);
  if (forms.some((form) => emergencies.has(form))) {
    return {
      code: 'emergency',
      title: 'Emergency numbers are never called',
      detail: 'If this is an emergency, dial the number yourself, now, from your own phone.',
    };
  }
  if (forms.some((form) => /^[2-8]11$/.test(form))) {
    return {
      code: 'service_code',
      title: 'Service codes like 211 or 811 are never called',
      detail:
        'They depend on where you are: dial the code yourself from your own phone, or give the full number of the service.',
    };
  }
  if (digits.replace('+', '').length <= 6) {
    return {
      code: 'short_code',
      title: 'Short numbers are not called',
      detail: 'Give the full number with its country code, like +1 800 555 0100.',
    };
  }
  return null;
}
