import { expect, it } from 'vitest';
import { createEars } from '#core/ears/create-ears.ts';
import type { EarEvent, HeardWords } from '#core/ears/ears.ts';
import { mediaMs } from '#core/media/media-clock.ts';

function piece(text: string, seconds: number, final = true): HeardWords {
  const words = text.split(' ').map((word, n) => ({
    text: word,
    fromMs: mediaMs(seconds * 1000 + 300 * n),
    toMs: mediaMs(seconds * 1000 + 300 * n + 250),
  }));
  return { words, final, fromMs: mediaMs(seconds * 1000), toMs: mediaMs(seconds * 1000 + 300 * words.length) };
}

type Queue = Extract<EarEvent, { kind: 'queue' }>;
const told = (events: readonly EarEvent[]): Queue[] => events.filter((event) => event.kind === 'queue');

it('place and wait become news once an announcement, when their words are final', () => {
  const ears = createEars();
  expect(told(ears.read(piece('you are caller number nine', 10, false)))).toEqual([]);
  expect(told(ears.read(piece('you are caller number nine', 10)))).toMatchObject([{ position: 9, waitSeconds: null }]);
  expect(told(ears.read(piece('please hold the line', 13)))).toEqual([]);
  expect(told(ears.read(piece('you are caller number nine', 60)))).toMatchObject([{ position: 9 }]);
  expect(told(ears.read(piece('your estimated wait is ten minutes', 90)))).toMatchObject([
    { position: null, waitSeconds: 600 },
  ]);
});

it('a sentence that comes in two pieces is read as one', () => {
  const ears = createEars();
  ears.read(piece('you are caller', 10));
  expect(told(ears.read(piece('number four in the queue', 11)))).toMatchObject([{ position: 4 }]);
});

it('the time left follows the pace of the queue from one announcement to the next', () => {
  const ears = createEars();
  expect(told(ears.read(piece('you are caller number nine', 0)))[0]?.leftSeconds).toBeNull();
  const [second] = told(ears.read(piece('you are caller number six', 90)));
  expect(second?.leftSeconds).toBeGreaterThan(175);
  expect(second?.leftSeconds).toBeLessThan(185);
});

it('and what earlier calls to the company took, where nothing else tells', () => {
  const ears = createEars();
  ears.expect('on-hold', 900);
  expect(told(ears.read(piece('you are caller number nine', 0)))).toMatchObject([{ leftSeconds: 900 }]);
  const held = createEars();
  held.expect('on-hold', 900);
  const silence = new Uint8Array(160).fill(0xff);
  for (let frame = 0; frame < 125 * 50; frame++) held.hear(silence, mediaMs(frame * 20));
  // Silence counts as a hold after its first five seconds.
  expect(told(held.read(piece('you are caller number nine', 120)))).toMatchObject([{ leftSeconds: 780 }]);
});
