import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScenario, type ScenarioMachine, seed } from './support/scenario.ts';

const INSURER = '+18005550102';
const POLICY = '86753094';

/** A company whose menu wants a number keyed in, through every room. */
describe.concurrent(`facts (SCENARIO_SEED=${seed})`, { timeout: 240_000 }, () => {
  let machine: ScenarioMachine;
  beforeAll(async () => {
    machine = await openScenario();
  }, 60_000);
  afterAll(() => machine?.close());

  const order = { number: INSURER, intent: 'ask about my claim' };

  test('a fact that was given is keyed in when asked, and is in no event', async () => {
    const { call, legs, log } = await machine.place({ ...order, facts: { policy_number: POLICY } });
    expect(call.outcome).toBe('connected');
    expect(legs[0]?.digitsHeard.map(({ digits }) => digits).join('')).toContain(`${POLICY}#`);
    expect(JSON.stringify([log, call])).not.toContain(POLICY);
  });

  test('one of another length than is asked for is not keyed in, but asked for again', async () => {
    const short = POLICY.slice(1);
    const callId = await machine.request({ ...order, intent: 'a claim for my boat', facts: { policy_number: short } });
    await machine.until(callId, 'user.asked');
    const answer = { answer: POLICY };
    await expect.poll(async () => (await machine.api('POST', `/calls/${callId}/answer`, answer)).status).toBe(202);
    const { call, legs, log } = await machine.ended(callId);
    expect(call.outcome).toBe('connected');
    const keyed = legs[0]?.digitsHeard.map(({ digits }) => digits).join('') ?? '';
    expect(keyed.split(short)).toHaveLength(2);
    expect(keyed).toContain(`${POLICY}#`);
    expect(JSON.stringify([log, call])).not.toContain(short);
  });

  test('one that was not given is asked for, and keyed in when the person has answered', async () => {
    const callId = await machine.request({ ...order, intent: 'a claim for my car' });
    await machine.until(callId, 'user.asked');
    const answer = { answer: POLICY };
    await expect.poll(async () => (await machine.api('POST', `/calls/${callId}/answer`, answer)).status).toBe(202);
    const { call, legs, log } = await machine.ended(callId);
    expect(call.outcome).toBe('connected');
    expect(legs[0]?.digitsHeard.map(({ digits }) => digits).join('')).toContain(`${POLICY}#`);
    expect(JSON.stringify([log, call])).not.toContain(POLICY);
  });
});
