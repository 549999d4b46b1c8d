import { describe, expect, test } from 'vitest';
import { readCode, readSms } from '#lambdas/sms/read-sms.ts';

describe('an order to call', () => {
  test.each<[string, string | null, string | null, string]>([
    ['call +18005550100 dispute a charge', '+18005550100', null, 'dispute a charge'],
    ['Call +1 800 555 0100 about my card', '+1 800 555 0100', null, 'my card'],
    ['call (800) 555-0100 to change my flight', '(800) 555-0100', null, 'change my flight'],
    ['call 800.555.0100 401k question', '800.555.0100', null, '401k question'],
    ['call +18005550100 2 bills are wrong', '+18005550100', null, '2 bills are wrong'],
    ['dial 1-800-FLOWERS about roses', '1-800-FLOWERS', null, 'roses'],
    ['call 911', '911', null, ''],
    ['call +18005550100', '+18005550100', null, ''],
    ['call northwind bank about my card', null, 'northwind bank', 'my card'],
    ['CALL  Northwind   Bank  regarding a fee', null, 'Northwind Bank', 'a fee'],
    ['call northwind bank', null, 'northwind bank', ''],
    ['call', null, '', ''],
  ])('%s', (text, number, company, intent) => {
    expect(readSms(text)).toEqual({ kind: 'call', number, company, intent });
  });
});

test.each([
  ['status', 'status'],
  [' Status? ', 'status'],
  ['CANCEL', 'cancel'],
  ['Cancel.', 'cancel'],
  ['cancel the call', 'cancel'],
  ['hang up', 'cancel'],
  ['help', 'help'],
  ['?', 'help'],
  ['the blue one', 'other'],
  ['cancel my subscription', 'other'],
  ['helpful answer', 'other'],
  ['', 'other'],
])('%s -> %s', (text, kind) => {
  expect(readSms(text).kind).toBe(kind);
});

test.each([
  ['#K7 yes', 'K7', 'yes'],
  [' # k7: hang up', 'k7', 'hang up'],
  ['#K7', 'K7', ''],
  ['#4155550100 is my number', '4155550100', 'is my number'],
  ['yes #K7', null, 'yes #K7'],
  ['# yes', 'yes', ''],
  ['number one', null, 'number one'],
])('the code in "%s": %s', (text, code, rest) => {
  expect(readCode(text)).toEqual({ code, rest });
});
