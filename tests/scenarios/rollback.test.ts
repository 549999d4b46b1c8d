import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { companyParty } from '#local/phone/companies/company-party.ts';
import { openSpeech } from '#local/phone/sound/speech.ts';
import { movingBank } from './support/moving-bank.ts';
import { openScenario, type ScenarioMachine, seed } from './support/scenario.ts';

const number = '+18005552200';
const OLD = 'For account balances, press one. For billing and disputes, press two. For lost cards, press three.';
const NEW = 'For lost cards, press one. For account balances, press two. For billing and disputes, press three.';

/** Billing is behind `billing`, or, when that is null, behind no key at all though the menu still offers it. */
const bank = (say: string, billing: string | null) =>
  movingBank(number, say, {
    1: 'other',
    2: 'other',
    3: 'other',
    ...(billing === null ? {} : { [billing]: 'billing' }),
  });

describe(`a way that starts to fail (SCENARIO_SEED=${seed})`, { timeout: 400_000 }, () => {
  let machine: ScenarioMachine;
  let company = bank(NEW, '3');
  beforeAll(async () => {
    const speech = await openSpeech();
    const parties = { [number]: () => companyParty(company, { seed, speech }) };
    machine = await openScenario({ world: { parties, holdMs: 12_000 } });
  }, 60_000);
  afterAll(() => machine?.close());

  async function called() {
    const { call, log } = await machine.place({ number, intent: 'dispute a charge on my bill' });
    const decided = log.find(({ what }) => what.kind === 'step.decided' && what.action.next === 'press')?.what;
    return {
      outcome: call.outcome,
      by: decided?.kind === 'step.decided' ? decided.by : null,
      key: decided?.kind === 'step.decided' && decided.action.next === 'press' ? decided.action.digits : null,
    };
  }

  test('is promoted after two calls that agree, and after two that fail the former one is back', async () => {
    const steps = [{ do: 'DTMF', expect: [OLD], digits: '2', label: 'billing and disputes' }, { do: 'HOLD' }];
    const flow = { number, company: 'Moving Bank', paths: [{ goals: ['billing and disputes'], steps }] };
    const { status, body } = await machine.api('POST', '/flows', flow);
    expect(status).toBe(201);
    const { flowId } = JSON.parse(JSON.stringify(body));
    const stored = async () => (await machine.api('GET', `/flows/${flowId}`)).body;

    expect(await called()).toMatchObject({ outcome: 'connected', key: '3' });
    expect(await stored()).toMatchObject({ version: 1 });
    expect(await called()).toMatchObject({ outcome: 'connected', key: '3' });
    expect(await stored()).toMatchObject({ version: 2, paths: [{ standing: 'active', steps: [{ digits: '3' }, {}] }] });

    company = bank(NEW, null);
    expect(await called()).toMatchObject({ outcome: 'company_hung_up', by: 'flow', key: '3' });
    expect(await stored()).toMatchObject({ version: 2, paths: [{ failed: 1 }] });
    expect(await called()).toMatchObject({ outcome: 'company_hung_up', by: 'flow', key: '3' });
    expect(await stored()).toMatchObject({ version: 3, paths: [{ standing: 'active', steps: [{ digits: '2' }, {}] }] });

    company = bank(OLD, '2');
    expect(await called()).toEqual({ outcome: 'connected', by: 'flow', key: '2' });
  });
});
