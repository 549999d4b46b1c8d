import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deepgramCall, said } from './deepgram-call.ts';

const SENTENCE = '400, Please 300, hold 300, 100, the 200, line 400, 400';

describe('only words whose audio arrived are heard', () => {
  test('all of it', async () => {
    const call = await deepgramCall();
    await call.open();
    call.say(said(SENTENCE));
    expect(await call.transcript()).toBe('please hold the line');
  });

  test('cutting the audio elsewhere changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2000 }), async (chunkBytes) => {
        const call = await deepgramCall();
        await call.open();
        call.say(said(SENTENCE), undefined, chunkBytes);
        expect(await call.transcript()).toBe('please hold the line');
      }),
      { numRuns: 8 },
    );
  });

  test.each([
    ['begins with the second word', (ms: number) => ms >= 700, 'hold the line'],
    ['a word is missing in the middle', (ms: number) => ms < 700 || ms >= 1000, 'please the line'],
    ['half of a word is missing', (ms: number) => ms < 700 || ms >= 860, 'please the line'],
    ['a tenth of a word is missing', (ms: number) => ms < 700 || ms >= 740, 'please hold the line'],
    ['stops before the end of the last word', (ms: number) => ms < 1660, 'please hold the line'],
    ['stops in the middle of the last word', (ms: number) => ms < 1500, 'please hold the'],
  ])('%s', async (_, arrives, transcript) => {
    const call = await deepgramCall();
    await call.open();
    const frames = said(SENTENCE);
    call.say(
      frames,
      frames.filter((_, n) => arrives(n * 20)),
    );
    expect(await call.transcript()).toBe(transcript);
  });

  test('frames in the wrong order are no words', async () => {
    const call = await deepgramCall();
    await call.open();
    const frames = said('hello 400');
    call.say(frames, frames.toReversed());
    expect(await call.transcript()).toBe('');
  });

  test('audio that nobody said', async () => {
    const call = await deepgramCall();
    await call.open();
    call.say([], said(SENTENCE));
    expect(await call.transcript()).toBe('');
  });

  test('audio of two streams at once is told apart', async () => {
    const call = await deepgramCall();
    await call.open();
    const [mine, other] = [said('my 300, words 300'), said('their 200, talk 400', 2)];
    mine.forEach((frame, n) => {
      call.server.spoken.add(frame.audio, frame.words, 'mine');
      call.server.spoken.add(other[n]?.audio ?? frame.audio, other[n]?.words ?? [], 'other');
    });
    call.say([], mine);
    expect(await call.transcript()).toBe('my words');
  });

  test('the same announcement again is heard again', async () => {
    const call = await deepgramCall();
    await call.open();
    call.say([...said(SENTENCE), ...said(SENTENCE)]);
    expect(await call.transcript()).toBe('please hold the line please hold the line');
  });

  test('times are those of the audio received, not of the call', async () => {
    const call = await deepgramCall();
    await call.open();
    const frames = said(SENTENCE);
    call.say(frames, frames.slice(35));
    await call.transcript();
    expect(call.results().find(({ is_final }) => is_final)?.channel.alternatives[0]?.words[0]).toMatchObject({
      word: 'hold',
      start: 0,
      end: 0.3,
    });
  });
});

describe('misunderstanding', () => {
  const words = Array.from({ length: 200 }, () => 'press 100').join(', ');
  const understood = async (seed: number) => {
    const call = await deepgramCall({ errorRate: 0.2, seed });
    await call.open();
    call.say(said(words));
    return (await call.transcript()).split(' ');
  };

  test('about the given part of the words, the same with the same seed', async () => {
    const once = await understood(7);
    const wrong = 200 - once.filter((word) => word === 'press').length;
    expect(wrong).toBeGreaterThan(20);
    expect(wrong).toBeLessThan(60);
    expect(await understood(7)).toEqual(once);
    expect(await understood(8)).not.toEqual(once);
  });
});
