import { expect, test } from 'vitest';
import { entryOf } from '#core/call/enter-fact.ts';

const plain = {
  fact: 'account_number',
  delivery: 'at_once',
  lastDigits: null,
  firstCharacters: null,
  lengths: [],
  date: null,
  terminator: null,
} as const;
const date = { ...plain, fact: 'date_of_birth', date: 'MMDDYYYY' } as const;

test.each([
  ['digits', plain, '0012345678', { keys: '0012345678', count: 10 }],
  ['ended by pound', { ...plain, terminator: '#' }, '1234', { keys: '1234#', count: 4 }],
  ['written with spaces and dashes', plain, ' 123-45 6789', { keys: '123456789', count: 9 }],
  ['letters on their keys', plain, 'AB12z', { keys: '22129', count: 5 }],
  ['a date, month first', date, '1980-12-31', { keys: '12311980', count: 8 }],
  ['a date spoken', { ...date, delivery: 'spoken' }, '1980-03-03', { words: 'March 3, 1980' }],
  ['no date', date, 'my birthday', null],
  ['its year of four digits, of which two were given', date, '3/3/80', null],
  ['two digits of its year', { ...date, date: 'DDMMYY' }, '3/4/80', { keys: '040380', count: 6 }],
  ['figures of a part of a date', { ...date, date: 'MMYY' }, '12/27', { keys: '1227', count: 4 }],
  ['figures that are no such part', { ...date, date: 'MMDD' }, '1980', null],
  ['as many digits as asked for', { ...plain, lengths: [9, 10] }, '123456789', { keys: '123456789', count: 9 }],
  ['too few', { ...plain, lengths: [10] }, '1234567', null],
  ['too many', { ...plain, lengths: [10] }, '12345678901', null],
  ['too few for the last four', { ...plain, lastDigits: 4 }, '123', null],
  ['the whole, or its last four', { ...plain, lengths: [9], lastDigits: 4 }, '0123456789', { keys: '6789', count: 4 }],
  [
    'a telephone number with its country',
    { ...plain, fact: 'phone', lengths: [10] },
    '+14155550123',
    { keys: '4155550123', count: 10 },
  ],
  ['an account that begins with 1', { ...plain, lengths: [10] }, '14155550123', null],
  ['a zip code with its extension', { ...plain, fact: 'zip', lengths: [5] }, '94107-1234', { keys: '94107', count: 5 }],
  ['its last four', { ...plain, lastDigits: 4 }, '123456789', { keys: '6789', count: 4 }],
  ['its first three letters', { ...plain, fact: 'last_name', firstCharacters: 3 }, 'Smith', { keys: '764', count: 3 }],
  ['a name of fewer', { ...plain, fact: 'last_name', firstCharacters: 3 }, 'Ng', { keys: '64', count: 2 }],
  ['its first letters spoken', { ...plain, delivery: 'spoken', firstCharacters: 3 }, 'Smith', { words: 'S, m, i' }],
  ['with gaps', { ...plain, delivery: 'with_gaps', terminator: '#' }, '123', { keys: '1w2w3#', count: 3 }],
  ['digits spoken', { ...plain, delivery: 'spoken' }, '12-3', { words: 'one, two, three' }],
  ['a code spelled', { ...plain, delivery: 'spoken' }, 'AB1', { words: 'A, B, one' }],
  ['a name spoken', { ...plain, delivery: 'spoken' }, 'Rivera', { words: 'Rivera' }],
  ['nothing to key', plain, '---', null],
  ['longer than a leg plays', plain, '1'.repeat(65), null],
] as const)('%s', (_what, how, value, entry) => {
  expect(entryOf(how, value, 'MDY')).toEqual(entry);
});
