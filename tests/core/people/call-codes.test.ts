import { expect, test } from 'vitest';
import { CallId } from '#core/contracts/ids.ts';
import { callCodes, isMeant } from '#core/people/call-codes.ts';

const id = (tail: string) => CallId.parse(`call_${tail.padStart(26, '0')}`);

test('a call is meant by the end of its id, as short as tells them apart', () => {
  const calls = [id('AK7'), id('BQ2')];
  expect([...callCodes(calls).values()]).toEqual(['#K7', '#Q2']);
  expect([...callCodes([...calls, id('CK7')]).values()]).toEqual(['#AK7', '#BQ2', '#CK7']);
  expect(callCodes([id('AK7'), id('AK7')]).get(id('AK7'))).toBe('#K7');
});

test.each([
  ['K7', true],
  ['k7', true],
  ['AK7', true],
  ['7', false],
  ['Q2', false],
])('%s means it: %s', (code, meant) => {
  expect(isMeant(id('AK7'), code)).toBe(meant);
});
