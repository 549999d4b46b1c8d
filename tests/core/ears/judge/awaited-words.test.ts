import { describe, expect, it } from 'vitest';
import { type AwaitedWords, createAwaitedWords } from '#core/ears/judge/awaited-words.ts';
import { Turn } from '#core/ears/judge/turn.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { gap, hold, play, quiet, ringsAfterMs, type Stretch, voice } from '#tests/core/ears/judge/scenes.ts';

/** A voice that has gone on for so long. */
function heardFor(ms: number): Turn {
  const turn = new Turn(mediaMs(0), 'music', 500, -60, null);
  turn.spokenMs = ms;
  return turn;
}
/** Until when a voice without words is doubted, in steps of 10 ms. */
function doubtedForMs(awaited: AwaitedWords): number {
  let ms = 0;
  while (awaited.doubt(heardFor(ms), 0, 0) !== null) ms += 10;
  return ms;
}
/** One whose first words were here after so long, and which is over. */
function heardVoice(awaited: AwaitedWords, wordsAfterMs: number, told = 0, goesOn = false): void {
  awaited.came(heardFor(wordsAfterMs), 2);
  awaited.end(heardFor(4000), 8, told, goesOn);
}

describe('a voice whose words are on their way', () => {
  it('is not doubted where nobody transcribes', () => expect(doubtedForMs(createAwaitedWords())).toBe(0));
  it.each([
    [[], 1500],
    [[800], 950],
    [[800, 1400], 1550],
    [[1400, 800], 1430],
    [[9000], 2150],
    [[20], 650],
  ])('is doubted about as long as words took before: after %j ms for %i ms', (took, expected) => {
    const awaited = createAwaitedWords();
    awaited.came(null, 0);
    for (const ms of took) heardVoice(awaited, ms);
    expect(doubtedForMs(awaited)).toBe(expected);
  });
  it('is not doubted once a voice had none, until words come again', () => {
    const awaited = createAwaitedWords();
    heardVoice(awaited, 800);
    awaited.end(heardFor(1000), 0, 0, false);
    expect(doubtedForMs(awaited)).toBe(950);
    awaited.end(heardFor(4000), 0, 0, false);
    expect(doubtedForMs(awaited)).toBe(0);
    awaited.came(null, 0);
    expect(doubtedForMs(awaited)).toBe(0);
    heardVoice(awaited, 800);
    expect(doubtedForMs(awaited)).toBe(950);
  });
  it('is doubted more after a pause of a recording, and not after music', () => {
    const awaited = createAwaitedWords();
    const doubt = () => awaited.doubt(heardFor(500), 0, 0)?.logOdds;
    heardVoice(awaited, 800, -6, false);
    expect(doubt()).toBe(-2);
    heardVoice(awaited, 800, -6, true);
    expect(doubt()).toBe(-3);
    heardVoice(awaited, 800, 3, true);
    expect(doubt()).toBe(-2);
  });
  it.each([
    [1000, 0, -1],
    [1000, 1, -0.5],
    [1000, -1, -0.5],
    [1000, 2, undefined],
    [1000, -5, undefined],
    [2000, 0, undefined],
  ])('is doubted as long as the words that are here tell little: after %i ms, by %d: %s', (ms, told, logOdds) => {
    const awaited = createAwaitedWords();
    heardVoice(awaited, 800);
    expect(awaited.doubt(heardFor(ms), 3, told)?.logOdds).toBe(logOdds);
  });
  it('rings later for it', () => {
    const found = (wordsAfterMs: number) => {
      const words = { says: 'all of our agents are busy', wordsAfterMs };
      return ringsAfterMs([hold, gap, voice(4, -2, words), gap, hold, quiet(1.5), voice(4, 2.5)]);
    };
    expect(found(800)).toBeGreaterThan(900);
    expect(found(1400)).toBeGreaterThan(1500);
    expect(found(9000)).toBeLessThan(900);
  });
});

describe('words that are here', () => {
  it('of a person ring at once', () => {
    const says = 'this is Dana how can I help you';
    expect(ringsAfterMs([hold, quiet(1.5), voice(4, 0, { says, wordsAfterMs: 500 })])).toBeLessThanOrEqual(540);
  });
  it.each([
    ['a hello at once after the ringing, and the voice speaks on, is no ring', [voice(3, -0.5)], null],
    ['a hello that is left at that is one', [voice(0.7, -0.5), quiet(2)], true],
  ])('%s', (_, spoken, rings) => {
    const [first, ...rest] = spoken;
    const said = { ...(first as Stretch), says: 'hello', wordsAfterMs: 600 };
    const told = play([{ is: 'ringback', seconds: 2 }, quiet(1.5), said, ...rest]).some(
      (e) => e.kind === 'verdict' && e.certainty === 'confirmed',
    );
    expect(told).toBe(rings === true);
  });
  it('a hello on hold is one, while the voice speaks on', () => {
    const said = voice(3, -0.5, { says: 'hello', wordsAfterMs: 600 });
    expect(ringsAfterMs([hold, quiet(1.2), said])).toBeLessThan(1000);
  });
  it('a hello on hold tells a little while the voice speaks on, and another word nothing', () => {
    const ringsWith = (says: string) => ringsAfterMs([hold, quiet(0.2), voice(3, -2, { says, wordsAfterMs: 600 })]);
    expect(ringsWith('hi')).toBeLessThan(1200);
    expect(ringsWith('hmm')).toBe(null);
  });
  it.each(['hi', 'thanks for holding'])('"%s" after music and no open line is one once it is left at that', (says) => {
    const spoken = (seconds: number) => voice(seconds, -2.5, { says, wordsAfterMs: 600 });
    expect(ringsAfterMs([hold, quiet(0.2), spoken(3)])).toBe(null);
    expect(ringsAfterMs([hold, quiet(0.2), spoken(0.9), quiet(2)])).toBeLessThan(1800);
  });
});
