import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { numbers, openScenario, type ScenarioMachine, seed } from './support/scenario.ts';

/** A carrier's account that starts one call a second, and five orders at once. */
describe(`pacing (SCENARIO_SEED=${seed})`, { timeout: 120_000 }, () => {
  let machine: ScenarioMachine;
  beforeAll(async () => {
    machine = await openScenario({ callsStartedPerSecond: 1 });
  }, 60_000);
  afterAll(() => machine?.close());

  test('starts are a second apart, in the order of the places that were told', async () => {
    const order = { number: numbers.busy, intent: 'dispute a charge' };
    const callIds = await Promise.all(Array.from({ length: 5 }, () => machine.request(order)));
    const ended = await Promise.all(callIds.map((callId) => machine.ended(callId)));
    expect(ended.map(({ call }) => call.outcome)).toEqual(Array(5).fill('company_busy'));

    const startOf = ({ legs }: (typeof ended)[number]) => legs[0]?.statuses[0]?.atMs ?? Number.NaN;
    const starts = ended.map(startOf).toSorted((a, b) => a - b);
    const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
    expect(((starts.at(-1) ?? 0) - (starts[0] ?? 0)) / gaps.length).toBeGreaterThanOrEqual(1000);
    // Begun 1.1 s apart; on a machine that is busy the way to the network is not equally long for each.
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(900);

    const places = ended
      .toSorted((a, b) => startOf(a) - startOf(b))
      .map(({ log }) => log.flatMap(({ what }) => (what.kind === 'call.in_line' ? [what.place] : [])));
    expect(places).toEqual([[], [1], [2], [3], [4]]);
    for (const { call } of ended) expect(call.inLine).toBeNull();
  });
});
