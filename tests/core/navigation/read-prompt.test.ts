import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPrompt } from '#core/navigation/read-prompt.ts';

const read = (text: string): string =>
  readPrompt(text)
    .options.map((option) => `${option.key ?? (option.say === null ? 'stay' : 'say')}=${option.label}`)
    .join(' | ');

describe('options', () => {
  it.each([
    ['words before the key', 'For sales, press 1. For support, press 2.', '1=sales | 2=support'],
    ['words after the key', 'Press 1 for sales. Press 2 to hear your balance.', '1=sales | 2=hear your balance'],
    ['one verb for all keys', 'Press 1 for sales, 2 for support, 3 to exit.', '1=sales | 2=support | 3=exit'],
    ['no verb at all', 'For sales, 1. Support, 2. Billing, 3.', '1=sales | 2=Support | 3=Billing'],
    ['a run-on transcript', 'for sales press one for support press two', '1=sales | 2=support'],
    [
      'to and too are 2, for is 4, won is 1',
      'press won for sales press to for parts press for for service',
      '1=sales | 2=parts | 4=service',
    ],
    ['no verb, no commas', 'for sales one for support two', '1=sales | 2=support'],
    ['keys first, no verb', 'one for sales two for support three for accounts', '1=sales | 2=support | 3=accounts'],
    ['bare names with keys', 'sales one support two billing three', '1=sales | 2=support | 3=billing'],
    [
      'keys first, names bare',
      'press 1 appointments press 2 results press 3 all other',
      '1=appointments | 2=results | 3=all other',
    ],
    [
      'by pressing',
      'You can reach sales by pressing 1 and the parts desk by pressing 2.',
      '1=reach sales | 2=parts desk',
    ],
    [
      'a number to dial is no key',
      'in an emergency dial nine one one for sales press one for parts press two',
      '1=sales | 2=parts',
    ],
    ['tree is three, a clipped press', 'ress one for sales press tree for parts', '1=sales | 3=parts'],
    [
      'what pressing does, said behind the key',
      'If your card is gone, press 1 and we will block it. For sales, press 2.',
      '1=your card is gone and we will block it | 2=sales',
    ],
    ['dress and pressed are press', 'for sales dress 1 for parts pressed 2', '1=sales | 2=parts'],
    [
      'both orders in one prompt',
      'for emergencies press 1 our options have changed press 2 for billing',
      '1=emergencies | 2=billing',
    ],
    [
      'star and pound',
      'To repeat this, press star. For a directory, press the pound key.',
      '*=repeat this | #=directory',
    ],
    [
      'a phrase of its own at the end',
      'to hear your balance press one to add a line press two for tech support press three to talk with someone say representative',
      '1=hear your balance | 2=add a line | 3=tech support | say=representative',
    ],
    [
      'a lost "to" moves no option',
      'to hear your balance press one add a line press two to unlock your phone press three for support press four',
      '1=hear your balance | 2=add a line | 3=unlock your phone | 4=support',
    ],
    [
      'the verb of the last key was lost',
      'i did not receive a choice for account balances press one for billing and disputes press two to speak with a representative zero',
      '1=account balances | 2=billing and disputes | 0=representative',
    ],
    [
      'a number at the end of a list of keys with their matters behind',
      'press one for sales press two for support or for the operator zero',
      '1=sales | 2=support or for the operator zero',
    ],
    [
      'what is to be said to them',
      'For the balance, press 1. To say it was a rental, press 2.',
      '1=balance | 2=say it was a rental',
    ],
    ['whom one stays for', 'for billing press one or stay on the line for the operator', '1=billing | stay=operator'],
    [
      'a star for who has no number',
      'Enter your case number. If you do not have a case number, press star.',
      '*=do not have a case number',
    ],
    ['other languages', 'Para español, oprima el dos. For sales, press 1.', '2=español | 1=sales'],
    [
      'staying on the line',
      'For claims, press 1. Otherwise, please stay on the line.',
      '1=claims | stay=Otherwise please stay on the line',
    ],
    [
      'a condition for staying',
      'for claims press 1 if you need more help stay on the line',
      '1=claims | stay=more help',
    ],
    [
      'a provider branch',
      'If you are a provider, press 1. Otherwise stay on the line.',
      '1=provider | stay=Otherwise stay on the line',
    ],
    [
      'announcements are no labels',
      'Calls may be recorded for quality. Please listen closely as our menu has changed. For sales, press 1. For parts, press 2.',
      '1=sales | 2=parts',
    ],
    ['a key that ends an entry is no option', 'Please enter your account number, then press pound.', ''],
    [
      'an option said twice',
      'for sales press 1 for parts press 2 again sales press 1 parts press 2',
      '1=sales | 2=parts',
    ],
    [
      'spoken options',
      'You can say billing, sales, or something else.',
      'say=billing | say=sales | say=something else',
    ],
    [
      'spoken options without commas',
      'please say file a claim billing make a change or something else',
      'say=file a claim | say=billing | say=make a change | say=something else',
    ],
    [
      'say or press',
      'For internet, say internet or press 1. For television, say TV or press 2.',
      '1=internet | 2=television',
    ],
    ['the hours are no keys', 'We are open from 8 to 5. For sales, press 1. For parts, press 2.', '1=sales | 2=parts'],
  ])('%s', (_what, text, options) => expect(read(text)).toBe(options));
});

