import { describe, expect, it } from 'vitest';
import type { EarEvent } from '#core/ears/ears.ts';
import { Match, REPEAT_LASTS_MS } from '#core/ears/judge/match.ts';
import { type JudgedFrame, Turn } from '#core/ears/judge/turn.ts';
import { createVoiceModel } from '#core/ears/judge/voice-model.ts';
import { createKnownVoices, Voiceprint } from '#core/ears/judge/voiceprint.ts';
import { FRAME_MS, mediaMs } from '#core/media/media-clock.ts';
import { bandsOf, gap, hold, play, quiet, ringsAfterMs, type Stretch, voice } from '#tests/core/ears/judge/scenes.ts';

const OTHER = { speaker: 0.2 };
const WAIT = { says: 'your call is important to us please stay on the line', wordsAfterMs: 1000 };
const HELPS = 'hello my name is Dana how can I help you today';
const toldOf = (events: readonly EarEvent[]): string[] =>
  events.flatMap((e) => (e.kind === 'verdict' && e.certainty !== 'probable' ? [`${e.speaker} ${e.certainty}`] : []));
/** What each voice of a script came after, as it was judged. */
function cameAfter(script: readonly Stretch[]): string[] {
  const turns = new Set<Turn>();
  play(script, ({ turn }) => turn !== null && turns.add(turn));
  return [...turns].map(({ before }) => before);
}
const printOf = (slope: number): Voiceprint => {
  const print = new Voiceprint();
  print.hear(bandsOf(slope));
  return print;
};

describe('who speaks a breath after an announcement', () => {
  it.each([0.25, 0.4, 0.9])('is judged anew: a person %s s after it rings', (seconds) => {
    const script = [hold, gap, voice(5, -3, WAIT), quiet(seconds), voice(4, 3, OTHER)];
    expect(ringsAfterMs(script)).toBeLessThan(1500);
    expect(cameAfter(script)).toEqual(['music', 'breath']);
  });
  it('is not, where it hardly stopped', () => {
    expect(ringsAfterMs([hold, gap, voice(5, -3, WAIT), quiet(0.1), voice(4, 3, OTHER)])).toBe(null);
  });
  it('is judged anew sooner than 2.5 s after a repeat, too', () => {
    expect(ringsAfterMs([hold, gap, voice(5, -1, { repeat: true }), quiet(0.5), voice(8, 3, OTHER)])).toBeLessThan(
      2500,
    );
  });
  it('has the words with it that were said before the breath', () => {
    const late = [hold, gap, voice(1.2, -3), quiet(0.3), voice(3, -1, { says: HELPS, wordsAfterMs: 500 })];
    expect(ringsAfterMs(late)).toBeLessThan(1000);
    const thanks = 'thank you for calling acme insurance we are glad to have you with us today';
    const script = [
      hold,
      gap,
      voice(3.4, -1.5, { says: thanks, wordsAfterMs: 2800 }),
      quiet(0.3),
      voice(3, -0.5, { says: 'my name is dana how can i help you', wordsAfterMs: 600 }),
    ];
    expect(ringsAfterMs(script)).toBeLessThan(1500);
  });
  it('stays the machine that said that it is one', () => {
    const machine = { says: 'hi I am Rae your virtual assistant', wordsAfterMs: 1000 };
    const asks = { says: 'how can I help you today', wordsAfterMs: 1000 };
    const script = [hold, gap, voice(3, -2, machine), quiet(0.4), voice(4, -1, asks)];
    expect(toldOf(play(script))).toEqual(['ai_agent confirmed']);
    expect(cameAfter(script)).toEqual(['music', 'breath']);
  });
  it('did not answer us because it breathed while we spoke, and still talks over us', () => {
    const heard = { answered: false, before: 0, after: 0 };
    const script = [hold, gap, voice(2, -2), voice(4.5, -2, { weSay: 7.5 }), quiet(0.3), voice(3, -2)];
    play(script, ({ turn }) => {
      if (turn?.before === 'music') heard.before = turn.overUsMs;
      if (turn?.before !== 'breath') return;
      heard.answered ||= turn.answeredUs;
      heard.after = turn.overUsMs;
    });
    expect(heard.answered).toBe(false);
    expect(heard.before).toBeGreaterThan(1000);
    expect(heard.after).toBeGreaterThan(heard.before + 1000);
  });
});

