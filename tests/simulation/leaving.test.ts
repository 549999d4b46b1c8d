import { expect, test } from 'vitest';
import { figuresOf } from './figures.ts';
import { casesOf } from './invariants/case.ts';
import { violationsOf } from './invariants/invariants.ts';
import { calm } from './rates.ts';
import { told } from './report.ts';
import { simulate } from './simulation.ts';

/** Nothing goes wrong, but ECS takes a worker away every few seconds. */
async function deployments(seed: number) {
  const rates = {
    ...calm,
    death: { kill: 0, drain: 0, takenAway: 1 },
    takenAwayTold: { never: 0, twice: 0.5 },
    everySeconds: { ...calm.everySeconds, workerDeath: 4 },
  };
  const simulated = await simulate({ seed, calls: 6, faults: true, rates });
  const cases = await casesOf(simulated);
  await simulated.world.close();
  const of = (kind: string) => simulated.world.appended.filter(({ what }) => what.kind === kind).length;
  return {
    violations: told(cases.flatMap(violationsOf)),
    handedOver: of('worker.handed_over'),
    lost: of('stream.lost'),
    unheardMs: figuresOf(cases).reattachMs,
    takenAway: simulated.world.fates.faults.filter(({ what }) => what === 'worker: taken away').length,
  };
}

test('calls of workers that ECS takes away move over before the balancer breaks their streams, and nothing is unheard', async () => {
  const seed = 11;
  const { violations, takenAway, handedOver, lost, unheardMs } = await deployments(seed);
  expect(violations, `seed ${seed}`).toBe('');
  expect(takenAway, `seed ${seed}`).toBeGreaterThan(10);
  expect(handedOver, `seed ${seed}`).toBeGreaterThan(5);
  expect({ lost, unheardMs }, `seed ${seed}`).toEqual({ lost: 0, unheardMs: [] });
});
