import { describe, expect, test } from 'vitest';
import { builtInCompanies, DEFAULT_COMPANY, readCompany } from '#local/phone/companies/built-in.ts';
import { linesOf } from '#local/phone/companies/lines-of.ts';
import { renderedAhead } from '#local/phone/sound/rendered.ts';

const companies = Object.entries(builtInCompanies);

describe('built-in companies', () => {
  test('are at least eight, each with its own fictional number', () => {
    expect(companies.length).toBeGreaterThanOrEqual(8);
    const numbers = companies.map(([, { number }]) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const number of numbers) expect(number).toMatch(/^\+180055501\d\d$/);
    expect(builtInCompanies[DEFAULT_COMPANY]?.number).toBe('+18005550100');
  });

  test.each(companies)('%s: every sentence was rendered ahead, every place can be reached', (_, company) => {
    for (const [voice, text] of linesOf(company)) expect(renderedAhead(text, voice), text).toBeDefined();
    const everywhere = JSON.stringify([company.start, Object.values(company.places)]);
    for (const place of Object.keys(company.places)) expect(everywhere).toContain(`"${place}"`);
  });
});

const minimal = (places: string, start = 'a') =>
  `{ name: X, number: '+18005550199', about: x, start: ${start}, places: ${places} }`;

describe('a company file that is wrong', () => {
  test.each([
    [
      'an unknown place',
      minimal('{ a: { play: [{ silenceMs: 1 }], next: b } }'),
      'there is no place "b"; there are a, hang-up',
    ],
    ['no start', `{ name: X, number: '+18005550199', about: x }`, 'a company that answers needs a start'],
    ['a number that is none', minimal('{}').replace('+18005550199', '0800'), 'E.164'],
    ['a key that no phone has', minimal('{ a: { menu: { say: x, keys: { 12: a }, otherwise: a } } }'), 'places'],
    [
      'a hold that takes no time',
      minimal('{ a: { hold: { music: jazz, lastsMs: 9, loop: [{ musicMs: 0 }] }, next: a } }'),
      'a loop must take time',
    ],
    ['an unknown word', minimal('{ a: { play: [{ silenceMs: 1 }], next: a, thn: b } }'), 'places'],
  ])('%s is told with the file and what would be right', (_, yaml, message) => {
    expect(() => readCompany(yaml, 'x.yaml')).toThrow(message);
    expect(() => readCompany(yaml, 'x.yaml')).toThrow('x.yaml');
  });
});
