import { describe, expect, test } from 'vitest';
import { builtInCompanies } from '#local/phone/companies/built-in.ts';
import type { Company } from '#local/phone/companies/company.ts';
import { companyParty } from '#local/phone/companies/company-party.ts';
import { type Cue, drive } from './drive.ts';

function company(name: string): Company {
  const found = builtInCompanies[name];
  if (!found) throw new Error(`no company ${name}`);
  return found;
}

const dial = (
  name: string,
  cues: readonly Cue[],
  options: { holdMs?: number; number?: number; untilMs?: number } = {},
) =>
  drive(
    companyParty(company(name), { seed: 1, ...(options.holdMs !== undefined && { holdMs: options.holdMs }) }),
    cues,
    options,
  );

const toDisputes: Cue[] = [
  { when: /press zero\./, press: '2' },
  { when: /main menu, press nine\./, press: '2' },
];
const keeper: Cue = {
  when: /How can I help you today\?/,
  say: 'One moment please, I am connecting you.',
  afterMs: 1500,
};
const conversation: Cue[] = [
  { when: /I will wait\./, bridged: true, afterMs: 3000 },
  { when: /^$/, say: 'Hello, there is a charge that I do not recognize.', afterMs: 500 },
  { when: /date of the charge\?/, say: 'It was on the third.', afterMs: 1500 },
  { when: /within ten days\./, say: 'Thank you very much.', afterMs: 1500 },
];

describe('Northwind Bank', () => {
  const whole = dial('northwind-bank', [...toDisputes, keeper, ...conversation]);

  test('leads from the menu through the queue to a person, who closes the call', () => {
    const order = [
      'Thank you for calling Northwind',
      'To dispute a charge',
      'All of our',
      'this is Mike',
      'You are welcome.',
    ];
    const onsets = order.map((phrase) => whole.at(phrase) ?? Number.NaN);
    expect(onsets).toEqual([...onsets].sort((a, b) => a - b));
    expect(whole.hungUpAtMs).toBeGreaterThan(85_000);
    expect(whole.hungUpAtMs).toBeLessThan(125_000);
  });

  test('says both announcements at least twice, and counts the position down', () => {
    for (const phrase of ['All of our representatives', 'Did you know']) expect(whole.at(phrase, 2)).not.toBeNull();
    expect(whole.at('caller number three')).toBeLessThan(whole.at('caller number two') ?? 0);
  });

  test('says an announcement in the very same words, as a recording does', () => {
    const [first, second] = [whole.at('All of our', 1) ?? 0, whole.at('All of our', 2) ?? 0];
    const spoken = (from: number) => whole.words.filter((word) => word.fromMs >= from).slice(0, 14);
    expect(spoken(second).map((word) => [word.text, word.fromMs - second])).toEqual(
      spoken(first).map((word) => [word.text, word.fromMs - first]),
    );
  });

  test.each([
    ['1', 'Balances are available'],
    ['2', 'To dispute a charge,'],
    ['3', 'All of our representatives'],
    ['0', 'All of our representatives'],
    ['7', 'I am sorry, that is not a valid choice. For account balances,'],
  ])('key %s leads to "%s"', (key, phrase) => {
    const call = dial('northwind-bank', [{ when: /press zero\./, press: key }], { untilMs: 45_000 });
    expect(call.at(phrase)).not.toBeNull();
  });

  test('a key cuts the menu short', () => {
    const call = dial('northwind-bank', [{ when: /press two\./, press: '2', afterMs: 0 }], { untilMs: 30_000 });
    expect(call.said).not.toContain('lost or stolen');
    expect(call.at('To dispute a charge,')).not.toBeNull();
  });

  test('a choice can be said', () => {
    const call = dial('northwind-bank', [{ when: /press zero\./, say: 'I want a representative' }], {
      untilMs: 30_000,
    });
    expect(call.at('All of our representatives')).not.toBeNull();
  });

  test('a caller who chooses nothing hears the menu three times and a goodbye', () => {
    const call = dial('northwind-bank', []);
    expect(call.at('For account balances,', 3)).not.toBeNull();
    expect(call.at('For account balances,', 4)).toBeNull();
    expect(call.said).toMatch(/Thank you for calling\. Goodbye\.$/);
    expect(call.hungUpAtMs).not.toBeNull();
  });

  test('the length of the hold can be set; an announcement that began is finished', () => {
    const call = dial('northwind-bank', toDisputes, { holdMs: 1000, untilMs: 60_000 });
    const queueMs = call.at('All of our representatives') ?? Number.NaN;
    expect(call.at('stay on the line.')).not.toBeNull();
    expect((call.at('Thank you for holding,') ?? Number.NaN) - queueMs).toBeLessThan(8000);
  });

  test('the same seed gives the same sound, another seed another line', () => {
    const sound = (seed: number) =>
      drive(companyParty(company('northwind-bank'), { seed }), [], { untilMs: 5000 }).frames;
    expect(sound(3)).toEqual(sound(3));
    expect(sound(4)).not.toEqual(sound(3));
  });
});

