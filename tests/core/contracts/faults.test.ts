import { describe, expect, test } from 'vitest';
import { readWritten } from '#core/contracts/faults.ts';
import { AnswerBody, CreateCallBody, PrivacyBody } from '#core/contracts/http.ts';

const order = { number: '+18005550100', intent: 'dispute a charge' };
const device = { deviceId: 'a', name: 'a', address: { kind: 'phone', number: '+12125550123' } };

/** Every fault as "path: message". */
function faultsIn(schema: Parameters<typeof readWritten>[0], written: unknown): string[] {
  const read = readWritten(schema, written);
  return read.ok ? [] : read.faults.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('a body is told what is wrong and what would be right', () => {
  test.each<[string, unknown, string | RegExp]>([
    [
      'a misspelt field',
      { ...order, devcies: [] },
      /^devcies: unknown field devcies; known here are number, .*devices/,
    ],
    ['one of a device', { ...order, devices: [{ ...device, ring: 5 }] }, /^devices\.0\.ring: unknown field ring/],
    ['a missing intent', { number: '+1' }, /^intent: say in a few words .*"dispute a charge"$/],
    ['a number without quotes', { ...order, number: 5 }, 'number: it takes text, not a number; put it in quotes'],
    [
      'a fact without quotes',
      { ...order, facts: { pin: 5 } },
      'facts.pin: it takes text, not a number; put it in quotes',
    ],
    ['an empty fact', { ...order, facts: { pin: '' } }, 'facts.pin: must not be empty'],
    ['the name of a fact', { ...order, facts: { 'Account No': '1' } }, /^facts\.Account No: .*like account_number$/],
    ['one of two words', { ...order, redial: 'twice' }, 'redial: it takes "once" or "never"'],
    [
      'one of three kinds',
      { ...order, devices: [{ ...device, address: { kind: 'fax' } }] },
      /kind: it takes "phone", "sip" or "client"$/,
    ],
    [
      'a device number',
      { ...order, devices: [{ ...device, address: { kind: 'phone', number: '1' } }] },
      /like \+18005550100$/,
    ],
    ['too short a ring', { ...order, devices: [{ ...device, ringSeconds: 1 }] }, 'devices.0.ringSeconds: at least 5'],
    [
      'a fraction',
      { ...order, devices: [{ ...device, ringSeconds: 7.5 }] },
      'devices.0.ringSeconds: it takes a whole number, not a fraction',
    ],
    ['no device', { ...order, devices: [] }, 'devices: must not be empty'],
    ['too long an intent', { ...order, intent: 'x'.repeat(501) }, 'intent: at most 500 characters'],
    ['the id of a flow', { ...order, flowId: 'mine' }, 'flowId: the id of a flow, as GET /flows lists them'],
    ['no boolean', { ...order, ringEarly: 'yes' }, 'ringEarly: it takes true or false, not text'],
    ['a list', [], ': it takes an object, not a list'],
  ])('%s', (_, written, fault) => {
    const faults = faultsIn(CreateCallBody, written);
    expect(faults).toEqual([typeof fault === 'string' ? fault : expect.stringMatching(fault)]);
  });

  test('the smaller ones as well', () => {
    expect(faultsIn(AnswerBody, {})).toEqual(['answer: is missing; it takes text']);
    expect(faultsIn(AnswerBody, { answer: ' ' })).toEqual(['answer: must not be empty']);
    expect(faultsIn(AnswerBody, { answer: 'x', awnser: '1' })).toEqual([
      'awnser: unknown field awnser; known here are answer',
    ]);
    expect(faultsIn(PrivacyBody, { on: 'yes' })).toEqual(['on: it takes true or false, not text']);
    expect(faultsIn(PrivacyBody, {})).toEqual(['on: is missing; it takes true or false']);
  });

  test('nothing of what was written is repeated but names of fields', () => {
    const secret = '4155550000999';
    const written = { ...order, number: secret.repeat(9), facts: { pin: [secret] }, redial: secret, flowId: secret };
    expect(faultsIn(CreateCallBody, written).join()).not.toContain(secret);
  });
});

test('what is right is read', () => {
  expect(readWritten(CreateCallBody, order)).toMatchObject({ ok: true, value: { ...order, redial: 'once' } });
});
