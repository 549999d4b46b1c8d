import { expect, it } from 'vitest';
import { createJudge } from '#core/ears/judge/judge.ts';
import { type JudgedFrame, Turn } from '#core/ears/judge/turn.ts';
import { REPEAT_VOTES } from '#core/ears/memory/announcement-memory.ts';
import { createWordJudge } from '#core/ears/words/word-evidence.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { createRepeatCount } from '#tests/bench/ears/repeats.ts';
import type { Truth } from '#tests/bench/ears/truth.ts';

const played = (start: number, end: number) => ({ start, end, label: 'ivr', recording_id: 'wait' });
const call: Truth = {
  name: 'a call',
  scenario: 'hold',
  duration: 60,
  human_at: 50,
  humans: [{ start: 50, end: 55, role: 'agent' }],
  hold_seconds: 40,
  tags: [],
  // Played in two pieces, then twice again; a person at the end.
  segments: [played(5, 8), played(9, 12), played(20, 23), played(35, 38), { start: 50, end: 55, label: 'human' }],
  transcript: [],
};

/** Enough landmarks agreed at these seconds, for a voice that began just before. */
function counted(...seconds: number[]): string {
  const count = createRepeatCount();
  for (const at of seconds) {
    const turn = new Turn(mediaMs(at * 1000 - 100), 'silence', 0, -70, null);
    const frame = { atMs: mediaMs(at * 1000), votes: REPEAT_VOTES } as JudgedFrame;
    count.trace({ ...createJudge(createWordJudge()), turn }, frame);
  }
  count.end(call);
  return count.line();
}

it.each([
  [
    'each later time that it is played counts, its pieces do not',
    [20.5, 36.5],
    'repeats 2: known within 1 s 1, within 2 s 2, at last 2',
    0,
  ],
  [
    'what is known too late, or never, is counted so',
    [22.9],
    'repeats 2: known within 1 s 0, within 2 s 0, at last 1',
    0,
  ],
  ['people who are taken for a repeat are told', [51], 'repeats 2: known within 1 s 0, within 2 s 0, at last 0', 1],
])('%s', (_, seconds, repeats, people) => {
  expect(counted(...seconds)).toBe(`${repeats}; 1 pieces of people's talk, taken for a repeat ${people}`);
});