describe('the other companies', () => {
  test('Lakeside Clinic: a person answers at once', () => {
    const call = dial('lakeside-clinic', [], { untilMs: 8000 });
    expect(call.at('Lakeside Clinic, this is Dana.')).toBeLessThan(1500);
  });

  test('Cedar Mutual: takes the policy number, plays an advert over music, puts the caller on hold again', () => {
    const call = dial('cedar-insurance', [
      { when: /say agent\./, press: '1' },
      { when: /pound key\./, press: '12345678#' },
      { when: /speaking with\?/, say: 'One moment please.' },
      { when: /I will wait\./, bridged: true },
      { when: /^$/, say: 'My name is Alex.' },
      { when: /for you today\?/, say: 'I have a question about my claim.' },
      { when: /still there\?/, say: 'Yes.', bridged: true },
      { when: /account tomorrow\./, say: 'Thank you.' },
    ]);
    expect(call.at('One moment while I transfer')).not.toBeNull();
    expect(call.at('bundling home and car.')).not.toBeNull();
    expect(call.at('Can you please hold')).toBeLessThan(call.at('Thanks for waiting.') ?? 0);
    expect(call.said).toMatch(/Take care, goodbye\.$/);
  });

  test('Cedar Mutual: an incomplete policy number is asked for again', () => {
    const cues = [
      { when: /say agent\./, press: '1' },
      { when: /pound key\./, press: '123#' },
    ];
    const call = dial('cedar-insurance', cues, { untilMs: 40_000 });
    expect(call.at('That policy number is not complete.')).not.toBeNull();
    expect(call.at('Please enter your', 2)).not.toBeNull();
  });

  test.each([
    ['harbor-cable', { kind: 'busy', afterMs: 1000 }],
    ['prairie-power', { kind: 'no-answer' }],
  ])('%s does not answer', (name, ring) => {
    expect(dial(name, [], { untilMs: 100 }).ring).toEqual(ring);
  });

  test('Summit Airways: drops the first call on hold, and is reached by the second', () => {
    const first = dial('summit-airways', [{ when: /stay on the line\./, press: '1' }], { number: 1 });
    expect(first.at('longer than normal')).not.toBeNull();
    expect(first.at('Ewan speaking.')).toBeNull();
    expect((first.hungUpAtMs ?? 0) - (first.at('We are experiencing') ?? 0)).toBeCloseTo(22_000, -3);
    const second = dial('summit-airways', [{ when: /stay on the line\./, press: '1' }], { number: 2 });
    expect(second.at('Ewan speaking.')).not.toBeNull();
  });

  test('Summit Airways: a shorter hold drops earlier', () => {
    const call = dial('summit-airways', [{ when: /stay on the line\./, press: '1' }], { number: 1, holdMs: 8000 });
    expect((call.hungUpAtMs ?? 0) - (call.at('We are experiencing') ?? 0)).toBeLessThan(9000);
  });

  test('Maple County Records: is closed, and hangs up', () => {
    const call = dial('maple-county-records', []);
    expect(call.said).toMatch(/now closed.*Goodbye\.$/);
    expect(call.hungUpAtMs).toBeLessThan(30_000);
  });

  test('Bluebird Plumbing: greets, and records for a minute', () => {
    const call = dial('bluebird-plumbing', []);
    const greetedMs = call.words.at(-1)?.toMs ?? 0;
    expect((call.hungUpAtMs ?? 0) - greetedMs).toBeGreaterThan(60_000);
  });

  test('Quiet Valley: says something now and then, and nothing in between', () => {
    const call = dial('quiet-valley-credit-union', [{ when: /press two\./, press: '1' }], { untilMs: 60_000 });
    const gaps = call.words.map((word, i) => word.fromMs - (call.words[i - 1]?.toMs ?? 0));
    expect(Math.max(...gaps)).toBeGreaterThan(15_000);
    expect(call.at('member services,')).not.toBeNull();
  });

  test('Old Town Hardware: an intercept, and the end', () => {
    const call = dial('old-town-hardware', []);
    expect(call.said).toMatch(/not in service/);
    expect(call.hungUpAtMs).toBeLessThan(30_000);
  });

  test('Evergreen Hotel: understands a sentence; a receptionist transfers to the agent', () => {
    const direct = dial('evergreen-hotel', [{ when: /help you\./, say: 'I would like to change a reservation' }], {
      untilMs: 60_000,
    });
    expect(direct.at('front desk.')).toBeNull();
    expect(direct.at('back office.')).not.toBeNull();
    const transferred = dial('evergreen-hotel', [
      { when: /help you\./, press: '0' },
      { when: /direct your call\?/, say: 'Billing please.', bridged: true },
      { when: /billing office\./, say: 'Thank you.' },
    ]);
    expect(transferred.at('while I transfer you.')).toBeLessThan(transferred.at('back office.') ?? 0);
  });

  test('Tidewater Telecom: nobody ever comes', () => {
    const call = dial('tidewater-telecom', [], { holdMs: 90_000 });
    expect(call.at('number eight')).not.toBeNull();
    expect(call.hungUpAtMs).toBeLessThan(110_000);
  });
});
