import { beforeEach, describe, expect, test } from 'vitest';
import { observed } from '#core/call/tell.ts';
import type { CallId, CallSid, EventId } from '#core/contracts/ids.ts';
import { CarrierUnavailable, StoreUnavailable } from '#core/errors.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

const MENU = 'For account balances, press one. For billing and disputes, press two.';

let world: LambdaWorld;
let callId: CallId;
let leg: CallSid;
beforeEach(async () => {
  world = await openLambdaWorld();
  ({ callId, leg } = await world.aConnectedCall());
});

const played = () => world.carrier.legs.find(({ callSid }) => callSid === leg)?.played ?? [];

/** The company's menu was heard. @returns what Decide makes of it */
async function menuHeard(of = 'menu'): Promise<string> {
  const at = mediaMs(5_000);
  const observation = { kind: 'prompt', atMs: at, fromMs: mediaMs(0), text: MENU, confidence: 0.9 } as const;
  const observationId = await observed(world.services, callId, observation, of);
  return world.decide(callId, { kind: 'prompt', observationId });
}

describe('Decide', () => {
  test('decides once for each observation, however often it is run', async () => {
    expect([await menuHeard(), await menuHeard(), await menuHeard()]).toEqual(['press', 'press', 'press']);
    expect(await world.happened(callId, 'step.decided')).toHaveLength(1);
    expect(await world.happened(callId, 'step.observed')).toHaveLength(1);
    expect((await world.record(callId)).action).toMatchObject({ next: 'press', digits: '2' });
  });

  test('its answer was lost after it was written down: the same decision is given', async () => {
    world.breaks.calls.fail('patch', new StoreUnavailable('down'));
    await expect(menuHeard()).rejects.toThrow('down');
    expect(await menuHeard()).toBe('press');
    expect(await world.happened(callId, 'step.decided')).toHaveLength(1);
    expect((await world.record(callId)).action?.next).toBe('press');
  });

  test('the same timeout is decided on once', async () => {
    await menuHeard();
    await world.hasDecided(callId, { next: 'hold', sinceMs: mediaMs(0) });
    await world.wait('Hold', callId);
    expect([await world.decide(callId, undefined, 'Hold'), await world.decide(callId, undefined, 'Hold')]).toEqual([
      'hold',
      'hold',
    ]);
    expect(await world.happened(callId, 'hold.began')).toHaveLength(1);
    expect(await world.happened(callId, 'step.decided')).toHaveLength(3);
  });

  test('a run that ends late puts its action into the record after the next one: the step follows the log', async () => {
    await menuHeard();
    await world.hasDecided(callId, { next: 'listen', sinceMs: mediaMs(7_000), patienceMs: 15_000, expect: [] });
    await menuHeard();
    expect((await world.record(callId)).action).toMatchObject({ next: 'press' });
    await world.wait('Listen', callId);
    expect((await world.record(callId)).waiting).toMatchObject({ state: 'Listen', sinceMs: 7_000 });
  });

  test('a cancel comes before everything', async () => {
    await world.api('POST', `/calls/${callId}/cancel`);
    expect(await menuHeard()).toBe('finish');
    expect((await world.record(callId)).action).toMatchObject({ outcome: 'user_canceled' });
  });

  test('that it calls again is told with the reason for it', async () => {
    const half = {
      kind: 'prompt',
      atMs: mediaMs(5_000),
      fromMs: mediaMs(0),
      text: MENU,
      confidence: 0.9,
      patchy: 'within',
    } as const;
    await observed(world.services, callId, half, 'half');
    const observationId = await observed(world.services, callId, { kind: 'company_hung_up' }, 'end');
    expect(await world.decide(callId, { kind: 'company_hung_up', observationId })).toBe('redial');
    const { action } = await world.record(callId);
    expect(action).toMatchObject({ reason: expect.stringContaining('half heard') });
    expect(await world.happened(callId, 'call.redialling')).toEqual([
      { kind: 'call.redialling', reason: action?.next === 'redial' && action.reason },
    ]);
  });

  test('a hold is told with what the line sounds like', async () => {
    const sound = { kind: 'sound.changed', sound: 'music', levelDb: -22.4, tone: null } as const;
    await world.services.calls.append(callId, { at: world.clock.now(), what: sound });
    const observationId = await observed(world.services, callId, { kind: 'hold_began', atMs: mediaMs(9_000) }, 'h');
    expect(await world.decide(callId, { kind: 'hold_began', observationId })).toBe('hold');
    expect(await world.happened(callId, 'hold.began')).toEqual([
      { kind: 'hold.began', sound: 'music', levelDb: -22.4 },
    ]);
  });
});

