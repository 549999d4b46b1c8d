import { describe, expect, it } from 'vitest';
import { createKnownVoices, Voiceprint } from '#core/ears/judge/voiceprint.ts';
import { createVoiceMemory } from '#core/ears/memory/voice-memory.ts';
import { createTranscript } from '#core/ears/words/transcript.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { seeded } from '#tests/core/ears/sounds.ts';

/** Eight hours of a call, in what each store is given; what it still holds is counted. The heap itself is measured by bench:ears:cost. */
const HOURS = 8;

describe('nothing grows with the length of a call', () => {
  it('the transcript keeps the last minute', () => {
    const transcript = createTranscript();
    for (let second = 0; second < HOURS * 3600; second += 2) {
      const fromMs = mediaMs(second * 1000);
      transcript.read({ words: [{ text: `w${second}`, fromMs, toMs: fromMs }], final: true, fromMs, toMs: fromMs });
    }
    expect(transcript.textBetween(0, Number.POSITIVE_INFINITY).split(' ').length).toBeLessThanOrEqual(40);
  });
  it('landmarks: an old voice gives way, a recent one is still known', () => {
    const memory = createVoiceMemory();
    const random = seeded(11);
    const announcement = Array.from({ length: 60 }, () => Math.floor(random() * 0x7ffff));
    const say = (from: number, act: (hash: number, frame: number) => void): void => {
      for (const [n, hash] of announcement.entries()) act(hash, from + n);
    };
    const frames = HOURS * 3600 * 50;
    for (let frame = 0; frame < frames; frame += 4) memory.store(Math.floor(random() * 0x7ffff), frame);
    say(frames, memory.store);
    say(frames + 1000, memory.compare);
    expect(memory.bestAgo).toBe(1000);
    expect(memory.votes(frames + 1060)).toBeGreaterThan(20);
  });
  it('voices of recordings: the last few', () => {
    const voices = createKnownVoices();
    const print = (seed: number): Voiceprint => {
      const random = seeded(seed);
      const voice = new Voiceprint();
      voice.hear(Float32Array.from({ length: 24 }, () => 6 * random()));
      return voice;
    };
    for (let seed = 0; seed < 500; seed++) voices.add(print(seed));
    expect(voices.nearest(print(499))).toBeLessThan(0.01);
    expect(voices.nearest(print(3))).toBeGreaterThan(0.5);
  });
});
