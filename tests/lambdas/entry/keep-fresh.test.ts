import { expect, it } from 'vitest';
import { keepFresh } from '#lambdas/entry/keep-fresh.ts';

function world() {
  const clock = { time: 0, now: () => clock.time };
  let made = 0;
  let tries = 0;
  let broken = false;
  const value = keepFresh(clock, async () => {
    tries += 1;
    if (broken) throw new Error('no answer');
    made += 1;
    return made;
  });
  return {
    value,
    clock,
    tries: () => tries,
    break: () => {
      broken = true;
    },
    mend: () => {
      broken = false;
    },
  };
}

it('is made once for all who ask at the same time, and kept', async () => {
  const { value } = world();
  expect(await Promise.all([value(), value(), value()])).toEqual([1, 1, 1]);
  expect(await value()).toBe(1);
});

it('is made anew after a quarter of an hour', async () => {
  const { value, clock } = world();
  await value();
  clock.time = 15 * 60_000;
  expect(await value()).toBe(1);
  clock.time += 1;
  expect(await value()).toBe(2);
});

it('a failure is told and not kept', async () => {
  const it = world();
  it.break();
  await expect(it.value()).rejects.toThrow('no answer');
  it.mend();
  expect(await it.value()).toBe(1);
});

it('the old one goes on while no newer can be made, and those who ask wait for that once a minute only', async () => {
  const it = world();
  await it.value();
  it.clock.time = 16 * 60_000;
  it.break();
  for (let second = 0; second < 60; second += 1) {
    expect(await it.value()).toBe(1);
    it.clock.time += 1_000;
  }
  expect(it.tries()).toBe(2);
  it.mend();
  it.clock.time += 1;
  expect(await it.value()).toBe(2);
});
