import { describe, expect, it } from 'vitest';
import type { HeardWords, Speaker } from '#core/ears/ears.ts';
import { createWordJudge } from '#core/ears/words/word-evidence.ts';
import { mediaMs } from '#core/media/media-clock.ts';

const said = (text: string, fromMs = 0): HeardWords => ({
  words: text.split(' ').map((word, index) => ({
    text: word,
    fromMs: mediaMs(fromMs + 200 * index),
    toMs: mediaMs(fromMs + 200 * index + 180),
  })),
  final: true,
  fromMs: mediaMs(fromMs),
  toMs: mediaMs(fromMs + 200 * text.split(' ').length),
});

function judge(text: string): { logOdds: number; other: Speaker | null } {
  const words = createWordJudge();
  words.read(said(text));
  const judged = words.between(mediaMs(0), mediaMs(60_000));
  // A beginning counts once it is left at that: here nothing follows.
  const evidence = judged.beginning === null ? judged.evidence : [...judged.evidence, judged.beginning];
  return { logOdds: evidence.reduce((sum, one) => sum + one.logOdds, 0), other: judged.other?.speaker ?? null };
}

describe('words of a person', () => {
  it.each([
    'Thank you for calling Northwind, my name is Dana, how can I help you?',
    'Hi, this is Mark speaking, who am I speaking with?',
    'Sorry about the wait, what can I do for you today?',
    'Hello? Are you there?',
    'Can I get your account number please?',
    'Hello',
    'Guten Tag, mein Name ist Weber, wie kann ich Ihnen helfen?',
  ])('%s', (text) => expect(judge(text).logOdds).toBeGreaterThan(2));
});

describe('words of a recording', () => {
  it.each([
    'Your call is important to us. Please stay on the line.',
    'All of our representatives are currently assisting other customers.',
    'This call may be recorded for quality and training purposes.',
    'For billing, press one. For sales, press two.',
    'Did you know you can manage your account on our website?',
    'Save up to thirty percent with our family plan.',
    'Thank you for your patience. Your call will be answered in the order it was received.',
    'Bitte haben Sie noch einen Moment Geduld.',
  ])('%s', (text) => expect(judge(text).logOdds).toBeLessThan(-3));
});

it.each(['this is a', 'if this is an emergency', 'if this is Sunday with'])('%s: no name was given', (text) =>
  expect(judge(text).logOdds).toBeLessThan(2),
);

describe('words of others', () => {
  it.each([
    ['Please leave a message after the tone.', 'voicemail'],
    ['You are caller number four in the queue.', 'queue'],
    ['Please state your name after the beep and I will see if this person is available', 'screening'],
    ['Hi, I am the virtual assistant of Northwind. In a few words, tell me what you need.', 'ai_agent'],
    ['To go on, say agent or representative.', 'ai_agent'],
  ])('%s', (text, speaker) => expect(judge(text).other).toBe(speaker));
});

it.each([
  'For claims, press one or say claims. For anything else, press three or say agent.',
  'For an agent, say agent or press zero.',
])('%s: a menu with keys is no machine that talks', (text) =>
  expect(judge(text)).toEqual({ logOdds: expect.toSatisfy((sum: number) => sum < -3), other: null }),
);

it('a sentence that was said before is a recording, whatever it says', () => {
  const words = createWordJudge();
  words.read(said('The weather in the mountains stays bright and dry all week'));
  words.endVoice(mediaMs(0), mediaMs(5000));
  words.read(said('The weather in the mountains stays bright and dry all week', 20_000));
  const { evidence } = words.between(mediaMs(20_000), mediaMs(30_000));
  expect(evidence.map((one) => one.what)).toContain('the same words were said before');
});

it('what a voice said before a breath is no repetition in what it says after it', () => {
  const words = createWordJudge();
  words.read(said('The weather in the mountains stays bright and dry all week'));
  words.endVoice(mediaMs(0), mediaMs(2500));
  words.read(said('my name is Dana', 3000));
  const { evidence } = words.between(mediaMs(0), mediaMs(5000));
  expect(evidence.map((one) => one.what)).not.toContain('the same words were said before');
});

it('thanks for holding at the end of an announcement is no beginning', () => {
  const words = createWordJudge();
  words.read(said('Thanks for holding. All of our agents are busy. Your call is important to us. Thanks for holding'));
  expect(words.between(mediaMs(0), mediaMs(9000)).beginning).toBe(null);
});
