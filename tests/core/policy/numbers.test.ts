import { describe, expect, it } from 'vitest';
import { PhoneNumber } from '#core/contracts/ids.ts';
import { mayCall } from '#core/policy/may-call.ts';
import { readNumber } from '#core/policy/numbers.ts';
import { written } from '#core/policy/written-number.ts';

const owner = { countries: ['US', 'GB'] };
/** What becomes of a number as a person writes it: the number that is dialled, or the code of the refusal. */
function asked(text: string, country = 'US'): string {
  const read = readNumber(text, country);
  if (read.kind === 'refused') return read.refusal.code;
  return mayCall(read.number, owner)?.code ?? read.number;
}

describe('numbers that may be called', () => {
  it.each([
    ['+18005550100', '+18005550100'],
    ['(800) 555-0100', '+18005550100'],
    ['1-800-555-0100', '+18005550100'],
    ['800.555.0100', '+18005550100'],
    ['tel:+1-800-555-0100', '+18005550100'],
    ['1-800-FLOWERS', '+18003569377'],
    ['(888) GO-FEDEX', '+18884633339'],
    ['800 GO FEDEX', '+18004633339'],
    ['212 555 0142', '+12125550142'],
    ['011 44 20 7946 0958', '+442079460958'],
    ['+44 (0)20 7946 0958', '+442079460958'],
    ['  +442079460958  ', '+442079460958'],
  ])('%s is %s', (text, number) => {
    expect(asked(text)).toBe(number);
  });

  it('without a plus are read as of the country that is given', () => {
    expect(asked('020 7946 0958', 'GB')).toBe('+442079460958');
    expect(asked('0800 0155 111', 'GB')).toBe('+448000155111');
    expect(asked('+442079460958', 'XX')).toBe('+442079460958');
    expect(asked('020 7946 0958', 'XX')).toBe('not_a_number');
  });

  it('toll-free numbers belong to all of North America', () => {
    const number = PhoneNumber.parse('+18005550100');
    expect(mayCall(number, { countries: ['CA'] })).toBeNull();
    expect(mayCall(number, { countries: ['GB'] })?.code).toBe('country_not_allowed');
  });
});

describe('emergency numbers', () => {
  it.each([
    ...[
      '911',
      '9-1-1',
      ' 911 ',
      'tel:911',
      '+911',
      '1911',
      '+1911',
      '+1 911',
      '1-911',
      '0911',
      '00911',
      '911#',
      '9 1 1',
    ],
    ...['112', '999', '000', '110', '119', '113', '118', '15', '17', '18', '061', '190', '988', '10111', '116123'],
    ...['+44999', '+44 112', '+49 110', '+33 15', '+61 000', '+44 116 123'],
  ])('%s is never called', (text) => {
    for (const country of ['US', 'GB', 'DE', 'AU']) expect(asked(text, country)).toBe('emergency');
  });

  it('the person is told to dial at once', () => {
    const read = readNumber('911', 'US');
    expect(read).toMatchObject({
      kind: 'refused',
      refusal: { detail: expect.stringMatching(/dial the number yourself, now/) },
    });
  });

  it.each(['+18009110000', '+12129990112', '+442079460911'])('%s only looks like one', (text) => {
    expect(asked(text)).toBe(text);
  });
});

describe('other numbers that are not called', () => {
  it.each([
    ...[
      ['211', 'service_code'],
      ['411', 'service_code'],
      ['611', 'service_code'],
      ['811', 'service_code'],
      ['+1411', 'service_code'],
    ],
    ...[
      ['12345', 'short_code'],
      ['60611', 'short_code'],
      ['5550100', 'not_a_number'],
    ],
    ...[
      ['900 555 0100', 'premium'],
      ['+19005550100', 'premium'],
      ['212 976 1234', 'premium'],
      ['+44 909 879 0123', 'premium'],
    ],
    ...[
      ['+44 844 555 0100', 'premium'],
      ['+49 180 5 123456', 'shared_cost'],
      ['+33 820 123 456', 'shared_cost'],
    ],
    ...[['+44 70 1234 5678', 'special']],
    ...[
      ['+870 773 111 632', 'satellite'],
      ['+881 6 1234 5678', 'satellite'],
      ['+882 16 1234567', 'satellite'],
    ],
    ...[
      ['+979 1 2345 6789', 'satellite'],
      ['+800 1234 5678', 'satellite'],
      ['+883 5100 12345', 'satellite'],
    ],
    ...[
      ['+49 30 123456', 'country_not_allowed'],
      ['+1 809 555 0100', 'country_not_allowed'],
      ['+1 416 555 0100', 'country_not_allowed'],
    ],
    ...[
      ['+53 7 1234567', 'country_not_allowed'],
      ['+7 840 123 45 67', 'country_not_allowed'],
    ],
    ...[
      ['+1 200 000 0000', 'not_a_number'],
      ['+999 1234567', 'not_a_number'],
      ['hello', 'not_a_number'],
      ['', 'not_a_number'],
    ],
    ...[
      ['+', 'not_a_number'],
      ['911 and 911', 'not_a_number'],
      ['800 555 0100 ext 5', 'extension'],
      ['+1 800 555 0100 0000 0000', 'not_a_number'],
    ],
  ])('%s: %s', (text, code) => {
    expect(asked(text)).toBe(code);
  });

  it('every refusal says what to do', () => {
    for (const text of [
      '911',
      '211',
      '12345',
      'x',
      '+19005550100',
      '+493012345678',
      '+870773111632',
      '800 555 0100 x5',
    ]) {
      const read = readNumber(text, 'US');
      const refusal = read.kind === 'refused' ? read.refusal : mayCall(read.number, owner);
      expect(refusal?.detail).toMatch(/dial|give|write|look|ask|check|say/i);
    }
  });

  it('a country is named in its refusal', () => {
    expect(mayCall(PhoneNumber.parse('+493012345678'), owner)).toMatchObject({
      title: expect.stringContaining('DE'),
      detail: expect.stringContaining('US, GB'),
    });
  });
});

describe('a number for people', () => {
  it.each([
    ['+18005550100', '+1 800 555 0100'],
    ['+442079460958', '+44 20 7946 0958'],
    ['+9991234567', '+9991234567'],
  ])('%s: %s', (number, text) => {
    expect(written(PhoneNumber.parse(number))).toBe(text);
  });
});
