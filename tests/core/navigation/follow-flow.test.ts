import { describe, expect, test } from 'vitest';
import { choose } from '#core/navigation/choose.ts';
import type { FlowStep } from '#core/navigation/flow.ts';
import { at } from './situation.ts';

const key = (digits: string): FlowStep => ({ do: 'DTMF', expect: ['some prompt'], digits });
const yes: FlowStep = { do: 'SPEAK', expect: ['some prompt'], say: 'yes' };

const CANCELS = 'You are about to cancel your policy. To confirm press 1. To go back press 2.';
const CLOSES = 'You are about to close your account. To confirm press 1. To go back press 2.';
const CLOSES_BY_VOICE = 'You are about to close your account. Say yes or no.';
const CLOSED = 'Your account will be closed. Please make your choice now.';

describe('a stored way presses nothing that binds', () => {
  test.each([
    ['what was asked for but not approved', CANCELS, 'cancel my policy', key('1')],
    ['the same of an account', CLOSES, 'close my account', key('1')],
    ['the same by voice', CLOSES_BY_VOICE, 'close my account', yes],
  ] as const)('%s: the person is asked', (_, prompt, intent, flow) => {
    expect(choose(at(prompt, intent, { flow })).action).toHaveProperty('ask');
  });

  test.each([
    ['an assent by key', CLOSES, 'ask about my bill', key('1'), { press: '2' }],
    ['an assent by voice', CLOSES_BY_VOICE, 'ask about my bill', yes, { say: 'no' }],
    [
      'a payment, where paying is only asked about',
      'To pay your bill press 1. For an agent press 2.',
      'do I have to pay the late fee?',
      key('1'),
      { press: '2' },
    ],
    ['a key of which nothing was heard', CLOSED, 'ask about my bill', key('9'), { wait: true }],
  ] as const)('%s that was not asked for: the safe way', (_, prompt, intent, flow, action) => {
    expect(choose(at(prompt, intent, { flow })).action).toEqual(action);
  });

  test('before its options were heard, of what is about to happen: it is read on', () => {
    const { by } = choose(at('you are about to close your account', 'ask about my bill', { flow: key('1') }));
    expect(by).not.toBe('flow');
  });
});

test('what was approved is pressed', () => {
  const asked = choose(at(CLOSES, 'close my account')).action;
  if (!('ask' in asked) || asked.ask.about.kind !== 'approval') throw new Error('no leave was asked for');
  expect(
    choose(at(CLOSES, 'close my account', { flow: key('1'), approved: [asked.ask.about.approval] })).action,
  ).toEqual({
    press: '1',
  });
});

test('at any other prompt the way is followed, also where the key was not among the options heard', () => {
  const flow = key('9');
  expect(choose(at('For billing press 1.', 'ask about my bill', { flow }))).toMatchObject({
    action: { press: '9' },
    by: 'flow',
  });
});

describe('a step that enters data', () => {
  const ENTRY = 'Please enter your eight digit policy number.';
  const entry: FlowStep = { do: 'DTMF', expect: [ENTRY], fact: 'policy_number' };
  const atEntry = (factNames: readonly string[]) => choose(at(ENTRY, 'a claim', { flow: entry, factNames }));

  test('is followed with data that was given', () => {
    expect(atEntry(['policy_number'])).toMatchObject({ action: { enter: 'policy_number' }, by: 'flow' });
  });

  test('whose data bears another name takes that', () => {
    expect(atEntry(['policy'])).toMatchObject({ action: { enter: 'policy' }, by: 'reading' });
  });

  test('asks for data that was not given', () => {
    expect(atEntry([]).action).toMatchObject({ ask: { about: { kind: 'fact', fact: 'policy_number' } } });
  });
});

test.each([
  [{ ...key('2'), label: 'billing and disputes' }, "'billing and disputes', by the known way"],
  [key('2'), 'by the known way'],
] as const)('the person is told what was chosen, and why', (flow, reason) => {
  const menu = 'For sales, press 1. For billing and disputes, press 2.';
  expect(choose(at(menu, 'dispute a charge', { flow })).reason).toBe(reason);
});
