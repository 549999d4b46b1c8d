import { describe, expect, it } from 'vitest';
import { choose } from '#core/navigation/choose.ts';
import { roleOf } from '#core/navigation/option-role.ts';
import { at } from './situation.ts';

const role = (label: string): string => roleOf({ key: '1', say: null, label });

describe('what an option is for', () => {
  it.each([
    'another matter',
    'a different reason',
    'anything not mentioned',
    'none of the options',
    'any remaining questions',
    'miscellaneous',
    'all else',
    "if you don't know which option you need",
    'if you are not sure',
  ])('%j is for all the rest', (label) => expect(role(label)).toBe('other'));

  it.each(['the front desk', 'main switchboard', 'general reception', 'our team', 'member services', 'a colleague'])(
    '%j is a person',
    (label) => expect(role(label)).toBe('human'),
  );

  it.each([
    'general practice',
    'pay another bill',
    'book another appointment',
    'a different delivery date',
    'repeat prescriptions',
    'start your service again',
    'send it back to us',
    'going back to work',
    'skip a delivery',
    'speak to the claims team',
    'travel without a passport',
  ])('%j is a matter of its own', (label) => expect(role(label)).toBe('service'));

  it.each([
    ['go back a step', 'back'],
    ['back to the start', 'back'],
    ['hear these options again', 'repeat'],
    ['start again', 'repeat'],
    ["I don't know my account number", 'unknown_data'],
    ['continue without an account number', 'unknown_data'],
  ])('%j leads nowhere else: %s', (label, expected) => expect(role(label)).toBe(expected));
});

describe('an intent that fits no option', () => {
  const intent = 'the glockenspiel was out of tune at the recital';
  it.each([
    [
      'For opening hours, press 1. For parking, press 2. To return to the main menu, press 3. For another matter, press 4.',
      '4',
    ],
    [
      'For opening hours, press 1. For parking, press 2. To go back to the main menu, press 9. For the front desk, press 8.',
      '8',
    ],
    [
      'To hear these options again, press 1. For parking, press 2. For pensions, press 3. For anything not mentioned, press 4.',
      '4',
    ],
    [
      'For repeat offenders, press 1. For parking, press 2. For the main menu, press 3. For our switchboard, press 5.',
      '5',
    ],
    [
      'To renew a passport, press 1. For visas, press 2. If you are not sure which option to choose, press 6. To repeat this menu, press 7.',
      '6',
    ],
  ])('takes the general way: %s', (menu, key) => expect(choose(at(menu, intent)).action).toEqual({ press: key }));
});