describe('spoken options', () => {
  const says = (text: string) => readPrompt(text).options.map(({ say }) => say);
  it.each([
    [
      'Which of the following can I help you with? New orders, returns, or something else?',
      ['New orders', 'returns', 'something else'],
    ],
    [
      'which of the following can i help you with an eye exam contact lenses a broken pair of glasses or surgery',
      ['eye exam', 'contact lenses', 'broken pair of glasses', 'surgery'],
    ],
    [
      'Choose from the following: membership, classes, or personal training.',
      ['membership', 'classes', 'personal training'],
    ],
    ['Are you calling about parts, service, or sales?', ['parts', 'service', 'sales']],
    ['Are you calling about a claim that you have filed? Say yes or no.', ['yes', 'no']],
  ])('%s', (text, options) => expect(says(text)).toEqual(options));
});

describe('kinds', () => {
  it.each([
    ['menu', 'For sales, press 1. For support, press 2. For billing, press 3.'],
    ['menu_speech', 'In a few words, tell me what you are calling about.'],
    ['language_choice', 'For English, press 1. Para español, oprima el dos.'],
    ['data_entry', 'please enter your nine digit member number followed by the pound key'],
    ['confirmation', 'You entered 4 4 1 0. If this is correct, press 1. To re-enter, press 2.'],
    ['hold_announcement', 'All of our representatives are currently assisting other customers.'],
    ['callback_offer', 'To receive a call back instead of waiting on hold, press 1. To keep waiting, press 2.'],
    ['greeting', 'Thank you for calling Elm Bank.'],
    ['closed', 'Our offices are currently closed. Please call back during business hours.'],
    ['voicemail_greeting', 'Nobody can take your call. Please leave a message after the tone.'],
    ['survey_offer', 'On a scale of one to five, how would you rate the service today?'],
    ['wait_transfer', 'Please hold while I transfer your call.'],
    ['error_reprompt', "I'm sorry, I didn't get that. Please try again."],
    ['human_greeting', 'Elm Bank, this is Maria, how can I help you?'],
    ['human_smalltalk', 'okay um let me pull that up for you'],
    ['ai_agent', "Hi, I'm Elm's virtual assistant. What can I do for you today?"],
    ['screening', 'Please state your name and the reason for your call.'],
    ['menu_speech', 'Which of the following can I help you with? New orders, returns, or something else?'],
    ['menu_speech', 'Are you calling about parts, service, or sales?'],
    ['data_entry', "I'll need your reference number. It's on the top right of your letter."],
    ['confirmation', 'That was 4 4 7 1. Correct?'],
    ['confirmation', 'Did you mean returns?'],
    ['hold_announcement', "Sorry to keep you waiting, we're dealing with a lot of calls."],
    ['callback_offer', 'Leave your number and hang up, and an agent will phone you in about twenty minutes.'],
    ['callback_offer', "We'd be happy to return your call in 30 to 40 minutes. Press 1 to accept."],
    ['closed', "You've called outside of our showroom hours."],
    ['closed', "We've finished for the day. Try us tomorrow from nine."],
    ['closed', "Sorry, we're shut. Please call back in the morning."],
    ['survey_offer', 'Would you mind answering a couple of questions about your call today?'],
    ['survey_offer', 'Did we solve your problem today? Press 1 for yes, 2 for no.'],
    ['wait_transfer', "I'll pass you to a colleague who can help."],
    ['wait_transfer', 'Please wait while we try that extension.'],
    ['error_reprompt', "That key isn't available."],
    ['error_reprompt', 'Your entry was too short. Please re-enter your account number.'],
    ['error_reprompt', 'You have not made a selection.'],
    ['human_greeting', "Hello, Barlow's Tyres, Pete speaking."],
    ['human_smalltalk', "Bear with me a sec, the system's slow today."],
    ['ai_agent', "I'm a computer assistant. Tell me, what can I help you with today?"],
    ['screening', 'This number uses a call screening service. Please say your name after the tone.'],
    ['screening', 'Please announce yourself after the tone and we will try to connect you.'],
  ])('%s: %s', (kind, text) => expect(readPrompt(text).kind).toBe(kind));
});

