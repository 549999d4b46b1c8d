import { expect, it } from 'vitest';
import { stem } from '#core/navigation/lexicon/stem.ts';

it.each([
  ['tyres', 'tire'],
  ['cheques', 'check'],
  ['licences', 'license'],
  ['theatre', 'theaters'],
  ['neighbours', 'neighbor'],
  ['organisation', 'organized'],
  ['enquiries', 'inquiry'],
  ['programme', 'programs'],
  ['jewellery', 'jewelry'],
  ['covered', 'cover'],
  ['registered', 'register'],
  ['transferred', 'transfer'],
  ['gave', 'giving'],
  ['took', 'take'],
  ['rode', 'rides'],
])('%s and %s are one word', (british, american) => expect(stem(british)).toBe(stem(american)));

it.each([
  ['hour', 'hor'],
  ['tour', 'tor'],
  ['care', 'car'],
  ['rates', 'rats'],
  ['better', 'bet'],
  ['shower', 'show'],
  ['number', 'numb'],
  ['customers', 'customs'],
  ['porters', 'ports'],
  ['departments', 'departs'],
  ['flowers', 'flows'],
  ['towers', 'tows'],
  ['apartments', 'apart'],
  ['statements', 'states'],
])('%s is not %s', (one, other) => expect(stem(one)).not.toBe(stem(other)));
