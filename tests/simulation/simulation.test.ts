import { expect, test } from 'vitest';
import { casesOf } from './invariants/case.ts';
import { violationsOf } from './invariants/invariants.ts';
import { digestOf, told } from './report.ts';
import { type SimulationOptions, simulate } from './simulation.ts';

async function ran(options: SimulationOptions) {
  const simulated = await simulate(options);
  const cases = await casesOf(simulated);
  await simulated.world.close();
  return { simulated, cases, violations: told(cases.flatMap(violationsOf)) };
}

test('a few calls in the storm: nothing happens that must never be', async () => {
  const { simulated, cases, violations } = await ran({ seed: 4, calls: 4, faults: true });
  expect(violations).toBe('');
  expect(cases).toHaveLength(4);
  expect(simulated.world.logBook.leaks).toEqual([]);
  expect(simulated.world.fates.faults.length).toBeGreaterThan(20);
});

test('the same seed gives the same run', async () => {
  const digests = [];
  for (const seed of [8, 8]) digests.push(digestOf((await ran({ seed, calls: 2, faults: true })).simulated));
  expect(digests[1]).toBe(digests[0]);
});
