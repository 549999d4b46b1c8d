import { describe, expect, test } from 'vitest';
import { isUnclear, readApproval, readGiven } from '#core/call/asked.ts';

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

describe('no answer', () => {
  const leave = { kind: 'approval', approval: 'cancel: now' } as const;
  const data = { kind: 'fact', fact: 'date_of_birth' } as const;

  test.each(['maybe', 'what does it cost?', 'yes?', 'the blue one', 'cancel', ''])(
    'to "may it be done": %j',
    (answer) => {
      expect(isUnclear(answer, leave)).toBe(true);
    },
  );

  test.each(['yes', 'ok', 'no', "don't", 'yes but not now', 'never'])('but one to that: %j', (answer) => {
    expect(isUnclear(answer, leave)).toBe(false);
  });

  test.each([
    ['in what format?', true],
    ['12/31/1980', false],
    ['cancel', false],
    ['no', false],
  ])('to "what is it": %j: %s', (answer, unclear) => {
    expect(isUnclear(answer, data)).toBe(unclear);
  });
});
