import { expect, test } from 'vitest';
import { phonesOf, wordTimes } from '#local/phone/sound/align.ts';

const SENTENCE =
  'pau:0.2 p:0.3 r:0.35 eh:0.4 s:0.5 dh:0.55 iy:0.6 n:0.7 ay:0.8 n:0.9 k:0.95 iy:1.0 pau:1.4 n:1.5 aw:1.7 pau:1.9 ';
const BY_ITSELF: Readonly<Record<string, string>> = {
  Press: 'pau:0.2 p:0.3 r:0.35 eh:0.4 s:0.5 pau:0.7',
  the: 'pau:0.2 dh:0.3 ax:0.4 pau:0.5',
  nine: 'pau:0.2 n:0.3 ay:0.4 n:0.5 pau:0.7',
  'key,': 'pau:0.2 k:0.3 iy:0.4 pau:0.5',
  'now.': 'pau:0.2 n:0.3 aw:0.4 pau:0.5',
};

test('every word has the time of its own sounds, also where they change in the sentence', () => {
  const times = wordTimes(Object.keys(BY_ITSELF), phonesOf(SENTENCE), (word) => phonesOf(BY_ITSELF[word] ?? ''));
  expect(times).toEqual([
    { text: 'Press', fromMs: 200, toMs: 500 },
    { text: 'the', fromMs: 500, toMs: 600 },
    { text: 'nine', fromMs: 600, toMs: 900 },
    { text: 'key,', fromMs: 900, toMs: 1000 },
    { text: 'now.', fromMs: 1400, toMs: 1700 },
  ]);
});

test('a word whose sounds fell out has a moment after the one before it', () => {
  const times = wordTimes(['a', 'b'], phonesOf('x:0.1'), (word) => phonesOf(word === 'a' ? 'x:0.1' : ''));
  expect(times[1]).toEqual({ text: 'b', fromMs: 100, toMs: 120 });
});