describe('queue and wait', () => {
  it.each([
    ['You are caller number 7.', 7, null],
    ['You are third in line.', 3, null],
    ['There are four callers ahead of you.', 5, null],
    ['your call important to us currently 3 people ahead of wait about 8 minutes', 4, 480],
    ['Your estimated wait is one and a half minutes.', null, 90],
    ['Your estimated wait is half a minute.', null, 30],
    ['your place in the queue is nine', 9, null],
    ['Your estimated wait time is 12 minutes.', null, 720],
    ['your wait is between ten and fifteen minutes', null, 900],
    ['we will be with you in about a minute and a half, thank you for holding', null, 90],
    ['the current hold time is one hour and thirty minutes', null, 5400],
    ['your wait time is less than 45 seconds', null, 45],
    ['You can check in 24 hours before departure. Please hold.', null, null],
    ['For our 24 hour claims line, press 1.', null, null],
  ])('%s', (text, position, seconds) => {
    const prompt = readPrompt(text);
    expect([prompt.queuePosition, prompt.waitSeconds]).toEqual([position, seconds]);
  });
});

describe('what calls are recorded for is no matter, and a matter is not what they are recorded for', () => {
  it.each([
    [
      'calls are recorded for urgent appointments press 1 for routine appointments press 2',
      ['urgent appointments', 'routine appointments'],
    ],
    [
      'calls are recorded for training and quality for urgent appointments press 1 for results press 2',
      ['urgent appointments', 'results'],
    ],
  ])('%s', (text, labels) => expect(readPrompt(text).options.map(({ label }) => label)).toEqual(labels));
});

describe('what else a prompt tells', () => {
  it('asks for data: which, and how it ends', () => {
    const { asksFor } = readPrompt('Please enter your nine digit member number followed by the pound key.');
    expect(asksFor).toMatchObject({ terminator: '#', keyed: true });
    expect(asksFor?.facts[0]).toBe('member_id');
  });
  it('a callback offer says how to take and how to decline it', () => {
    const { callbackOffer } = readPrompt(
      'To receive a call back, press 1. To use a different number, press 2. To continue holding, press 3.',
    );
    expect([callbackOffer?.accept?.key, callbackOffer?.otherNumber?.key, callbackOffer?.decline?.key]).toEqual([
      '1',
      '2',
      '3',
    ]);
  });
  it('a confirmation says what it understood, and how to agree', () => {
    const { didWeUnderstand } = readPrompt('It sounds like you want to file a claim. Is that right? Say yes or no.');
    expect(didWeUnderstand).toMatchObject({
      understood: 'file a claim',
      agree: { say: 'yes' },
      disagree: { say: 'no' },
    });
  });
  it('opening hours', () => {
    expect(readPrompt('We are closed. Our office hours are Monday to Friday, 8 a.m. to 5 p.m.').openingHours).toContain(
      'monday to friday',
    );
  });
});

describe('a prompt that still sounds', () => {
  const whole = 'for sales press 1 for support press 2 for billing press 3 for sales press 1'.split(' ');
  const complete = (count: number) => readPrompt({ words: whole.slice(0, count), partial: true }).complete;
  it('is not complete inside an option, may be after one, and is when it begins anew', () => {
    expect([complete(6), complete(8), complete(10), complete(16)]).toEqual(['no', 'likely', 'no', 'yes']);
  });
  it('knows an option as soon as its key was heard', () => {
    expect(readPrompt({ words: whole.slice(0, 8), partial: true }).options).toContainEqual({
      key: '2',
      say: null,
      label: 'support',
    });
  });
});

it('never throws, whatever it hears', () => {
  const word = fc.constantFrom(
    'press',
    'for',
    'to',
    'one',
    '2',
    'say',
    'or',
    'if',
    'hold',
    'line',
    'minutes',
    'number',
    'é',
    '#',
    '...',
    'a.m.',
    'otherwise',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), (words) => readPrompt(words.join(' ')).text === words.join(' ')),
  );
});
