import { describe, expect, it } from 'vitest';
import { choose } from '#core/navigation/choose.ts';
import { at, did } from './situation.ts';

const MENU =
  'For billing, press 1. For technical support, press 2. To report a lost or stolen card, press 3. To close your account, press 4. For all other questions, press 0.';

describe('a menu', () => {
  it.each([
    ['I was charged twice', { press: '1' }],
    ['the website keeps crashing', { press: '2' }],
    ['my wallet was stolen', { press: '3' }],
    ['I want to compliment your staff', { press: '0' }],
    ['let me talk to a person', { press: '0' }],
  ])('%s', (intent, action) => expect(choose(at(MENU, intent)).action).toEqual(action));

  it('gives its reason in words', () => {
    expect(choose(at(MENU, 'billing question')).reason).toBe("option 1 'billing' fits 'billing question'");
  });
  it('goes back where the menu offers it', () => {
    const menu = 'To change your seat, press 1. To add bags, press 2. To return to the previous menu, press star.';
    expect(choose(at(menu, 'wrong menu, I wanted refunds')).action).toEqual({ press: '*' });
  });
  it('stays on the line when that is for us', () => {
    const menu = 'If you are a healthcare provider, press 1. If you are a patient, please stay on the line.';
    expect(choose(at(menu, 'I am a patient')).action).toEqual({ wait: true });
  });
  it.each([
    ['If you are a vendor or a supplier, press one. If you are a customer, press two.', 'my bill is wrong', '2'],
    [
      'If you are calling about employment, press 1. If you are calling for yourself, press 2.',
      'my bill is wrong',
      '2',
    ],
    ['If you are calling from a pharmacy, press 1. If you are a patient, press 2.', 'we are a pharmacy', '1'],
  ])('%s: %s', (menu, intent, key) => expect(choose(at(menu, intent)).action).toEqual({ press: key }));
  it('chooses by what its options differ in, not by the words that led to it', () => {
    const taxes = did('For taxes, press 1. For permits, press 2.', { press: '1' });
    const menu = 'For exemptions, press 1. For your property tax bill, press 2.';
    const choice = choose(at(menu, 'apply for a property tax exemption', { history: [taxes] }));
    expect(choice.action).toEqual({ press: '1' });
    const disputes = did('For balances, press one. For billing and disputes, press two.', { press: '2' });
    const below = 'For questions about your statement, press one. To dispute a charge, press two.';
    const said = at(below, 'dispute a charge on my December statement', { history: [disputes] });
    expect(choose(said).action).toEqual({ press: '2' });
  });
  it('is one also when a queue was spoken of before', () => {
    const busy =
      'Wait times are longer than usual due to high call volume. For English, press 1. Para español, oprima el dos.';
    expect(choose(at(busy, 'my bill')).action).toEqual({ press: '1' });
    const queue = 'Your wait is ten minutes. To be called back, press 1. To keep your place in line, press 2.';
    expect(choose(at(queue, 'my bill')).action).not.toEqual({ press: '1' });
  });
  it('brings somebody in danger to the crisis line', () => {
    const menu = 'For appointments, press 1. If you are in crisis, press 9.';
    expect(choose(at(menu, "I don't want to live any more")).action).toEqual({ press: '9' });
  });
});

describe('other prompts', () => {
  it.each([
    ['language', 'For English, press 1. Para español, oprima el dos.', 'my bill is wrong', { press: '1' }],
    [
      'language of the intent',
      'For English, press 1. Para español, oprima el dos.',
      'quiero hablar sobre mi factura',
      { press: '2' },
    ],
    ['a queue', 'All agents are busy. Please stay on the line.', 'my bill', { wait: true }],
    ['a transfer', 'Please hold while I connect you.', 'my bill', { wait: true }],
    ['a person', 'Elm Bank, this is Maria, how can I help you?', 'my bill', { human: true }],
    ['closed', 'Our office is closed. Please call back during business hours.', 'my bill', { hangup: true }],
    [
      'closed, but this is what the key is for',
      'Our office is closed. For a water emergency, press 3.',
      'the main burst in my street',
      { press: '3' },
    ],
    ['a mailbox', 'Please leave a message after the tone.', 'my bill', { hangup: true }],
    [
      'a survey that can be declined',
      'To take a short survey after this call, press 1. To decline, press 2.',
      'my bill',
      { press: '2' },
    ],
    ['a callback, declined', 'To be called back, press 1. To continue holding, press 2.', 'my bill', { press: '2' }],
    [
      'a callback, wanted',
      'To be called back, press 1. To continue holding, press 2.',
      'my bill, call me back',
      { press: '1' },
    ],
    [
      'an assistant',
      "I'm Elm's virtual assistant. What can I help you with?",
      'my bill is wrong',
      { say: 'my bill is wrong' },
    ],
    [
      'an assistant, but a person is wanted',
      "I'm Elm's virtual assistant. What can I help you with?",
      'let me speak to an agent',
      { say: 'agent' },
    ],
    [
      'understood',
      'It sounds like you want to dispute a charge. Is that right?',
      'a charge that I never made',
      { say: 'yes' },
    ],
    [
      'misunderstood',
      'It sounds like you want to open an account. Is that right?',
      'a charge that I never made',
      { say: 'no' },
    ],
  ])('%s', (_what, prompt, intent, action) => expect(choose(at(prompt, intent)).action).toEqual(action));
});

