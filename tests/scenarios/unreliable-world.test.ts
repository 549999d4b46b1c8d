import { afterEach, describe, expect, test } from 'vitest';
import { CallId } from '#core/contracts/ids.ts';
import { unreliableWebhooks } from '#local/phone/faults.ts';
import { sampleOwner } from '#local/stack/one-machine.ts';
import { numbers, openScenario, type ScenarioMachine, seed } from './support/scenario.ts';

const intent = 'dispute a charge on my December statement';

/** Long enough to lose an ear and get another one. */
const holdMs = 32_000;

/** Each of these has a world of its own, in which something goes wrong. */
describe(`an unreliable world (SCENARIO_SEED=${seed})`, { timeout: 240_000 }, () => {
  let machine: ScenarioMachine | null = null;
  afterEach(async () => {
    await machine?.close();
    machine = null;
  });

  test('webhooks lost, repeated and late: each request ends once, and the person is connected', async () => {
    const webhook = unreliableWebhooks(String(seed), { late: 0.3, repeated: 0.3, lost: 0.15, lateMs: 3_000 });
    machine = await openScenario({ world: { holdMs, phoneFaults: { webhook } } });
    const { place } = machine;
    const calls = await Promise.all([
      place({ number: numbers.bank, intent }),
      place({ number: numbers.clinic, intent }),
      place({ number: numbers.busy, intent }),
      place({ number: numbers.closed, intent }),
    ]);
    expect(calls.map(({ call }) => call.outcome)).toEqual(['connected', 'connected', 'company_busy', 'company_closed']);
    for (const { kinds, legs } of calls) {
      expect(kinds.filter((kind) => kind === 'call.finished')).toHaveLength(1);
      expect(legs).toHaveLength(1);
    }
  });

  test('speech-to-text is down for the whole call: the human is still found, by sound', async () => {
    machine = await openScenario({ world: { holdMs, deepgramFaults: { refuseWith: 503 } } });
    const { call, kinds } = await machine.place({ number: numbers.bank, intent });
    expect(kinds).toContain('speech_to_text.lost');
    expect(kinds).not.toContain('words.heard');
    expect(call.outcome).toBe('connected');
  });

  test('SIGKILL of the worker on hold: another ear takes over, the same execution goes on, the person is connected', async () => {
    machine = await openScenario({ workers: 2, world: { holdMs } });
    const callId = await machine.request({ number: numbers.bank, intent });
    await machine.until(callId, 'hold.began');
    const { executionArn } =
      (await machine.stack.services.calls.list(sampleOwner.ownerId, { limit: 1, after: null })).items[0] ?? {};
    const killedAt = machine.now();
    machine.stack.fleet.kill('SIGKILL');
    const { call, log, legs } = await machine.ended(callId);
    const again = log.find(({ what }) => what.kind === 'stream.attached' && what.epoch === 2);
    // The step that begins to hold may find the worker dead before the carrier tells; then the kill counts.
    const lost = log.find(({ what }) => what.kind === 'stream.lost' && what.epoch === 1);
    expect((again?.at ?? Number.POSITIVE_INFINITY) - (lost?.at ?? killedAt)).toBeLessThan(2_000);
    expect(legs).toHaveLength(1);
    expect(call.outcome).toBe('connected');
    const record = await machine.stack.services.calls.get(CallId.parse(callId));
    expect(record?.executionArn).toBe(executionArn);
  });

  test('SIGTERM of the worker on hold: it hands its call over first', async () => {
    machine = await openScenario({ workers: 2, world: { holdMs } });
    const callId = await machine.request({ number: numbers.bank, intent });
    await machine.until(callId, 'hold.began');
    machine.stack.fleet.kill('SIGTERM');
    const { call, legs } = await machine.ended(callId);
    expect(legs).toHaveLength(1);
    expect(call.outcome).toBe('connected');
  });

  test('everything of ours is restarted during the hold: the place in the queue is kept', async () => {
    machine = await openScenario({ world: { holdMs } });
    const callId = await machine.request({ number: numbers.bank, intent });
    await machine.until(callId, 'hold.began');
    await machine.restart();
    const { call, legs } = await machine.ended(callId);
    expect(legs).toHaveLength(1);
    expect(call.outcome).toBe('connected');
    expect((await machine.api('GET', '/calls')).body).toMatchObject({ calls: [{ callId, outcome: 'connected' }] });
  });
});
