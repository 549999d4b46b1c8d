import { afterEach, describe, expect, it } from 'vitest';
import { createPacedClock, type PacedClock, type PacedClockOptions } from '#local/clock/paced-clock.ts';

const clocks: PacedClock[] = [];
afterEach(() => {
  for (const clock of clocks.splice(0)) clock.stop();
});

/** A paced clock whose real time is moved by hand; `elapse` resolves when the clock has taken the elapsed time in. */
function pacedClock(options: PacedClockOptions = {}) {
  let realMs = 0;
  const clock = createPacedClock({ startMs: 0, realNow: () => realMs, ...options });
  clocks.push(clock);
  const elapse = async (ms: number) => {
    realMs += ms;
    await tick(clock);
  };
  const pass = (ms: number) => {
    realMs += ms;
  };
  return { clock, elapse, pass };
}

const tick = (clock: PacedClock) =>
  new Promise<void>((resolve) => {
    const end = clock.onTick(() => {
      end();
      resolve();
    });
  });

describe('paced clock', () => {
  it.each([
    { speed: 1, realMs: 10, clockMs: 10 },
    { speed: 10, realMs: 5, clockMs: 50 },
    { speed: 0.5, realMs: 10, clockMs: 5 },
  ])('at speed $speed, $realMs real ms are $clockMs ms', async ({ speed, realMs, clockMs }) => {
    const { clock, elapse } = pacedClock({ speed });
    await elapse(realMs);
    expect(clock.now()).toBe(clockMs);
  });

  it('refuses a speed that is not above 0', () => {
    expect(() => createPacedClock({ speed: 0 })).toThrow('speed must be a number above 0, not 0');
  });

  it('never jumps further than maxStepMs, and forgets the rest', async () => {
    const { clock, elapse } = pacedClock({ speed: 20, maxStepMs: 100 });
    await elapse(60_000);
    expect(clock.now()).toBe(100);
    await elapse(1);
    expect(clock.now()).toBe(120);
  });

  it('runs at real pace while somebody is at work, for as long as anybody is', async () => {
    const { clock, elapse } = pacedClock({ speed: 10 });
    const first = clock.busy();
    const second = clock.busy();
    await elapse(5);
    expect(clock.now()).toBe(5);
    first();
    first();
    await elapse(5);
    expect(clock.now()).toBe(10);
    second();
    await elapse(5);
    expect(clock.now()).toBe(60);
  });

  it('a slow clock is not quickened by work', async () => {
    const { clock, elapse } = pacedClock({ speed: 0.5 });
    clock.busy();
    await elapse(10);
    expect(clock.now()).toBe(5);
  });

  it('counts a hold that lies between two ticks', async () => {
    const { clock, elapse, pass } = pacedClock({ speed: 10 });
    const done = clock.busy();
    pass(4);
    done();
    await elapse(1);
    expect(clock.now()).toBe(4 + 10);
  });

  it('work that begins in the middle of a fast step ends the step there', async () => {
    const { clock, elapse } = pacedClock({ speed: 20 });
    const seen: number[] = [];
    clock.after(10, () => {
      clock.busy();
      clock.after(5, () => seen.push(clock.now()));
    });
    await elapse(5);
    expect(clock.now()).toBeLessThan(12);
    expect(seen).toEqual([]);
    await elapse(5);
    expect(seen).toEqual([15]);
  });

  it('tells nobody anything after stop', async () => {
    const { clock } = pacedClock();
    let ran = false;
    clock.after(0, () => {
      ran = true;
    });
    clock.stop();
    await new Promise((resolve) => setImmediate(resolve));
    expect(ran).toBe(false);
  });
});
