import { expect, it } from 'vitest';
import { keepProtected } from '#stream-worker/keep-protected.ts';
import { createManualClock } from '#tests/support/manual-clock.ts';

const MINUTE = 60_000;

function aTask() {
  const clock = createManualClock();
  const startMs = clock.now();
  /** Minutes since the start, and what was asked then. */
  const asked: [number, string][] = [];
  const warned: unknown[] = [];
  const task = { clock, asked, warned, streams: 0, fails: false };
  const note = async (what: string) => {
    asked.push([Math.floor((clock.now() - startMs) / MINUTE), what]);
    if (task.fails) throw new Error('the agent is away');
  };
  const stop = keepProtected({
    clock,
    log: { info: () => {}, warn: (message, fields) => void warned.push([message, fields]), error: () => {} },
    protection: { protect: (minutes) => note(`protect ${minutes}`), release: () => note('release') },
    streams: () => task.streams,
  });
  return Object.assign(task, { stop });
}

it('an idle worker asks for nothing', async () => {
  const task = aTask();
  await task.clock.advance(120 * MINUTE);
  expect(task.asked).toEqual([]);
});

it('a worker is protected within 5 s of its first stream, and released a minute after its last', async () => {
  const task = aTask();
  task.streams = 1;
  await task.clock.advance(5_000);
  expect(task.asked).toEqual([[0, 'protect 15']]);
  task.streams = 0;
  await task.clock.advance(3 * MINUTE);
  expect(task.asked).toEqual([
    [0, 'protect 15'],
    [1, 'release'],
  ]);
});

it('a call that follows within the minute keeps it', async () => {
  const task = aTask();
  for (const streams of [1, 0, 1]) {
    task.streams = streams;
    await task.clock.advance(45_000);
  }
  expect(task.asked).toEqual([[0, 'protect 15']]);
});

it('it is renewed before it ends, with a gap each hour in which a deployment goes on', async () => {
  const task = aTask();
  task.streams = 7;
  await task.clock.advance(62 * MINUTE);
  expect(task.asked).toEqual([
    [0, 'protect 15'],
    [10, 'protect 15'],
    [20, 'protect 15'],
    [30, 'protect 15'],
    [40, 'protect 15'],
    [50, 'release'],
    [60, 'protect 15'],
  ]);
});

it('what fails is said, and tried again at the next look', async () => {
  const task = aTask();
  task.streams = 1;
  task.fails = true;
  await task.clock.advance(10_000);
  expect(task.warned).toEqual(
    Array(2).fill(['the task could not be protected or released', { reason: 'the agent is away' }]),
  );
  task.fails = false;
  await task.clock.advance(5_000);
  expect(task.asked).toHaveLength(3);
  await task.clock.advance(MINUTE);
  expect(task.asked).toHaveLength(3);
});

it('a worker that ends asks for nothing more', async () => {
  const task = aTask();
  task.streams = 1;
  task.stop();
  await task.clock.advance(MINUTE);
  expect(task.asked).toEqual([]);
});
