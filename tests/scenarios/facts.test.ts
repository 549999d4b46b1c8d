import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { companySchema } from '#local/phone/companies/company.ts';
import { companyParty } from '#local/phone/companies/company-party.ts';
import { openSpeech } from '#local/phone/sound/speech.ts';
import { openScenario, type ScenarioMachine, seed } from './support/scenario.ts';

const INSURER = '+18005550102';
const POLICY = '86753094';
const HASTY = '+18005552300';

/** A company that asks once for a number, and hangs up a minute later on whoever has not keyed it in. */
const hasty = companySchema.parse({
  name: 'Hasty Insurance',
  number: HASTY,
  about: 'Does not wait.',
  ring: { kind: 'answer', afterMs: 1_000 },
  start: 'policy',
  places: {
    policy: {
      enter: {
        say: 'Please enter your eight digit policy number, followed by the pound key.',
        digits: 8,
        endsWith: '#',
        waitMs: 60_000,
        rounds: 1,
        otherwise: 'bye',
      },
      next: 'agent',
    },
    bye: { play: [{ say: 'That number is not complete. Goodbye.' }], next: 'hang-up' },
    agent: {
      human: {
        voice: 'mike',
        greets: 'Hi, thanks for waiting, this is Mike in claims, how can I help you today?',
        talk: ['Sure.'],
        closes: 'Have a good day, bye.',
      },
    },
  },
});

/** What takes a moment may take long where other tests run beside it. */
const BUSY_MACHINE = { timeout: 60_000 };

/** A company whose menu wants a number keyed in, through every room. */
describe.concurrent(`facts (SCENARIO_SEED=${seed})`, { timeout: 240_000 }, () => {
  let machine: ScenarioMachine;
  beforeAll(async () => {
    const speech = await openSpeech();
    machine = await openScenario({ world: { parties: { [HASTY]: () => companyParty(hasty, { seed, speech }) } } });
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
    await expect
      .poll(async () => (await machine.api('POST', `/calls/${callId}/answer`, answer)).status, BUSY_MACHINE)
      .toBe(202);
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
    await expect
      .poll(async () => (await machine.api('POST', `/calls/${callId}/answer`, answer)).status, BUSY_MACHINE)
      .toBe(202);
    const { call, legs, log } = await machine.ended(callId);
    expect(call.outcome).toBe('connected');
    expect(legs[0]?.digitsHeard.map(({ digits }) => digits).join('')).toContain(`${POLICY}#`);
    expect(JSON.stringify([log, call])).not.toContain(POLICY);
  });

  test('a company that does not wait for the answer is called again with it', async () => {
    const callId = await machine.request({ number: HASTY, intent: 'a claim for my roof' });
    await machine.until(callId, 'call.redialling');
    await expect.poll(async () => (await machine.call(callId)).question ?? '', BUSY_MACHINE).toContain('policy number');
    expect((await machine.api('POST', `/calls/${callId}/answer`, { answer: POLICY })).status).toBe(202);
    const { call, legs, log } = await machine.ended(callId);
    expect(call.outcome).toBe('connected');
    expect(legs.map(({ digitsHeard }) => digitsHeard.map(({ digits }) => digits).join(''))).toEqual([
      '',
      expect.stringContaining(`${POLICY}#`),
    ]);
    expect(JSON.stringify([log, call])).not.toContain(POLICY);
  });
});