describe('data entry', () => {
  const prompt = 'Please enter your member number followed by the pound key.';
  it('enters the fact by name', () => {
    expect(choose(at(prompt, 'my claim', { factNames: ['date_of_birth', 'member_id'] })).action).toEqual({
      enter: 'member_id',
    });
  });
  it('asks the person for a fact that is missing, once', () => {
    const first = choose(at(prompt, 'my claim')).action;
    expect(first).toMatchObject({ ask: { about: { kind: 'fact', fact: 'member_id' } } });
    expect(choose(at(prompt, 'my claim', { refused: ['member_id'] })).action).toEqual({ wait: true });
  });
  it('takes the way for those who do not have it', () => {
    const other = 'Please enter your order number. If you do not have it, press star.';
    expect(choose(at(other, 'where is my order')).action).toEqual({ press: '*' });
  });
  it.each([
    ['agrees', '1'],
    ['differs', '2'],
  ] as const)('digits read back: %s', (readBack, key) => {
    const back = 'You entered 4 4 1 0. If this is correct, press 1. To re-enter, press 2.';
    expect(choose(at(back, 'my claim', { readBack })).action).toEqual({ press: key });
  });
});

describe('words to be said before their key', () => {
  const prompt =
    'Keystone. Say track a package or press 1. Say claims or press 2. For anything else, say more options or press 3.';
  it.each([
    ["where's my delivery", '1'],
    ['file a claim for a broken vase', '2'],
  ])('%s', (intent, press) => expect(choose(at(prompt, intent)).action).toEqual({ press }));
});

describe('loops', () => {
  const menu = 'For tickets, press 1. For parking, press 2.';
  const again = (presses: readonly string[]) =>
    choose(at(menu, 'parking', { history: presses.map((press) => did(menu, { press })) }));
  it('the same menu for the third time: another way', () => {
    expect(again(['2']).action).toEqual({ press: '2' });
    expect(again(['2', '2']).action).toEqual({ press: '0' });
    expect(again(['2', '2', '0']).action).toEqual({ say: 'representative' });
  });
  it('gives up at last, with an outcome', () => {
    const history = [
      { press: '2' },
      { press: '2' },
      { press: '0' },
      { say: 'representative' },
      { wait: true as const },
      { wait: true as const },
    ].map((action) => did(menu, action));
    expect(choose(at(menu, 'parking', { history }))).toMatchObject({
      action: { hangup: true },
      giveUp: 'no_way_found',
    });
  });
  it('a queue may repeat its announcement as often as it likes', () => {
    const hold = 'All agents are busy. Please stay on the line.';
    expect(
      choose(at(hold, 'parking', { history: Array.from({ length: 9 }, () => did(hold, { wait: true })) })).action,
    ).toEqual({ wait: true });
  });
});

describe('a branch for some callers', () => {
  const prompt = 'If you are a healthcare provider, press 1. Otherwise, please stay on the line.';
  it.each([
    ["I'm calling from Dr. Wu's office", { press: '1' }],
    ['my card never came', { wait: true }],
  ])('%s', (intent, action) => expect(choose(at(prompt, intent)).action).toEqual(action));
});

describe('a question to the person', () => {
  const asked = (prompt: string, intent: string): string => {
    const { action } = choose(at(prompt, intent));
    return 'ask' in action ? action.ask.text : '';
  };

  it('names the choice before the prompt, so that nothing but the prompt is cut', () => {
    const long = `Thank you for calling. ${'We value your time. '.repeat(12)}`;
    const options =
      'Are you sure you want to cancel your policy? To cancel the policy press one. To keep it press two.';
    expect(asked(`${long}${options}`, 'cancel my policy')).toMatch(
      /^This cancels something\. Choose 'cancel the policy'\? The phone system says: "thank you for calling/i,
    );
  });

  it('for a date tells how to write it', () => {
    expect(asked('Please enter your date of birth.', 'my results')).toMatch(/What is it \(like 1980-12-31\)\?$/);
    expect(asked('Please enter your account number.', 'my bill')).toMatch(/What is it\?$/);
  });
});
