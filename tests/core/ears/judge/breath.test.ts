import { describe, expect, it } from 'vitest';
import { Match, REPEAT_LASTS_MS } from '#core/ears/judge/match.ts';
import { type JudgedFrame, Turn } from '#core/ears/judge/turn.ts';
import { createVoiceModel } from '#core/ears/judge/voice-model.ts';
import { createKnownVoices, Voiceprint } from '#core/ears/judge/voiceprint.ts';
import { FRAME_MS, mediaMs } from '#core/media/media-clock.ts';
import { bandsOf, gap, hold, play, quiet, ringsAfterMs, voice } from '#tests/core/ears/judge/scenes.ts';

const OTHER = { speaker: 0.2 };
const printOf = (slope: number): Voiceprint => {
  const print = new Voiceprint();
  print.hear(bandsOf(slope));
  return print;
};

describe('who speaks a breath after an announcement', () => {
  it.each([0.25, 0.4, 0.9])('is judged anew: a person %s s after it rings', (seconds) => {
    expect(ringsAfterMs([hold, gap, voice(5, -3), quiet(seconds), voice(4, 3, OTHER)])).toBeLessThan(1500);
  });
  it('is judged anew sooner than 2.5 s after a repeat, too', () => {
    expect(ringsAfterMs([hold, gap, voice(5, -1, { repeat: true }), quiet(0.5), voice(8, 3, OTHER)])).toBeLessThan(
      2500,
    );
  });
  it('has the words with it that were said before the breath', () => {
    const says = 'hello my name is Dana how can I help you today';
    const script = [hold, gap, voice(1.2, -3, { says, wordsAfterMs: 1100 }), quiet(0.3), voice(3, -1)];
    expect(play(script).some((e) => e.kind === 'verdict' && e.certainty === 'confirmed')).toBe(true);
    const late = [hold, gap, voice(1.2, -3), quiet(0.3), voice(3, -1, { says, wordsAfterMs: 500 })];
    expect(ringsAfterMs(late)).toBeLessThan(1000);
  });
  it('stays the machine that said that it is one', () => {
    const events = play([
      hold,
      gap,
      voice(3, -2, { says: 'hi I am Rae your virtual assistant', wordsAfterMs: 1000 }),
      quiet(0.4),
      voice(4, -1, { says: 'how can I help you today', wordsAfterMs: 1000 }),
    ]);
    const told = events.flatMap((e) => (e.kind === 'verdict' ? [e.speaker] : []));
    expect(told).toEqual(['ai_agent']);
  });
  it('is still the person who is believed', () => {
    const events = play([hold, quiet(1.2), voice(2, 2), quiet(0.4), voice(4, -1.5)]);
    expect(events.some((e) => e.kind === 'verdict' && e.certainty === 'retracted')).toBe(false);
  });
});

describe('a voice after a breath', () => {
  const frame = (slope: number): JudgedFrame => ({
    atMs: mediaMs(0),
    voice: true,
    music: 0,
    levelDb: -20,
    digitalSilence: false,
    votes: 0,
    earlierVotes: 0,
    person: 0,
    mel: bandsOf(slope),
  });
  /** One that goes on for a second after one of slope 0. */
  function after(slope: number): Turn {
    const before = new Turn(mediaMs(1000), 'music', 0, -60, null);
    const turn = new Turn(mediaMs(5000), 'breath', 300, -60, before);
    for (const [of, heard] of [
      [before, frame(0)],
      [turn, frame(slope)],
    ] as const)
      for (let ms = 0; ms < 1000; ms += FRAME_MS) of.hear(heard);
    return turn;
  }
  it.each([
    ['its own words only, where it is another', 0.3, 5000],
    ['those before it too, where it goes on', 0.02, 1000],
  ])('has %s', (_, slope, sinceMs) => expect(after(slope).wordsSinceMs).toBe(sinceMs));
  it('ends a match after a second without votes, which lasts longer while it speaks on', () => {
    const match = new Match(11, REPEAT_LASTS_MS);
    const unmatched = (ms: number): boolean => {
      for (let at = 0; at < ms; at += FRAME_MS) match.hear(0);
      return match.isPast;
    };
    match.hear(30);
    expect(unmatched(1500)).toBe(false);
    match.breathes();
    expect(unmatched(900)).toBe(false);
    expect(unmatched(200)).toBe(true);
  });
  it('is heard afresh by the voice model, unless it was already', () => {
    let resets = 0;
    const network = { logit: 1, hear: () => true, reset: () => void resets++ };
    const model = createVoiceModel(() => network);
    const speaks = (frames: number): void => {
      for (let n = 0; n < frames; n++) model.hear(bandsOf(0), new Uint8Array(160), true);
    };
    speaks(5);
    model.anew();
    speaks(50);
    expect(resets).toBe(1);
    model.anew();
    speaks(5);
    expect(resets).toBe(2);
  });
  it('is no further voice of the company', () => {
    const voices = createKnownVoices();
    voices.add(printOf(0));
    voices.merge(printOf(0.1));
    expect(voices.nearest(printOf(0.05))).toBeLessThan(0.01);
    voices.add(printOf(1));
    expect(voices.nearest(printOf(0.1))).toBeGreaterThan(0.2);
  });
});
