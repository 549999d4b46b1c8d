import { beforeEach, describe, expect, test } from 'vitest';
import { PhoneNumber } from '#core/contracts/ids.ts';
import { CarrierUnavailable, StoreUnavailable } from '#core/errors.ts';
import { aHunt, DESK, type Hunt, MOBILE } from '#tests/support/a-hunt.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

let world: LambdaWorld;
let hunt: Hunt;
beforeEach(async () => {
  world = await openLambdaWorld();
  hunt = await aHunt(world);
});

const finish = (failure: string | null = null) => world.run('Finish', { callId: hunt.callId, failure });
const record = () => world.record(hunt.callId);
const decided = (outcome: 'connected' | 'user_unreachable' | 'user_canceled' | 'company_hung_up') =>
  world.hasDecided(hunt.callId, { next: 'finish', outcome, reason: 'as the test wants it' });
const liveLegs = () =>
  world.carrier.legs.filter(({ status }) => !['completed', 'canceled', 'no-answer'].includes(status));

/** Both talked for a minute, and the person hung up. */
async function talkedAndLeft() {
  const { token } = await hunt.connected();
  world.clock.pass(60_000);
  await hunt.ends('mobile', MOBILE);
  await world.decide(hunt.callId, world.workflow.told.get(token));
}

describe('after a conversation', () => {
  beforeEach(talkedAndLeft);

  test('the call is finished, with outcome, recordings and costs', async () => {
    expect(await finish()).toEqual({ outcome: 'connected' });
    const call = await record();
    expect(call).toMatchObject({ state: 'finished', outcome: 'connected', waiting: null });
    expect(Object.keys(call.recordings ?? {})).toEqual(['outbound', 'mixed']);
    expect(call.cost?.items.map(({ what }) => what)).toEqual(['phone lines', 'media streams', 'conference']);
    expect(call.cost?.items[2]).toMatchObject({ minutes: 2 });
    expect(await world.happened(hunt.callId, 'bridge.closed')).toEqual([
      { kind: 'bridge.closed', by: 'user', talkedMs: 60_000 },
    ]);
    expect(world.commands.at(-1)).toMatchObject({ kind: 'finish' });
  });

  test('the bucket does not answer at first: there are recordings all the same', async () => {
    world.breaks.recordings.fail('compose', new StoreUnavailable('S3: down'), { times: 2 });
    await finish();
    expect(Object.keys((await record()).recordings ?? {})).toEqual(['outbound', 'mixed']);
  });

  test('every leg has ended', async () => {
    await finish();
    expect(liveLegs()).toEqual([]);
  });

  test('run again, it changes nothing', async () => {
    await finish();
    const [before, log] = [await record(), await world.log(hunt.callId)];
    const commands = world.commands.length;
    expect(await finish()).toEqual({ outcome: 'connected' });
    expect(await finish('something failed')).toEqual({ outcome: 'connected' });
    expect(await record()).toEqual(before);
    expect(await world.log(hunt.callId)).toEqual(log);
    expect(world.commands).toHaveLength(commands);
  });

  test.each<[string, number]>([
    ['at the first event', 0],
    ['at the last event, which is stored', 2],
  ])('the store fails %s: run again, it finishes once', async (_, skip) => {
    world.breaks.calls.fail('append', new StoreUnavailable('down'), { skip, after: skip > 0 });
    await expect(finish()).rejects.toThrow('down');
    await finish();
    expect(await world.happened(hunt.callId, 'call.finished')).toHaveLength(1);
    expect((await record()).state).toBe('finished');
  });

  test('without its recording a call is still finished', async () => {
    world.breaks.recordings.fail('compose', new StoreUnavailable('no bucket'), { times: 9 });
    await finish();
    expect(await record()).toMatchObject({ state: 'finished', recordings: null });
  });
});

