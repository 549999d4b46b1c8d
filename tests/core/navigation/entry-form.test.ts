import { describe, expect, it } from 'vitest';
import { choose } from '#core/navigation/choose.ts';
import { entryForm } from '#core/navigation/entry-form.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';
import { at, did } from './situation.ts';

const US = '+18005550102';
const UK = '+442079460102';
const formAt = (prompt: string, fact: string, number = US) => entryForm(readPrompt(prompt), [], fact, number);

describe('a date is keyed in as the prompt wants it', () => {
  it.each([
    ['Please enter your date of birth.', US, 'MMDDYYYY'],
    ['Please enter your date of birth.', UK, 'DDMMYYYY'],
    ['Please enter your date of birth as eight digits.', US, 'MMDDYYYY'],
    ['Please enter your six digit date of birth.', US, 'MMDDYY'],
    [
      'please enter your date of birth as two digits for the month, two digits for the day and four digits for the year.',
      UK,
      'MMDDYYYY',
    ],
    ['Enter your date of birth, day, month and year.', US, 'DDMMYYYY'],
    ['Enter your date of birth, starting with the day.', US, 'DDMMYYYY'],
    ['Enter your date of birth, year first.', US, 'YYYYMMDD'],
    ['Using your keypad, enter your date of birth in MM/DD/YYYY format.', UK, 'MMDDYYYY'],
    ['Enter your date of birth in m m d d y y format.', UK, 'MMDDYY'],
    ['Enter your two digit month, two digit day and two digit year of birth.', US, 'MMDDYY'],
    ['Enter your date of birth using two digits each for the month, day, and year.', US, 'MMDDYY'],
    ['Enter the month and day of your birth.', US, 'MMDD'],
    ['Enter the four digit year of your birth.', US, 'YYYY'],
    ['Enter your date of birth with a four digit year.', US, 'MMDDYYYY'],
  ])('%s (%s): %s', (prompt, number, form) =>
    expect(formAt(prompt, 'date_of_birth', number)).toEqual({
      date: form,
      lengths: [],
      lastDigits: null,
      firstCharacters: null,
    }),
  );

  it('also when only "try again" is said', () => {
    const before = did('Enter your date of birth, day, month and year.', { enter: 'dob' });
    expect(entryForm(readPrompt('That is not valid. Please try again.'), [before], 'dob', US).date).toBe('DDMMYYYY');
  });
});

describe('the length that a prompt names', () => {
  it.each([
    ['Enter your ten digit account number.', 'account_number', [10], null],
    ['Enter your 16-digit card number.', 'card_number', [16], null],
    ['Please enter your nine digit member number followed by the pound key.', 'member_id', [9], null],
    ['Please enter your four to six digit PIN.', 'pin', [4, 5, 6], null],
    ['Please enter your six or eight digit account number.', 'account_number', [6, 8], null],
    ['Enter your account number or ten digit phone number.', 'account_number', [], null],
    ['Enter your account number or ten digit phone number.', 'phone', [10], null],
    ['Enter the last four digits of your social security number.', 'ssn', [], 4],
    ['Enter the last four of your nine digit social security number.', 'ssn', [], 4],
    ['Enter the last 4 digits of your account or card number.', 'card_number', [], 4],
    ['Enter your member number. It begins with three letters, followed by ten digits.', 'member_id', [], null],
    ['Enter your account number.', 'account_number', [], null],
  ])('%s, %s: %j, last %j', (prompt, fact, lengths, lastDigits) =>
    expect(formAt(prompt, fact)).toEqual({ lengths, lastDigits, firstCharacters: null, date: null }),
  );
});

describe('a part, and a least length', () => {
  it.each([
    ['Using your keypad, enter the first three letters of your last name.', 'last_name', 3],
    ['Enter the first 5 digits of your policy number.', 'policy_number', 5],
    ['Enter the first two letters of your last or company name.', 'last_name', 2],
    ['Say your first name.', 'first_name', null],
    ['Enter your first and last name.', 'last_name', null],
  ])('%s: the first %j', (prompt, fact, firstCharacters) =>
    expect(formAt(prompt, fact)).toMatchObject({ lengths: [], lastDigits: null, firstCharacters }),
  );
  it.each([
    ['Enter your account number, at least five digits.', 5],
    ['Enter your account number of more than five digits.', 6],
    ['Enter your account number of six or more digits.', 6],
  ])('%s: from %j on', (prompt, least) => {
    const { lengths } = formAt(prompt, 'account_number');
    expect(lengths[0]).toBe(least);
    expect(lengths).toContain(20);
  });
});

describe('what does not fit', () => {
  const prompt = 'Please enter your ten digit account number.';
  const unfit = { factNames: ['account_number'], fits: () => false };
  it('is asked for again', () => {
    const { action } = choose(at(prompt, 'my bill', unfit));
    expect(action).toMatchObject({ ask: { about: { kind: 'fact', fact: 'account_number' } } });
    expect(action).toMatchObject({ ask: { text: expect.stringContaining('ten digit account number') } });
  });
  it('also on the known way', () => {
    const flow = { do: 'DTMF', expect: [prompt], fact: 'account_number' } as const;
    expect(choose(at(prompt, 'my bill', { ...unfit, flow: { ...flow, expect: [prompt] } })).action).toHaveProperty(
      'ask',
    );
  });
  it('is not keyed in when the person was asked and gave nothing', () => {
    expect(choose(at(prompt, 'my bill', { ...unfit, refused: ['account_number'] })).action).toEqual({ wait: true });
  });
});