describe('a voice that may be a person', () => {
  it('stays one that is believed', () => {
    const script = [hold, quiet(1.2), voice(2, 2), quiet(0.4), voice(4, -1.5)];
    expect(cameAfter(script)).toEqual(['music']);
  });
  it('stays one that is believed for its words, which came when it paused', () => {
    const script = [hold, gap, voice(1.2, -2), { ...quiet(0.8), says: HELPS, wordsAfterMs: 300 }, voice(4, -1.5)];
    expect(toldOf(play(script))).toEqual(['human confirmed']);
    expect(cameAfter(script)).toEqual(['music']);
  });
  it('is not over at a breath because its words are awaited', () => {
    const announcement = voice(4, -2, { says: WAIT.says, wordsAfterMs: 1600 });
    const person = [voice(1.1, 0, { speaker: 0.3 }), quiet(0.24), voice(2.5, 0, { speaker: 0.3 })];
    expect(cameAfter([hold, gap, announcement, gap, { is: 'music', seconds: 20 }, quiet(0.7), ...person])).toEqual([
      'music',
      'music',
    ]);
  });
  it('is over at a breath once words prove a recording, though they come when it pauses', () => {
    const script = [
      hold,
      gap,
      voice(1.2, 0),
      { ...quiet(0.6), says: WAIT.says, wordsAfterMs: 300 },
      voice(3, 3, OTHER),
    ];
    expect(cameAfter(script)).toEqual(['music', 'breath']);
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
  const speaks = (of: Turn, slope: number, seconds: number): void => {
    for (let ms = 0; ms < seconds * 1000; ms += FRAME_MS) of.hear(frame(slope));
  };
  /** One of a second, after one of slope 0 that talked over us. */
  function followed(slope: number): Turn {
    const before = new Turn(mediaMs(1000), 'music', 0, -60, null);
    before.talkOverUs();
    speaks(before, 0, 1);
    const turn = new Turn(mediaMs(5000), 'breath', 300, -60, before);
    speaks(turn, slope, 1);
    return turn;
  }
  it.each([
    ['speaks since then, where it is another', 0.3, 5000, 0],
    ['speaks since before, where it goes on', 0.02, 1000, FRAME_MS],
  ])('%s', (_, slope, sinceMs, overUsMs) => {
    expect(followed(slope).voiceSinceMs).toBe(sinceMs);
    expect(followed(slope).overUsMs).toBe(overUsMs);
  });
  it('is another or is not, until something is told of it: what was told is not taken back for that', () => {
    const [free, told] = [followed(0.3), followed(0.3)];
    told.settle();
    for (const turn of [free, told]) {
      speaks(turn, 0, 20);
      expect(turn.distanceBefore).toBeLessThan(1);
    }
    expect(free.voiceSinceMs).toBe(1000);
    expect(told.voiceSinceMs).toBe(5000);
  });
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
    const hears = (frames: number): void => {
      for (let n = 0; n < frames; n++) model.hear(bandsOf(0), new Uint8Array(160), true);
    };
    hears(5);
    model.anew();
    hears(50);
    expect(resets).toBe(1);
    model.anew();
    hears(5);
    expect(resets).toBe(2);
  });
  it('is no further voice of the company', () => {
    const voices = createKnownVoices();
    voices.add(printOf(0));
    voices.merge(printOf(0.1));
    expect(voices.nearest(printOf(0.05))).toBeLessThan(0.01);
    voices.add(printOf(1));
    expect(voices.nearest(printOf(0.1))).toBeGreaterThan(0.2);
    let distance = Number.NaN;
    const pieces = [voice(2, -3), quiet(0.3), voice(2, -3, { speaker: 0.08 })];
    play([hold, gap, ...pieces, { is: 'music', seconds: 3 }, gap, voice(1, -3, { speaker: 0.08 })], ({ call }) => {
      distance = call.voiceDistance;
    });
    expect(distance).toBeGreaterThan(0.15);
  });
});
