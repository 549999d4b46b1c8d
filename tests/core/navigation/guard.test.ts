import { describe, expect, it } from 'vitest';
import { choose } from '#core/navigation/choose.ts';
import type { FlowStep } from '#core/navigation/flow.ts';
import { backsOut, guard, guardedAct } from '#core/navigation/guard.ts';
import { mayTake } from '#core/navigation/may-take.ts';
import { at } from './situation.ts';

const option = (label: string) => ({ key: '1', say: null, label });

describe('what cannot be undone is recognised', () => {
  it.each([
    ['cancel your policy', 'cancel'],
    ['close your account', 'close'],
    ['pay your bill', 'pay'],
    ['authorize this payment', 'pay'],
    ['plead guilty and pay now', 'pay'],
    ['I agree', 'consent'],
    ['report your card lost or stolen', 'block'],
    ['transfer money between your accounts', 'move_money'],
    ['resign or report a separation', 'cancel'],
    ['change or cancel a booking', null],
    ['start or stop service', null],
    ['billing and payments', null],
    ['questions about a payment', null],
    ['payment arrangements', null],
    ['keep this trip', null],
    ['wind up your account', 'close'],
    ['let a room go', 'cancel'],
    ['no longer need it', 'cancel'],
    ['settle what you owe today', 'pay'],
    ['swear that this is true', 'authorise'],
    ['bar your sim', 'block'],
    ['make a transfer', 'move_money'],
    ['transfer 600 dollars from savings to checking', 'move_money'],
    ['send a wire or transfer money', 'move_money'],
    ['request a payoff and close your loan', 'close'],
    // No rule names these; their verbs are not known to be harmless.
    ['relinquish your membership', 'unfamiliar'],
    ['shred it', 'unfamiliar'],
    ['make a bequest', 'unfamiliar'],
    ['check your order', null],
    ['make an appointment', null],
    ['locked out of my account', null],
    ['having difficulty paying', null],
    ['change your payment date', null],
    ['ask about a payment', null],
    ["can't sign in", null],
    ['forgot your password', null],
    ['withdraw your claim', 'cancel'],
    ['withdraw cash', 'cancel'],
  ])('%s -> %s', (label, act) => expect(guardedAct(option(label))).toBe(act));
});

describe('it is chosen only when it was asked for and approved', () => {
  it.each([
    ['not asked', 'my bill is wrong', [], 'not_asked'],
    ['spoken against', "don't cancel anything, change the date", [], 'not_asked'],
    ['asked', 'cancel my policy', [], 'ask'],
    ['asked and approved', 'cancel my policy', ['cancel:cancel your policy'], 'free'],
    ['another act approved', 'cancel my policy', ['close'], 'ask'],
  ])('%s', (_what, intent, approved, verdict) =>
    expect(guard(option('cancel your policy'), intent, approved, 'menu').kind).toBe(verdict),
  );
});

it.each([
  ['add my wife', 'not_asked'],
  ['relinquish my membership', 'free'],
  ['do not relinquish my membership', 'not_asked'],
])('an unfamiliar verb must be in the intent: %s', (intent, verdict) =>
  expect(guard(option('relinquish your membership'), intent, [], 'menu').kind).toBe(verdict),
);

describe('only what is understood is taken', () => {
  const MENU =
    'To hear your balance, press 1. To frobnicate your plan, press 2. To order a card, press 3. For billing, press 4. To turn down cover, press 5.';
  it.each([
    ['a thing to hear', 'whatever', '1', 'free'],
    ['an unknown verb', 'my plan', '2', 'not_asked'],
    ['an unknown verb that was asked for', 'frobnicate my plan', '2', 'free'],
    ['an order for whom it has nothing to do with', 'my lights are out', '3', 'not_asked'],
    ['an order for whom wants it', 'send me a new card', '3', 'free'],
    ['a matter', 'whatever', '4', 'free'],
    ['a harmless verb turned into another', 'what does my cover include', '5', 'not_asked'],
  ])('%s', (_what, intent, key, verdict) => {
    const situation = at(MENU, intent);
    const chosen = situation.prompt.options.find((one) => one.key === key) ?? option('');
    expect(mayTake(situation, chosen).kind).toBe(verdict);
  });
  it.each([
    ['a verb that was cut off', ' certify for weekly benefits press one to file a new claim press two', '1'],
    [
      'options that moved',
      ' see how much you used press one to add a line press two to port out press three or say agent',
      '2',
    ],
    ['two options in one', "we'll post you a card press one to go for it or two leave it", '1'],
  ])('held, half understood: %s', (_what, prompt, key) => {
    const situation = at(prompt, 'no signal at home');
    const chosen = situation.prompt.options.find((one) => one.key === key) ?? option('');
    expect(mayTake(situation, chosen).kind).toBe('not_asked');
  });
  it.each([
    ['If you are calling about moving to another address, press 1.', 'I am moving', { press: '1' }],
    ['If you want to give it to another person, press 1.', 'I am moving', { press: '0' }],
    [
      'Which would you like? Say tracking an order, or a problem with your order.',
      'I got the wrong item in my order',
      { say: 'problem with your order' },
    ],
    [
      'Say damaged baggage, a bag that did not arrive, or fees.',
      'my baggage is delayed',
      { say: 'bag that did not arrive' },
    ],
  ])('a thing is no act: %s', (prompt, intent, action) => expect(choose(at(prompt, intent)).action).toEqual(action));
});

