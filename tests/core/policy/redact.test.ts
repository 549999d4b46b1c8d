import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, shortened } from '#core/policy/redact.ts';

describe('what is taken out of a text', () => {
  it.each([
    ['my card is 4242 4242 4242 4242, thanks', 'my card is [16 digits], thanks'],
    ['call +1 (800) 555-0100 now', 'call [11 digits] now'],
    ['member 00123-45', 'member [7 digits]'],
    ['code 1234.', 'code [4 digits].'],
    ['four two four two, four two', '[6 digits]'],
    ['it is nine one one five', 'it is [4 digits]'],
    ['it ends in forty one fifty five', 'it ends in [4 digits]'],
    ['ref44718812', 'ref[8 digits]'],
    ['write to sam.rivera+x@mail.example.com', 'write to [mail address]'],
    ['press 2 for billing, 15 minutes', 'press 2 for billing, 15 minutes'],
    ['one of three people, two calls', 'one of three people, two calls'],
  ])('%s', (text, redacted) => {
    expect(redact(text)).toBe(redacted);
  });

  it('no four digits in a row are left, whatever stands around them', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^\d{4,20}$/), fc.string(), (before, digits, after) => {
        expect(redact(`${before}${digits}${after}`)).not.toMatch(/\d{4}/);
      }),
    );
  });
});

describe('a number in a log', () => {
  it.each([
    ['+18005550100', '+18…00'],
    ['+442079460958', '+44…58'],
    ['911', '…'],
  ])('%s: %s', (number, short) => {
    expect(shortened(number)).toBe(short);
  });
});