describe('legs that are up', () => {
  test('a leg whose end was not told yet counts until now', async () => {
    await talkedAndLeft();
    await finish();
    const lines = (await record()).cost?.items.find(({ what }) => what === 'phone lines');
    expect(lines?.minutes).toBe(3);
  });

  test('ringing devices stop, answered ones are told', async () => {
    await hunt.humanHeard();
    await hunt.reach();
    await hunt.ends('mobile', MOBILE, 'no-answer');
    const desk = await hunt.picksUp('desk', DESK);
    await decided('user_canceled');
    await finish();
    expect(desk.dismissedWith).toMatch(/canceled/);
    expect(liveLegs()).toEqual([]);
    expect(hunt.companyPlayed().at(-1)).toMatchObject({
      kind: 'farewell',
      text: expect.stringContaining('does not need'),
    });
  });

  test('nobody took the call: a sentence to the agent who waited', async () => {
    await hunt.humanHeard();
    await hunt.reach();
    await decided('user_unreachable');
    await finish();
    expect(hunt.companyPlayed().at(-1)).toMatchObject({
      kind: 'farewell',
      text: expect.stringContaining('could not reach Sam'),
    });
  });

  test('a menu is not said goodbye to', async () => {
    await decided('user_canceled');
    await finish();
    expect(hunt.companyPlayed()).toEqual([]);
    expect(liveLegs()).toEqual([]);
  });

  test('a device that has just hung up by itself is no failure', async () => {
    const { mobile } = await hunt.connected();
    world.carrier.become(mobile.callSid, 'completed');
    await decided('company_hung_up');
    await expect(finish()).resolves.toMatchObject({ outcome: 'company_hung_up' });
  });

  test('the carrier is out of reach: the call is finished, and the step fails until the line is clear', async () => {
    await decided('user_canceled');
    world.breaks.telephony.fail('hangUp', new CarrierUnavailable('no answer'));
    await expect(finish()).rejects.toMatchObject({ name: 'CarrierUnavailable' });
    expect((await record()).state).toBe('finished');
    expect(await finish()).toEqual({ outcome: 'user_canceled' });
    expect(liveLegs()).toEqual([]);
    expect(await world.happened(hunt.callId, 'call.finished')).toHaveLength(1);
  });

  test('the record says wrongly that the line has ended: it is hung up all the same', async () => {
    await decided('company_hung_up');
    await world.services.calls.patch(hunt.callId, { legEndedAt: world.clock.now() });
    await finish();
    expect(liveLegs()).toEqual([]);
  });

  test('a leg that was dialled and never tied is found and ended', async () => {
    const callId = await world.aCall({ number: PhoneNumber.parse('+14165550100') });
    world.breaks.telephony.fail('dial', new CarrierUnavailable('no answer'), { after: true });
    await expect(world.wait('PlaceCall', callId, { attempt: 1 })).rejects.toThrow();
    world.clock.pass(30_000);
    await world.run('Finish', { callId, failure: 'PlaceCall: States.Timeout' });
    expect(world.carrier.to('+14165550100').map(({ status }) => status)).toEqual(['canceled']);
  });

  test('its callback comes after the end of the call: that ends it too', async () => {
    const callId = await world.aCall({ number: PhoneNumber.parse('+14165550100') });
    world.breaks.telephony.fail('dial', new CarrierUnavailable('no answer'), { after: true });
    await expect(world.wait('PlaceCall', callId, { attempt: 1 })).rejects.toThrow();
    const failure = 'PlaceCall: States.Timeout';
    await expect(world.run('Finish', { callId, failure })).rejects.toMatchObject({ name: 'CarrierUnavailable' });
    const { callSid: CallSid = '' } = world.carrier.to('+14165550100')[0] ?? {};
    await world.twilio(`${callId}/status/company/1`, { CallSid, CallStatus: 'ringing' });
    expect(world.carrier.to('+14165550100').map(({ status }) => status)).toEqual(['canceled']);
  });
});

describe('a state machine that failed', () => {
  test('is a failure of ours', async () => {
    expect(await finish('Decide: Lambda.Unknown')).toEqual({ outcome: 'failed' });
    expect(await world.happened(hunt.callId, 'call.finished')).toMatchObject([{ reason: 'Decide: Lambda.Unknown' }]);
  });

  test('in the middle of a conversation: the person was connected, and the conversation is closed', async () => {
    await hunt.connected();
    world.clock.pass(30_000);
    expect(await finish('Bridge: States.Timeout')).toEqual({ outcome: 'connected' });
    expect(await world.happened(hunt.callId, 'bridge.closed')).toHaveLength(1);
    expect(liveLegs()).toEqual([]);
  });
});