describe('it, of what the prompt named', () => {
  const due = 'You have one prescription due for refill. To refill it now, press 1. To hear the details, press 2.';
  it.each([
    ['refill my tablets', { press: '1' }],
    ['I would like to refill the prescription', { press: '1' }],
    ['which prescription is it, I would like to hear the details', { press: '2' }],
  ])('%s', (intent, action) => expect(choose(at(due, intent)).action).toEqual(action));
});

describe('a proposal and a way out of it', () => {
  const voice =
    "We'd like to keep your voice as your password. To enrol your voiceprint, press 1. To continue without it, press 2.";
  const sending = 'I have a transfer of four hundred pounds to J Smith. To send it, press 1. To start over, press 2.';
  it.each([
    [voice, 'no signal', '2'],
    [sending, 'what is my balance', '2'],
    [sending, 'send 40 to J Smith', '2'],
    ['Sorry to see you go. To make it final press 1. To go back press 2.', 'book a class', '2'],
  ])('%s %s', (prompt, intent, press) => expect(choose(at(prompt, intent)).action).toEqual({ press }));
  it('asks before what was asked for', () => {
    expect(choose(at(sending, 'send 400 to J Smith')).action).toHaveProperty('ask');
  });
});

describe('what the words around an act say', () => {
  const transfer =
    'you want to transfer six hundred dollars from savings to checking if this is correct press won to cancel press to';
  const premium =
    'your payment of 212 dollars will be taken from the account ending in 0093 to authorize press 1 to use another account press 2';
  const offer =
    'you qualify for roadside protection for just four dollars a month to add it to your policy today press one to hear more press two to skip this offer press three';
  const form =
    'by pressing one you certify under penalty of perjury that this is true press one to certify press two to start over press nine to speak with a representative';
  it.each([
    [transfer, 'what is my savings balance', '2'],
    [premium, 'pay my premium with the other account', '2'],
    [offer, 'somebody backed into my car at the store', '3'],
    [form, 'I want a person to explain a letter', '9'],
  ])('%s | %s', (prompt, intent, press) => expect(choose(at(prompt, intent)).action).toEqual({ press }));
  it.each([
    ['To close your account, press 1. To dispute a toll, press 2.', "close my account, I don't commute now", true],
    ['To close your account, press 1. To dispute a toll, press 2.', "don't close my account now", false],
    ['To close your account, press 1. To dispute a toll, press 2.', 'close my account but not yet', false],
  ])('%s | %s', (prompt, intent, asks) => {
    const { action } = choose(at(prompt, intent));
    expect('ask' in action).toBe(asks);
  });
});

