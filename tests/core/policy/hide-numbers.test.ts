import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberTag } from '#adapters/crypto/number-tag.ts';
import { taggedAgrees } from '#core/navigation/read-back.ts';
import { hideNumbers, tagsIn, withoutTags } from '#core/policy/hide-numbers.ts';

describe('numbers are taken out of what was heard', () => {
  it.each([
    ['You entered 4 1 5 5 5 1 2. If this is correct, press 1.', 'You entered [7 digits]. If this is correct, press 1.'],
    ['you entered four one five five press one if correct', 'you entered [4 digits] press one if correct'],
    ['Your account number is 12345678, thank you.', 'Your account number is [8 digits], thank you.'],
    ['i have for one five to nine', 'i have for [4 digits]'],
    ['i have three for one five to nine', 'i have [6 digits]'],
    ['it ends in double five forty one', 'it ends in [4 digits]'],
    ['call 415-555-0100', 'call [10 digits]'],
    ['born 12/31/1980', 'born [8 digits]'],
    ['For sales press 1 2 for support press two for billing', 'For sales press 1 2 for support press two for billing'],
    ['press one for sales press two to pay press three', 'press one for sales press two to pay press three'],
    ['You are caller number twelve, about 25 to 30 minutes', 'You are caller number twelve, about 25 to 30 minutes'],
    ['open 8 a.m. to 5 p.m., seven days, call 911', 'open 8 a.m. to 5 p.m., seven days, call 911'],
    ['enter your 10 digit account number', 'enter your 10 digit account number'],
  ])('%s', (text, hidden) => expect(hideNumbers(text)).toBe(hidden));

  it('and what a piece of a transcript cuts, at its edges', () => {
    expect(hideNumbers('number is 41 55', { isPiece: true })).toBe('number is [4 digits]');
    expect(hideNumbers('four one five', { isPiece: true })).toBe('[3 digits]');
    expect(hideNumbers('press 2', { isPiece: true })).toBe('press 2');
  });

  it('no four digits in a row are left, however they are set apart', () => {
    const number = fc.stringMatching(/^\d{4,16}$/);
    fc.assert(
      fc.property(number, fc.constantFrom('', ' ', '-', ', '), (digits, between) => {
        const hidden = hideNumbers(`you entered ${[...digits].join(between)} if this is correct`);
        expect(hidden).toBe(`you entered [${digits.length} digits] if this is correct`);
      }),
    );
  });

  it('the same number has the same name, which people are not shown', () => {
    const hidden = hideNumbers('you entered 4 1 5 5', { tagOf: (digits) => (digits === '4155' ? 'abcd' : 'other') });
    expect(hidden).toBe('you entered [4 digits abcd]');
    expect(tagsIn(hidden)).toEqual(['abcd']);
    expect(withoutTags(hidden)).toBe('you entered [4 digits]');
  });
});

describe('numbers that are read back are compared by their names', () => {
  const tagOf = numberTag('the secret', 'call');
  const agrees = (heard: string, value: string) =>
    taggedAgrees(tagsIn(hideNumbers(heard, { tagOf })), [value], tagOf, 'MDY');
  it.each([
    ['you entered 4 1 5 5 5 1 2', '415-5512', 'agrees'],
    ['you entered 4 1 5 5 5 1 2', '4155512', 'agrees'],
    ['you entered four one double five five one two', '4155512', 'agrees'],
    ['entered 5 5 5 1 2 is that right', '4155512', 'agrees'],
    ['the account ending in 5512', '4155512', 'agrees'],
    ['you entered 4 1 5 5 5 1 3', '4155512', 'differs'],
    ['you entered 12 31 1980', '1980-12-31', 'agrees'],
    ['press one for sales', '4155512', null],
  ])('%s, %s: %s', (heard, value, verdict) => {
    expect(agrees(heard, value)).toBe(verdict);
  });
  it('and nobody without the secret, or in another call, has the same names', () => {
    expect(numberTag('another', 'call')('4155')).not.toBe(tagOf('4155'));
    expect(numberTag('the secret', 'other')('4155')).not.toBe(tagOf('4155'));
    expect(tagOf('4155')).toMatch(/^[a-p]{10}$/);
  });
});
