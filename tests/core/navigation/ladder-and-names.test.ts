import { describe, expect, it } from 'vitest';
import { choose } from '#core/navigation/choose.ts';
import { resolveCompany } from '#core/navigation/company-names.ts';
import { asWords, receiptOf, withGaps } from '#core/navigation/digit-ladder.ts';
import { readBackAgrees } from '#core/navigation/read-back.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';
import { mayActNow } from '#core/navigation/readiness.ts';
import { at, did } from './situation.ts';

describe('digits that have no effect', () => {
  const entry = 'Please enter your member number.';
  const sorry = "I'm sorry, I didn't get that. Please enter your member number.";
  const tried = (times: number) =>
    choose(
      at(times === 0 ? entry : sorry, 'my claim', {
        factNames: ['member_id'],
        history: Array.from({ length: times }, (_, i) => did(i === 0 ? entry : sorry, { enter: 'member_id' })),
      }),
    );
  it('are given at once, then with gaps, then as words', () => {
    expect([tried(0).delivery, tried(1).delivery]).toEqual([undefined, 'with_gaps']);
  });
  it.each([
    ['You have 3 claims. For the first, press 1.', 'received'],
    [entry, 'not_received'],
    [sorry, 'not_received'],
    ['That number is not valid. Please enter your member number.', 'rejected'],
  ])('the reaction %j means %s', (after, receipt) => expect(receiptOf(entry, readPrompt(after))).toBe(receipt));
  it('gaps and words', () => expect([withGaps('12#'), asWords('10*')]).toEqual(['1w2w#', 'one, zero, star']));
});

describe('digits that are read back', () => {
  it.each([
    ['you entered nine eight seven six press 1 if correct', '9876', 'agrees'],
    ['you entered nine eight seven six press 1 if correct', '9867', 'differs'],
    ['You entered 4410098812. If this is correct, press 1.', '4410098812', 'agrees'],
    ['I heard k 7 q x 2 p. Is that right?', 'K7QX2P', 'agrees'],
    ['I heard March eighth, nineteen seventy nine. Is that right?', '1979-03-08', 'agrees'],
    ['I heard March eighth, nineteen seventy nine. Is that right?', '1997-08-03', 'differs'],
    ['you entered may fourth two thousand four if that is correct press 1', '2004-05-04', 'agrees'],
    ['you entered may fourth twenty oh four if that is correct press 1', '2004-05-04', 'agrees'],
    ['I heard March ninth, nineteen seventy nine. Is that right?', '03081979', 'differs'],
    ['I heard March eighth, nineteen seventy nine. Is that right?', 'March 8th 1979', 'agrees'],
    ['you entered 0 3 0 8 1 9 7 9 if that is correct press 1', '8 March 1979', 'agrees'],
    ['for billing press 1 for sales press 2', '9876', null],
  ])('%s, %s: %s', (prompt, value, result) => expect(readBackAgrees(prompt, [value], 'MDY')).toBe(result));
});

describe('a company by name', () => {
  const known = [
    { name: 'northwind bank', number: '+18005550100', from: 'contacts' as const },
    { name: 'Northwind Insurance', number: '+18005550111', from: 'learned' as const },
    { name: 'Elm Power Inc.', number: '+18005550122', from: 'learned' as const },
  ];
  const find = (name: string) => {
    const found = resolveCompany(name, known);
    return found.kind === 'found' ? found.company.number : found.kind;
  };
  it.each([
    ['northwind bank', '+18005550100'],
    ['the Northwind Bank', '+18005550100'],
    ['elm power', '+18005550122'],
    ['nortwind bank', '+18005550100'],
    ['northwind', 'ambiguous'],
    ['acme', 'unknown'],
    ['', 'unknown'],
  ])('%j -> %s', (name, result) => expect(find(name)).toBe(result));
  it('that may be several is told with the ends of their numbers', () => {
    expect(resolveCompany('northwind', known)).toMatchObject({
      kind: 'ambiguous',
      candidates: [
        { name: 'northwind bank', ending: '0100' },
        { name: 'Northwind Insurance', ending: '0111' },
      ],
    });
  });

  describe('of which there are two', () => {
    const both = [
      ...known,
      { name: 'Maple Clinic', number: '+12125550177', from: 'learned' as const },
      { name: 'Maple Clinic', number: '+14155550177', from: 'learned' as const },
      { name: 'Studio 54', number: '+12125550199', from: 'contacts' as const },
      { name: 'Studio', number: '+12125550154', from: 'contacts' as const },
    ];
    const numberOf = (name: string) => {
      const found = resolveCompany(name, both);
      return found.kind === 'found' ? found.company.number : found.kind;
    };

    it('is told with as many digits as it takes', () => {
      const found = resolveCompany('maple clinic', both);
      const endings = found.kind === 'ambiguous' ? found.candidates.map(({ ending }) => ending) : [];
      expect(endings).toEqual(['25550177', '55550177']);
      expect(numberOf(`maple clinic ${endings[0]}`)).toBe('+12125550177');
      expect(numberOf(`maple clinic ${endings[1]}`)).toBe('+14155550177');
    });

    it.each([
      ['Maple Clinic (...55550177)', '+14155550177'],
      ['maple clinic ending in 55550177', '+14155550177'],
      ['maple clinic 4155550177', '+14155550177'],
      ['maple clinic 0177', 'ambiguous'],
      ['maple clinic 9999', 'unknown'],
      ['northwind 0111', '+18005550111'],
      ['studio 54', '+12125550199'],
      ['studio 0154', '+12125550154'],
    ])('%j -> %s', (name, number) => expect(numberOf(name)).toBe(number));
  });
});

describe('when to press while the menu still sounds', () => {
  const words = 'for checking accounts press 1 for credit cards press 2 for loans press 3'.split(' ');
  const may = (count: number) => {
    const situation = {
      ...at('', 'credit cards'),
      prompt: readPrompt({ words: words.slice(0, count), partial: true }),
    };
    return mayActNow(situation.prompt, choose(situation), situation.intent);
  };
  it('not before our option was heard, and not long after', () => {
    expect([may(5), may(8), may(10)]).toEqual([false, false, true]);
  });
  it('not at the first option that fits, when the intent says more', () => {
    const heard = 'for credit cards press 1 for loans press 2'.split(' ');
    const situation = { ...at('', 'my card was stolen'), prompt: readPrompt({ words: heard, partial: true }) };
    expect(mayActNow(situation.prompt, choose(situation), situation.intent)).toBe(false);
  });
});