describe('a whole choice', () => {
  const prompt =
    'You are about to cancel your trip. This cannot be undone. Press 1 to cancel this trip, or press 2 to keep it.';
  const approval = 'cancel:cancel this trip';
  it('asks the person first', () => {
    expect(choose(at(prompt, 'cancel my trip')).action).toMatchObject({
      ask: { options: ['yes', 'no'], about: { kind: 'approval', approval } },
    });
  });
  it('goes ahead when approved', () => {
    expect(choose(at(prompt, 'cancel my trip', { approved: [approval] })).action).toEqual({ press: '1' });
  });
  it('takes the safe way when refused or not answered', () => {
    expect(choose(at(prompt, 'cancel my trip', { refused: [approval] })).action).toEqual({ press: '2' });
  });
  it('takes the safe way when that was not wanted', () => {
    expect(choose(at(prompt, 'move my flight to Sunday')).action).toEqual({ press: '2' });
  });
  it.each([
    ["my brother can't come any more, the rest of us still fly", { press: '2' }],
    ['cancel just one of the seats', { press: '2' }],
  ])('ends no more than was said: %s', (intent, action) => {
    const extents = 'To cancel your whole booking, press 1. To cancel one passenger only, press 2.';
    expect(choose(at(extents, intent)).action).not.toEqual({ press: '1' });
    expect(choose(at(extents, intent, { approved: ['cancel:cancel one passenger only'] })).action).toEqual(action);
  });
  it('holds a stored flow as well', () => {
    const flow: FlowStep = { do: 'DTMF', expect: [prompt], digits: '1' };
    expect(choose(at(prompt, 'move my flight to Sunday', { flow })).action).toEqual({ press: '2' });
  });
  it.each(['my bill', 'talk to a person', 'the app is slow', 'a seat by the window'])(
    'consents to nothing for: %s',
    (intent) => {
      const consent = 'Before we continue, may we send you offers by text? To agree, press 1. To decline, press 2.';
      expect(choose(at(consent, intent)).action).toEqual({ press: '2' });
    },
  );
});

describe('words that were lost do not free what binds', () => {
  it.each([
    [
      'the middle option has lost its "to"',
      'to see how much data you have left press one add a line press two to unlock phone press three to port out press four',
      'how many gigs are left this month',
      '2',
    ],
    [
      'its matter goes on before a "for"',
      'for admissions press one to give back your grant press two audit a class instead of taking it for credit press three for library press four',
      'did my application arrive',
      '3',
    ],
    [
      'a statement and an act are one',
      'we show an alarm at your home have officers sent press one to stand down press two',
      'false alarm, my dog set it off',
      '1',
    ],
    [
      'what follows the key is assent',
      'this releases us from any claim on the parcel press one to go along with this press two hold off',
      'I want compensation for the breakage',
      '1',
    ],
    [
      'a right is given up',
      'u are giving up your right to a hearing press one if you understand and want to go forward press two to speak with someone first',
      'I want my hearing to be in person',
      '1',
    ],
    [
      'another amount is named with its sign',
      'thank you for choosing to give £50 press one authorise this payment or press two to start again',
      'give 15 pounds, not 50',
      '1',
    ],
    [
      'the amount stands in the statement, the act behind the key',
      "you're scheduling a payment of 212 dollars for tomorrow press one submit this payment press two to edit the amount press three exit without paying",
      'I only meant to pay 100',
      '1',
    ],
  ])('%s', (_what, prompt, intent, key) => {
    const situation = at(prompt, intent);
    const offered = situation.prompt.options.filter((one) => one.key === key);
    expect(offered).toHaveLength(1);
    for (const one of offered) expect(mayTake(situation, one).kind).toBe('not_asked');
  });
});

describe('ending a request that would be charged only backs out of it', () => {
  const fee =
    'A fee of 85 dollars will be charged. To go ahead press 1. To hear about cover press 2. To end this request press 3.';
  it('and going ahead is asked about where that was wanted', () => {
    const situation = at(fee, 'go ahead and charge the fee');
    const [goesAhead, , ends] = situation.prompt.options;
    expect(ends && backsOut(ends, fee)).toBe(true);
    expect(goesAhead && mayTake(situation, goesAhead).kind).toBe('ask');
    expect(goesAhead && mayTake(at(fee, 'they charged it twice'), goesAhead).kind).toBe('not_asked');
  });
});

describe('what keeps out of a proposal is free', () => {
  it.each([
    ['if you move your doctors may change. shall i make the move? press 1 for go, press 2 for stop.', '2'],
    ['by staying on the line you agree that we may release your records press 9 to opt out or press 1 to move on', '9'],
    ["the other driver's insurer offers nine hundred dollars to call it even press one to turn it down press two", '2'],
  ])('%s', (prompt, key) => {
    const situation = at(prompt, 'are my doctors in network');
    const option = situation.prompt.options.find((one) => one.key === key);
    expect(option && mayTake(situation, option).kind).toBe('free');
  });
  it('but stopping is an act where nothing is proposed', () => {
    const situation = at('For help, press 1. To stop, press 2. For billing, press 3. For hours, press 4.', 'my bill');
    const option = situation.prompt.options.find((one) => one.key === '2');
    expect(option && mayTake(situation, option).kind).toBe('not_asked');
  });
});
