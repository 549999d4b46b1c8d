import { globSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { durationMs } from '#local/phone/sound/clip.ts';
import { decodeMuLaw } from '#local/phone/sound/mu-law.ts';
import { promptTimings } from '#local/phone/sound/rendered.ts';
import { sentenceOf } from '#local/phone/sound/sentence.ts';
import { openSpeech, renderedSpeech } from '#local/phone/sound/speech.ts';
import { VOICES } from '#local/phone/sound/voices.ts';
import { rms } from './power.ts';

const PROMPTS = new URL('../../../../local/phone/sound/prompts/', import.meta.url);
const files = globSync('*/*.ulaw', { cwd: PROMPTS });

describe('prompts rendered ahead', () => {
  test('are small enough for a repository', () => {
    const bytes = files.reduce((sum, file) => sum + statSync(new URL(file, PROMPTS)).size, 0);
    expect(bytes).toBeLessThan(4 * 1024 * 1024);
  });

  test('have a time for every word of their text, in order, where there is sound', () => {
    for (const file of files) {
      const { text, words } = promptTimings.parse(
        JSON.parse(readFileSync(new URL(file.replace('.ulaw', '.json'), PROMPTS), 'utf8')),
      );
      expect(words.map((word) => word.text).join(' '), file).toBe(text.split(/\s+/).join(' '));
      const samples = decodeMuLaw(readFileSync(new URL(file, PROMPTS)));
      for (const [i, word] of words.entries()) {
        expect(word.toMs, `${file}: ${word.text}`).toBeGreaterThan(word.fromMs);
        expect(word.fromMs, `${file}: ${word.text}`).toBeGreaterThanOrEqual(words[i - 1]?.toMs ?? 0);
        expect(word.toMs).toBeLessThanOrEqual(samples.length / 8);
      }
      const voiced = words.filter((word) => rms(samples.subarray(word.fromMs * 8, word.toMs * 8)) > 0.01);
      expect(voiced.length / words.length, file).toBeGreaterThan(0.95);
    }
  });

  test('a sentence that nobody rendered is told with what to do', () => {
    expect(() => renderedSpeech('Never said before.', 'anna')).toThrow(/not rendered ahead.*render\.ts.*openSpeech/);
  });
});

describe('speech for any sentence', () => {
  test('prefers what was rendered, makes the rest, and is the same every time', async () => {
    const speech = await openSpeech();
    const other = await openSpeech();
    expect(speech('Hello?', 'dana')).toEqual(renderedSpeech('Hello?', 'dana'));
    const text = 'One moment please, I am connecting you with Alex. The code is 4 7, press 1.';
    expect(speech(text, 'anna')).toEqual(other(text, 'anna'));
    expect(speech(text, 'anna')).toBe(speech(text, 'anna'));
  });

  test.each(Object.keys(VOICES))('%s says each word once, in order, within the sound', async (voice) => {
    const speech = await openSpeech();
    const text = 'This is Northwind, how can I help you? One moment, please.';
    const clip = speech(text, voice);
    expect(clip.words.map((word) => word.text).join(' ')).toBe(text);
    for (const [i, word] of clip.words.entries()) {
      expect(word.toMs, word.text).toBeGreaterThan(word.fromMs);
      expect(word.fromMs, word.text).toBeGreaterThanOrEqual(clip.words[i - 1]?.fromMs ?? 0);
      expect(word.toMs, word.text).toBeLessThanOrEqual(durationMs(clip) + 20);
    }
    expect(rms(clip.samples)).toBeGreaterThan(0.03);
  });

  test('an unknown voice is told with those that exist', async () => {
    const speech = await openSpeech();
    expect(() => speech('Hello there.', 'nobody')).toThrow(/"nobody".*anna, ruth/);
  });

  test('a sentence is cut into frames of 160 bytes', () => {
    const clip = renderedSpeech('Hello?', 'dana');
    const { frames, words } = sentenceOf(clip);
    expect(frames.every((frame) => frame.length === 160)).toBe(true);
    expect(frames).toHaveLength(Math.ceil(clip.samples.length / 160));
    expect(words).toBe(clip.words);
  });
});
