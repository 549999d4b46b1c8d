import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from '#local/clock/advance.ts';
import { createTimerQueue } from '#local/clock/timer-queue.ts';

describe('timer queue', () => {
  it('runs timers by due time, then by order of setting, each at its own time', async () => {
    const queue = createTimerQueue(1_000);
    const ran: [string, number][] = [];
    for (const [name, ms] of [
      ['late', 30],
      ['first', 10],
      ['second', 10],
      ['negative is now', -5],
    ] as const)
      queue.clock.after(ms, () => ran.push([name, queue.clock.now()]));
    await advance(queue, 1_100);
    expect(ran).toEqual([
      ['negative is now', 1_000],
      ['first', 1_010],
      ['second', 1_010],
      ['late', 1_030],
    ]);
    expect(queue.clock.now()).toBe(1_100);
  });

  it('keeps the order of any timers, some of them cancelled', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(500), fc.boolean()), { maxLength: 300 }), async (timers) => {
        const queue = createTimerQueue(0);
        const ran: number[] = [];
        const cancels = timers.map(([ms], index) => queue.clock.after(ms, () => ran.push(index)));
        timers.forEach(([, cancelled], index) => {
          if (cancelled) cancels[index]?.();
        });
        await advance(queue, 500, undefined, async () => {});
        const expected = timers
          .map(([ms, cancelled], index) => ({ ms, cancelled, index }))
          .filter((timer) => !timer.cancelled)
          .sort((a, b) => a.ms - b.ms || a.index - b.index)
          .map((timer) => timer.index);
        expect(ran).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('a chain of short sleeps is not stretched by a coarse step', async () => {
    const queue = createTimerQueue(0);
    const woke: number[] = [];
    const chain = (async () => {
      for (let n = 0; n < 5; n += 1) {
        await queue.clock.sleep(7);
        woke.push(queue.clock.now());
      }
    })();
    await advance(queue, 100);
    await chain;
    expect(woke).toEqual([7, 14, 21, 28, 35]);
  });

  it('an aborted sleep rejects with the reason and leaves no timer', async () => {
    const queue = createTimerQueue(0);
    const abort = new AbortController();
    const sleeping = queue.clock.sleep(10, abort.signal);
    abort.abort(new Error('not needed any more'));
    await expect(sleeping).rejects.toThrow('not needed any more');
    expect(queue.nextDueMs()).toBeNull();
    await expect(queue.clock.sleep(1, AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
  });

  it('a timer may cancel another of the same instant', async () => {
    const queue = createTimerQueue(0);
    const ran: string[] = [];
    queue.clock.after(5, () => cancel());
    const cancel = queue.clock.after(5, () => ran.push('cancelled'));
    await advance(queue, 10);
    expect(ran).toEqual([]);
  });

  it('holds 100,000 timers of which most are cancelled without growing slow', async () => {
    const queue = createTimerQueue(0);
    let ran = 0;
    for (let n = 0; n < 100_000; n += 1) {
      const cancel = queue.clock.after(30_000, () => {
        ran += 1;
      });
      if (n % 100) cancel();
    }
    await advance(queue, 30_000);
    expect(ran).toBe(1_000);
  });
});
