import { describe, expect, it } from 'vitest';
import { PhoneNumber } from '#core/contracts/ids.ts';
import { Outcome } from '#core/contracts/outcome.ts';
import {
  clipped,
  deviceAnnouncement,
  farewellCanceled,
  farewellUnreachable,
  keeper,
  messages,
} from '#core/people/sentences.ts';
import { spokenNumber } from '#core/people/spoken-number.ts';

const number = PhoneNumber.parse('+18005550100');
const callee = { number, company: null };

describe('the keeper', () => {
  it('says at once that it is a machine, and for whom', () => {
    const { first } = keeper('Sam Rivera', 20_000);
    expect(first).toMatch(/automated assistant, calling for Sam Rivera/);
  });

  it.each([
    ['Kim & Sam Rivera', 'Kim and Sam Rivera'],
    ['Sam <Rivera>', 'Sam Rivera'],
    ['<<>>', 'a customer'],
    ['&'.repeat(80), `${'and '.repeat(14)}and…`],
  ])('says the name %s as a voice does', (name, said) => {
    expect(keeper(name, 20_000).first).toContain(`calling for ${said}. One moment`);
    expect([farewellUnreachable(name), farewellCanceled(name)].map((text) => text.includes(said))).toEqual([
      true,
      true,
    ]);
  });

  it('speaks as long as the hunt may take, and never for ever', () => {
    const { later, everyMs } = keeper('Sam Rivera', 60_000);
    expect(later.length * everyMs).toBeGreaterThanOrEqual(60_000);
    expect(keeper('Sam Rivera', 3_600_000).later.length).toBeLessThanOrEqual(24);
    expect(new Set(later).size).toBeGreaterThan(1);
  });
});

describe('what a device says', () => {
  it('names the company or reads its number, and why', () => {
    expect(deviceAnnouncement({ ...callee, intent: 'dispute a charge.' })).toBe(
      'Hold Slayer. 8 0 0, 5 5 5, 0 1 0 0 is on the line. It is about: dispute a charge. Press 1 to take the call, 2 to let it go.',
    );
    expect(deviceAnnouncement({ number, company: 'Northwind Bank', intent: 'my card' })).toMatch(
      /^Hold Slayer. Northwind Bank is on the line\. It is about: my card\. Press 1/,
    );
  });

  it('does not read long stories', () => {
    const story = deviceAnnouncement({ ...callee, intent: 'and then '.repeat(50) });
    expect(story.length).toBeLessThan(300);
    expect(story).toMatch(/Press 1 to take the call/);
  });
});

describe('a number that is read aloud', () => {
  it.each([
    ['+18005550100', '8 0 0, 5 5 5, 0 1 0 0'],
    ['+442079460958', 'plus 4 4, 2 0, 7 9 4 6, 0 9 5 8'],
    ['+4930123456', 'plus 4 9, 3 0, 1 2 3 4 5 6'],
  ])('%s: %s', (written, spoken) => {
    expect(spokenNumber(PhoneNumber.parse(written))).toBe(spoken);
  });
});

describe('text messages', () => {
  it('say how a call ended, each ending in its own words', () => {
    const texts = Outcome.options.map((outcome) => messages.ended(callee, outcome));
    expect(new Set(texts).size).toBe(Outcome.options.length);
    for (const text of texts) {
      expect(text).toMatch(/^\+1 800 555 0100: /);
      expect(text.length).toBeLessThanOrEqual(160);
    }
  });

  it('of a fax says plainly that one answered', () => {
    expect(messages.ended(callee, 'company_fax')).toMatch(/A fax machine answers at that number/);
  });

  it('fit into one segment of the plain alphabet', () => {
    for (const text of [messages.calling(callee), messages.human(callee), messages.help]) {
      expect(text.length).toBeLessThanOrEqual(160);
      expect(text).toMatch(/^[\x20-\x7e]*$/);
    }
  });

  it('ask with the choices', () => {
    expect(messages.asked(callee, 'Which card?', ['debit', 'credit'])).toBe(
      '+1 800 555 0100: Which card? Reply debit or credit.',
    );
    expect(messages.asked(callee, 'The phone system asks for: your member number. What is it?', [])).toBe(
      '+1 800 555 0100: The phone system asks for: your member number. What is it? Reply with the answer.',
    );
  });

  it('ask with the code of the call where there are several', () => {
    expect(messages.asked(callee, 'What is it?', [], '#K7')).toBe(
      '+1 800 555 0100: What is it? Reply #K7 and the answer.',
    );
    expect(messages.asked(callee, 'Close it?', ['yes', 'no'], '#K7')).toBe(
      '+1 800 555 0100: Close it? Reply #K7 and yes or no.',
    );
  });

  it('ask in two segments, and tell how to reply however long the question is', () => {
    const long = messages.asked({ ...callee, company: 'a b '.repeat(30) }, 'This closes '.repeat(25), ['yes', 'no']);
    expect(long.length).toBeLessThanOrEqual(320);
    expect(long).toMatch(/… Reply yes or no\.$/);
  });
});

describe('a text that is cut', () => {
  it.each([
    ['short', 10, 'short'],
    ['one two three', 9, 'one two…'],
    ['one  two\nthree', 20, 'one two three'],
    ['abcdefghijklmnop', 6, 'abcde…'],
  ])('%s to %d: %s', (text, longest, expected) => {
    expect(clipped(text, longest)).toBe(expected);
  });
});
