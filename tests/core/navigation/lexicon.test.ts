import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { choose } from '#core/navigation/choose.ts';
import { isMenuWord, meaningOf } from '#core/navigation/lexicon/concepts.ts';
import { at } from './situation.ts';

const meant = (text: string) => [...meaningOf(text, 0.9, 1).keys()].sort();

it('has each concept in one line of one file', () => {
  const folder = new URL('../../../core/navigation/lexicon/', import.meta.url);
  const concepts = readdirSync(folder).flatMap((file) =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/^([a-z_0-9]+)(?: < [a-z_]+)? :/gm)].map(
      ([, name]) => name,
    ),
  );
  expect(concepts.length).toBeGreaterThan(1000);
  expect(concepts.filter((name, at) => concepts.indexOf(name) !== at)).toEqual([]);
});

describe('word families', () => {
  it.each([
    ['my mother passed away', 'my niece passed away'],
    ['the dog ate chocolate', 'the spaniel ate chocolate'],
    ['left my scarf on the train', 'left my gloves on the train'],
  ])('%s means what %s means', (one, other) => expect(meant(other)).toEqual(expect.arrayContaining(meant(one))));

  it('are of no use to a single word', () => {
    expect(meant('saturday')).not.toEqual(meant('wednesday'));
    expect(meant('my cousin')).toEqual([]);
  });

  it('lead to the option', () => {
    const menu = 'For a pet emergency, press 1. For grooming, press 2. To board your pet, press 3.';
    expect(choose(at(menu, 'the corgi swallowed a battery')).action).toEqual({ press: '1' });
  });
});

describe('words of every matter', () => {
  it.each(['check', 'left', 'new', 'last', 'out', 'turned', 'hear', 'taking', 'found'])(
    '%j alone means nothing',
    (word) => expect(meant(word)).toEqual([]),
  );

  it('mean what an idiom with them says', () => {
    expect(meant('can I turn it on')).toContain('start_service');
    expect(meant('it took a turn')).not.toContain('start_service');
  });
});

describe('what callers say', () => {
  it('is no word of menus, even in a line that has none', () => expect(isMenuWord('porch')).toBe(false));

  const FUNERALS =
    'To report a death, press 1. For prepaid plans, press 2. For headstones and memorials, press 3. For the chapel of rest, press 4. For florists, press 5.';
  const PENSIONS =
    'For your pension, press 1. For retirement, press 2. For bereavement, press 3. For transfers, press 4.';
  const HOTEL = 'For reservations, press 1. For guest services, press 2. For group sales, press 3.';
  const CITY =
    'For council tax, press 1. For bins, press 2. For registrars, press 3. For roads and pavements, press 4.';
  const SHELTER =
    'For donations, press 1. For volunteers, press 2. For adoptions, press 3. For lost pets, press 4. For cruelty reports, press 5.';
  it.each([
    [
      'For smart meters, press 1. For priority services, press 2. For tariffs, press 3.',
      'the display has gone blank',
      '1',
    ],
    ['For permits, press 1. For inspections, press 2. For zoning, press 3.', 'may we keep chickens', '3'],
    ['For patient rooms, press 1. For human resources, press 2.', 'do you need porters', '2'],
    [SHELTER, 'a rescue for the children', '3'],
    [SHELTER, 'a skinny horse with no water in the field', '5'],
    [SHELTER, 'our dog ran off at the fireworks', '4'],
    [FUNERALS, 'I want to pay for mine now', '2'],
    [FUNERALS, 'the letters on his stone have faded', '3'],
    [FUNERALS, 'we want to see dad one last time', '4'],
    [FUNERALS, 'a wreath for tuesday', '5'],
    [PENSIONS, 'how much is in my pot', '1'],
    [PENSIONS, 'I turn 65 in spring and want to stop working', '2'],
    [HOTEL, 'the next room is loud', '2'],
    [HOTEL, 'rooms for a family reunion', '3'],
    [CITY, 'who do I tell that my nan died', '3'],
  ])('leads to the option of its trade: %s', (menu, intent, key) =>
    expect(choose(at(menu, intent)).action).toEqual({ press: key }),
  );
});
