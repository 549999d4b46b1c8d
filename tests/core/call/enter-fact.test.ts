import { expect, test } from 'vitest';
import { entryOf } from '#core/call/enter-fact.ts';

const plain = { delivery: 'at_once', lastDigits: null, terminator: null } as const;

test.each([
  ['digits', plain, '0012345678', { keys: '0012345678', count: 10 }],
  ['ended by pound', { ...plain, terminator: '#' }, '1234', { keys: '1234#', count: 4 }],
  ['written with spaces and dashes', plain, ' 123-45 6789', { keys: '123456789', count: 9 }],
  ['letters on their keys', plain, 'AB12z', { keys: '22129', count: 5 }],
  ['a date, month first', plain, '1980-12-31', { keys: '12311980', count: 8 }],
  ['its last four', { ...plain, lastDigits: 4 }, '123456789', { keys: '6789', count: 4 }],
  ['with gaps', { ...plain, delivery: 'with_gaps', terminator: '#' }, '123', { keys: '1w2w3#', count: 3 }],
  ['digits spoken', { ...plain, delivery: 'spoken' }, '12-3', { words: 'one, two, three' }],
  ['a code spelled', { ...plain, delivery: 'spoken' }, 'AB1', { words: 'A, B, one' }],
  ['a name spoken', { ...plain, delivery: 'spoken' }, 'Rivera', { words: 'Rivera' }],
  ['nothing to key', plain, '---', null],
  ['longer than a leg plays', plain, '1'.repeat(65), null],
] as const)('%s', (_what, how, value, entry) => {
  expect(entryOf(how, value)).toEqual(entry);
});
