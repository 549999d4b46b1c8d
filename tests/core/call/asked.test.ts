import { describe, expect, test } from 'vitest';
import { readApproval, readGiven } from '#core/call/asked.ts';

describe('leave', () => {
  test.each(['yes', 'Yes!', 'YES please', 'ok', 'sure, go on', 'go ahead', '1'])('%s: given', (answer) => {
    expect(readApproval(answer)).toBe('yes');
  });

  test.each(['no', 'No.', 'nope', "don't", 'yes but not now', 'maybe', 'what?', '', 'not yet', 'yesterday I did', '2'])(
    '%s: not given',
    (answer) => {
      expect(readApproval(answer)).toBe('no');
    },
  );
});

test.each([
  ['12345678', 'given'],
  ['it is 12 34', 'given'],
  ['no', 'no'],
  ["I don't know", 'no'],
  ['skip', 'no'],
  ['  ', 'no'],
])('data "%s": %s', (answer, read) => {
  expect(readGiven(answer)).toBe(read);
});