describe('Press', () => {
  const press = () => world.run('Press', { callId });
  beforeEach(() => menuHeard());

  test('presses what was decided, after half a second', async () => {
    expect(await press()).toMatchObject({ kind: 'pressed' });
    expect(played()).toEqual([{ kind: 'press', digits: 'w2' }]);
    expect(await world.happened(callId, 'keys.pressed')).toMatchObject([{ keys: '2' }]);
  });

  test.each<[string, boolean]>([
    ['took place', true],
    ['did not take place', false],
  ])('nobody knows whether it %s: it is not pressed again', async (_, after) => {
    world.breaks.telephony.fail('perform', new CarrierUnavailable('no answer'), { after });
    expect(await press()).toMatchObject({ kind: 'pressed' });
    expect(played()).toHaveLength(after ? 1 : 0);
    await press();
    expect(played()).toHaveLength(after ? 1 : 0);
  });

  test('what became of it is learned late: the line is heard from when it was pressed', async () => {
    world.breaks.calls.fail('append', new StoreUnavailable('down'), { skip: 1 });
    await expect(press()).rejects.toMatchObject({ name: 'StoreUnavailable' });
    const [sent] = (await world.services.calls.events(callId)).filter(({ what }) => what.kind === 'keys.pressed');
    world.clock.pass(9_000);
    const { observationId } = (await press()) as { observationId: EventId };
    // Half a second of silence and a quick tone.
    const fromMs = (sent?.mediaMs ?? 0) + 650;
    expect((await world.services.calls.event(callId, observationId))?.what).toMatchObject({
      observation: { kind: 'pressed', atMs: fromMs },
    });
  });

  test('the log fails after the key sounded: run again, it is not pressed again', async () => {
    world.breaks.calls.fail('append', new StoreUnavailable('down'), { skip: 1 });
    await expect(press()).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(await press()).toMatchObject({ kind: 'pressed' });
    expect(played()).toHaveLength(1);
    expect(await world.happened(callId, 'keys.pressed')).toHaveLength(1);
  });

  test('the log fails before: it is not pressed unless that is in the log', async () => {
    world.breaks.calls.fail('append', new StoreUnavailable('down'));
    await expect(press()).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(played()).toHaveLength(0);
    world.clock.pass(5_000);
    await press();
    expect(played()).toHaveLength(1);
  });

  test('while other digits still sound it waits its turn', async () => {
    await world.services.calls.claimLeg(callId, 0, world.clock.now(), world.clock.now() + 2_000);
    await expect(press()).rejects.toMatchObject({ name: 'LegBusy' });
    world.clock.pass(2_000);
    await press();
    expect(played()).toHaveLength(1);
  });

  test('two runs at once press once', async () => {
    const runs = await Promise.allSettled([press(), press()]);
    expect(played()).toHaveLength(1);
    expect(runs.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('the company has hung up meanwhile', async () => {
    world.carrier.become(leg, 'completed');
    const told = await press();
    expect(told).toMatchObject({ kind: 'company_hung_up' });
    expect((await world.record(callId)).legEndedAt).not.toBeNull();
  });

  test('digits of the person are not in the log', async () => {
    await world.hasDecided(callId, { next: 'press', digits: '123456789', reason: 'the account number' });
    await press();
    expect(await world.happened(callId, 'keys.pressed')).toEqual([
      { kind: 'keys.pressed', keys: null, count: 9, reason: 'the account number' },
    ]);
  });
});

test('Say says it once; what goes on after it is no answer to us, since menus go on as well', async () => {
  const observationId = await observed(world.services, callId, { kind: 'ai_agent', atMs: mediaMs(3_000) }, 'ai');
  expect(await world.decide(callId, { kind: 'ai_agent', observationId })).toBe('say');
  world.breaks.telephony.fail('perform', new CarrierUnavailable('no answer'), { after: true });
  await world.run('Say', { callId });
  await world.run('Say', { callId });
  expect(played()).toEqual([{ kind: 'say', text: 'dispute a charge' }]);
  expect(await world.happened(callId, 'phrase.said')).toHaveLength(1);
  await world.hasDecided(callId, { next: 'listen', sinceMs: mediaMs(0), patienceMs: 15_000, expect: [] });
  await world.wait('Listen', callId);
  expect((await world.record(callId)).waiting).not.toHaveProperty('said');
});

test('a voice that waits is asked whether somebody is there, and the ears are told when', async () => {
  const observationId = await observed(world.services, callId, { kind: 'voice_waits', atMs: mediaMs(3_000) }, 'waits');
  expect(await world.decide(callId, { kind: 'voice_waits', observationId })).toBe('say');
  await world.run('Say', { callId });
  const spoken = (await world.services.calls.events(callId)).find(({ what }) => what.kind === 'phrase.said');
  await world.hasDecided(callId, { next: 'listen', sinceMs: mediaMs(0), patienceMs: 15_000, expect: [] });
  await world.wait('Listen', callId);
  const fromMs = (spoken?.mediaMs ?? 0) + 400;
  const toMs = expect.toSatisfy((at: number) => at > fromMs + 2_000);
  expect((await world.record(callId)).waiting).toMatchObject({ said: [{ fromMs, toMs }] });
});

describe('Listen', () => {
  beforeEach(() =>
    world.hasDecided(callId, { next: 'listen', sinceMs: mediaMs(4_000), patienceMs: 15_000, expect: [] }),
  );

  test('tells the worker what is asked, since when, and under which epoch', async () => {
    const token = await world.wait('Listen', callId);
    expect(world.commands).toMatchObject([
      { kind: 'wait', callId, epoch: 1, waiting: { state: 'Listen', token, sinceMs: 4_000, patienceMs: 15_000 } },
    ]);
    expect(world.told(token)).toBeNull();
  });

  test.each([
    ['does not hear the call any more: a new stream is asked for', 'not_here', [1], [2]],
    ['is dead: a new stream is asked for', 'unreachable', [1], [2]],
    ['is about to be followed by the next one: that is waited for', 'not_here', [], []],
  ] as const)('the worker %s', async (_, answer, attached, asked) => {
    world.services.workers.send = async () => answer;
    for (const epoch of attached) {
      const what = { kind: 'stream.attached', epoch, track: 'inbound' } as const;
      await world.services.calls.append(callId, { at: world.clock.now(), what });
    }
    await world.wait('Listen', callId);
    const streams = world.carrier.legs.find(({ callSid }) => callSid === leg)?.streams ?? [];
    expect(streams.map(({ epoch }) => epoch)).toEqual(asked);
  });

  test('a person who wants to be rung early needs no certainty', async () => {
    const early = await world.aConnectedCall({ ringEarly: true });
    const action = { next: 'hold', sinceMs: mediaMs(4_000) } as const;
    await world.hasDecided(early.callId, action);
    await world.wait('Hold', early.callId);
    expect(world.commands.at(-1)).toMatchObject({ waiting: { state: 'Hold', certainty: 'probable' } });
  });

  test.each([
    ['the company hangs up before it waits', 'before'],
    ['the company hangs up while it waits', 'after'],
  ])('%s: it is told either way', async (_, when) => {
    const hangUp = () => world.twilio(`${callId}/status/company/1`, { CallSid: leg, CallStatus: 'completed' });
    if (when === 'before') await hangUp();
    const token = await world.wait('Listen', callId);
    if (when === 'after') await hangUp();
    expect(world.told(token)).toBe('company_hung_up');
  });

  test.each([
    ['before it waits', 'before'],
    ['while it waits', 'after'],
  ])('a cancel %s is told either way', async (_, when) => {
    const cancel = () => world.api('POST', `/calls/${callId}/cancel`);
    if (when === 'before') await cancel();
    const token = await world.wait('Listen', callId);
    if (when === 'after') await cancel();
    expect(world.told(token)).toBe('canceled');
  });

  test('the hang-up and the beginning of the wait cross: one of the two tells', async () => {
    const hangUp = world.twilio(`${callId}/status/company/1`, { CallSid: leg, CallStatus: 'completed' });
    const [token] = await Promise.all([world.wait('Listen', callId), hangUp]);
    expect(world.told(token)).toBe('company_hung_up');
  });

  test('nothing is told of a call that is finished, but the execution ends', async () => {
    await world.services.calls.patch(callId, { state: 'finished', outcome: 'failed' });
    expect(world.told(await world.wait('Listen', callId))).toBe('canceled');
  });
});

test('a hold that begins in a menu leaves the line as it is', async () => {
  await world.hasDecided(callId, { next: 'hold', sinceMs: mediaMs(7_000) });
  await world.wait('Hold', callId);
  expect(played()).toEqual([]);
});

describe('a worker without heartbeats', () => {
  test('another stream is attached, and the step that is asked again is another one than that which timed out', async () => {
    await world.hasDecided(callId, { next: 'hold', sinceMs: mediaMs(7_000) });
    await world.wait('Hold', callId);
    const reattached = await world.run('Reattach', { callId, lost: 'Hold' });
    expect(reattached).toMatchObject({ lost: 'Hold', observationId: expect.any(String) });
    expect(world.carrier.legs[0]?.streams).toMatchObject([{ epoch: 2, track: 'inbound' }]);
    const { observationId } = reattached as { observationId: string };
    expect(await world.decide(callId, { kind: 'worker_lost', observationId }, 'Hold')).toBe('hold');
    expect((await world.record(callId)).action).toEqual({ next: 'hold', sinceMs: 7_000 });
  });

  test('whose line is gone as well: the step that is asked again learns it', async () => {
    await world.hasDecided(callId, { next: 'hold', sinceMs: mediaMs(7_000) });
    world.carrier.become(leg, 'completed');
    await world.run('Reattach', { callId, lost: 'Hold' });
    expect(world.told(await world.wait('Hold', callId))).toBe('company_hung_up');
  });
});
