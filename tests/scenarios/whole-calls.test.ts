import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { device, numbers, openScenario, type ScenarioMachine, seed } from './support/scenario.ts';

/** Whole calls through every room, many at once on one machine. Every assertion is on what the caller, the carrier or the log saw. */
describe.concurrent(`whole calls (SCENARIO_SEED=${seed})`, { timeout: 240_000 }, () => {
  let machine: ScenarioMachine;
  beforeAll(async () => {
    machine = await openScenario();
  }, 60_000);
  afterAll(() => machine?.close());

  const intent = 'dispute a charge on my December statement';
  const twoDevices = (first: string) => [device('first', first), device('second', numbers.desk)];

  test('menu, submenu, hold with two repeating announcements, human, person, bridge', async () => {
    const { call, kinds, log, legs } = await machine.place({ number: numbers.bank, intent });
    expect(call.outcome).toBe('connected');
    expect(legs).toHaveLength(1);
    expect(legs[0]?.digitsHeard.map(({ digits }) => digits).join('')).toBe('22');
    expect(kinds.filter((kind) => kind === 'announcement.heard_before').length).toBeGreaterThanOrEqual(1);
    expect(kinds).toEqual(
      expect.arrayContaining(['hold.began', 'keeper.spoke', 'device.accepted', 'bridge.opened', 'bridge.closed']),
    );
    const human = log.find(
      ({ what }) => what.kind === 'voice.judged' && what.speaker === 'human' && what.certainty === 'confirmed',
    );
    const keeper = log.find(({ what }) => what.kind === 'keeper.spoke');
    expect((keeper?.at ?? 0) - (human?.at ?? Number.NEGATIVE_INFINITY)).toBeLessThan(2_000);
    expect(call.recordings).toEqual(['inbound', 'mixed', 'outbound']);
    expect(call.transcript.some(({ speaker }) => speaker === 'user')).toBe(true);
  });

  test('a human answers at once', async () => {
    const { call, legs } = await machine.place({ number: numbers.clinic, intent: 'move my appointment' });
    expect(call.outcome).toBe('connected');
    expect(legs[0]?.digitsHeard).toEqual([]);
  });

  test.each([
    ['busy', numbers.busy, 'company_busy'],
    ['no answer', numbers.noAnswer, 'company_no_answer'],
    ['closed', numbers.closed, 'company_closed'],
    ['voicemail', numbers.voicemail, 'company_voicemail'],
    ['a number that is not in service', numbers.notInService, 'company_unreachable'],
  ] as const)('%s', async (_, number, outcome) => {
    const { call, kinds } = await machine.place({ number, intent });
    expect(call.outcome).toBe(outcome);
    expect(kinds).not.toContain('device.ringing');
  });

  test('the company drops us on hold: one redial, by the known way, and the person is connected', async () => {
    const { call, kinds, legs } = await machine.place({ number: numbers.dropsOnHold, intent: 'change my flight' });
    expect(kinds).toContain('call.redialling');
    expect(legs).toHaveLength(2);
    expect(legs[1]?.digitsHeard.map(({ digits }) => digits)).toEqual(legs[0]?.digitsHeard.map(({ digits }) => digits));
    expect(call.outcome).toBe('connected');
  });

  test('the company drops us on hold and the person wants no redial', async () => {
    const { call, legs } = await machine.place({
      number: numbers.dropsOnHold,
      intent: 'change my flight',
      redial: 'never',
    });
    expect(legs).toHaveLength(1);
    expect(['company_hung_up', 'connected']).toContain(call.outcome);
  });

  test('first device silent, second accepts', async () => {
    const { call, log } = await machine.place({
      number: numbers.bank,
      intent,
      devices: twoDevices(numbers.silentPhone),
    });
    expect(call.outcome).toBe('connected');
    expect(log.find(({ what }) => what.kind === 'device.accepted')?.what).toMatchObject({ deviceId: 'second' });
  });

  test('voicemail on the first device never takes the call', async () => {
    const { call, log } = await machine.place({
      number: numbers.bank,
      intent,
      devices: twoDevices(numbers.voicemailBox),
    });
    expect(call.outcome).toBe('connected');
    expect(log.find(({ what }) => what.kind === 'device.accepted')?.what).toMatchObject({ deviceId: 'second' });
  });

  test('nobody accepts: the agent is told, and so is the owner', async () => {
    const { callId, call, legs } = await machine.place({
      number: numbers.bank,
      intent,
      devices: [device('first', numbers.silentPhone, 5), device('second', numbers.decliner)],
    });
    expect(call.outcome).toBe('user_unreachable');
    expect(legs[0]?.saidToParty.at(-1)?.text).toMatch(/could not reach/);
    await machine.untilEvent(
      (event) =>
        event.callId === callId && event.what.kind === 'person.notified' && event.what.about === 'call.finished',
    );
    expect(
      machine.world.phone.record.messages.some(
        ({ to, body }) => to === numbers.mobile && /none of your phones/.test(body),
      ),
    ).toBe(true);
  });

  test('cancel while on hold', async () => {
    const callId = await machine.request({ number: numbers.silentHold, intent });
    await machine.until(callId, 'hold.began');
    expect((await machine.api('POST', `/calls/${callId}/cancel`)).status).toBe(202);
    const { call, kinds, legs } = await machine.ended(callId);
    expect(call.outcome).toBe('user_canceled');
    expect(kinds).not.toContain('device.ringing');
    expect(legs[0]?.endedAtMs).not.toBeNull();
  });

  test('a silent hold', async () => {
    const { call } = await machine.place({ number: numbers.silentHold, intent });
    expect(call.outcome).toBe('connected');
  });

  test('emergency numbers are refused before dialling, with what to do', async () => {
    const { status, body } = await machine.api('POST', '/calls', { number: '911', intent: 'help' });
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toMatch(/dial .*yourself|yourself/i);
  });

  test('the same request twice dials once', async () => {
    const order = { number: numbers.busy, intent };
    const [first, second] = await Promise.all([machine.request(order, 'same-key'), machine.request(order, 'same-key')]);
    expect(second).toBe(first);
    const { legs } = await machine.ended(first);
    expect(legs).toHaveLength(1);
    expect(await machine.request(order, 'same-key')).toBe(first);
  });
});
