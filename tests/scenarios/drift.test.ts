import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { companyParty } from '#local/phone/companies/company-party.ts';
import { openSpeech } from '#local/phone/sound/speech.ts';
import { movingBank } from './support/moving-bank.ts';
import { openScenario, type ScenarioMachine, seed } from './support/scenario.ts';

const number = '+18005552100';
const MENU = 'For account balances, press one. For billing and disputes, press two. For lost cards, press three.';
const MOVED = 'For lost cards, press one. For billing and disputes, press three. To close your account, press two.';

describe(`a company that moves an option (SCENARIO_SEED=${seed})`, { timeout: 240_000 }, () => {
  let machine: ScenarioMachine;
  beforeAll(async () => {
    const speech = await openSpeech();
    // Billing has another key, and its old one does something worse.
    const company = movingBank(number, MOVED, { 1: 'other', 2: 'closed', 3: 'billing' });
    const parties = { [number]: () => companyParty(company, { seed, speech }) };
    machine = await openScenario({ world: { parties, holdMs: 12_000 } });
  }, 60_000);
  afterAll(() => machine?.close());

  /** How the menu was answered: by what, with which key, and after how many of its words. */
  async function called() {
    const { call, log } = await machine.place({ number, intent: 'dispute a charge on my bill' });
    const at = log.findIndex(({ what }) => what.kind === 'step.decided' && what.action.next === 'press');
    const decided = log[at]?.what;
    const heard = log.slice(0, at).findLast(({ what }) => what.kind === 'step.observed')?.what;
    const words = heard?.kind === 'step.observed' && heard.observation.kind === 'prompt' ? heard.observation.text : '';
    return {
      outcome: call.outcome,
      by: decided?.kind === 'step.decided' ? decided.by : null,
      key: decided?.kind === 'step.decided' && decided.action.next === 'press' ? decided.action.digits : null,
      early: !words.includes('close'),
    };
  }

  test('is reached on the first call after the change, and by key again two calls later', async () => {
    const steps = [{ do: 'DTMF', expect: [MENU], digits: '2', label: 'billing and disputes' }, { do: 'HOLD' }];
    const flow = { number, company: 'Moving Bank', paths: [{ goals: ['billing and disputes'], steps }] };
    const { status, body } = await machine.api('POST', '/flows', flow);
    expect(status).toBe(201);

    expect(await called()).toMatchObject({ outcome: 'connected', key: '3' });
    expect(await called()).toMatchObject({ outcome: 'connected', key: '3' });
    const learned = await machine.api('GET', `/flows/${JSON.parse(JSON.stringify(body)).flowId}`);
    expect(learned.body).toMatchObject({ version: 2, paths: [{ standing: 'active', steps: [{ digits: '3' }, {}] }] });
    expect(await called()).toEqual({ outcome: 'connected', by: 'flow', key: '3', early: true });
  });
});
