import { beforeEach, describe, expect, test } from 'vitest';
import type { CallId } from '#core/contracts/ids.ts';
import { CarrierUnavailable, StoreUnavailable } from '#core/errors.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

const COMPANY = '+18005550100';
const noAnswer = new CarrierUnavailable('no answer');
/** From a dial of unknown outcome until its effect is looked for. */
const SETTLED_MS = 20_000;

let world: LambdaWorld;
let callId: CallId;
beforeEach(async () => {
  world = await openLambdaWorld();
  callId = await world.aCall();
});

const place = (attempt = 1) => world.wait('PlaceCall', callId, { attempt });
const status = async (CallStatus: string, more = {}, attempt = 1) =>
  world.twilio(`${callId}/status/company/${attempt}`, {
    CallSid: await world.companyLeg(callId),
    CallStatus,
    ...more,
  });

describe('dialling', () => {
  test('is done once, however often the step is run', async () => {
    await place();
    const second = await place();
    expect(world.carrier.to(COMPANY)).toHaveLength(1);
    expect(world.told(second)).toBeNull();
    expect(await world.happened(callId, 'call.dialling')).toHaveLength(1);
  });

  test('takes place in the carrier but its answer is lost: the leg is found, not dialled again', async () => {
    world.breaks.telephony.fail('dial', noAnswer, { after: true });
    await expect(place()).rejects.toThrow('no answer');
    await expect(place()).rejects.toMatchObject({ name: 'CarrierUnavailable' });
    world.clock.pass(SETTLED_MS);
    await place();
    expect(world.carrier.to(COMPANY)).toHaveLength(1);
    expect(await world.companyLeg(callId)).toBe(world.carrier.legs[0]?.callSid);
  });

  test('its answer is lost but a callback names the leg: that one it is', async () => {
    world.breaks.telephony.fail('dial', noAnswer, { after: true });
    await expect(place()).rejects.toThrow();
    const { callSid } = world.carrier.legs[0] ?? {};
    await world.twilio(`${callId}/status/company/1`, { CallSid: callSid ?? '', CallStatus: 'initiated' });
    await place();
    expect(world.carrier.to(COMPANY)).toHaveLength(1);
  });

  test('had no effect: it is repeated once that is sure', async () => {
    world.breaks.telephony.fail('dial', noAnswer);
    await expect(place()).rejects.toThrow();
    world.clock.pass(SETTLED_MS);
    await place();
    expect(world.carrier.to(COMPANY)).toHaveLength(1);
    expect((await world.record(callId)).companyCallSid).not.toBeNull();
  });

  test('another call to the same number, dialled later, is not taken for the lost one', async () => {
    world.breaks.telephony.fail('dial', noAnswer);
    await expect(place()).rejects.toThrow();
    world.clock.pass(SETTLED_MS);
    const other = await world.aCall();
    const { request } = await world.record(other);
    const dialled = { callId: other, to: request.number, attempt: 1, epoch: 1 };
    const callSid = await world.services.telephony.dial(dialled);
    await place();
    expect(await world.companyLeg(callId)).not.toBe(callSid);
    expect(world.carrier.to(COMPANY)).toHaveLength(2);
  });

  test('the store fails after the dial: the leg is not lost', async () => {
    world.breaks.calls.fail('tieCompanyLeg', new StoreUnavailable('down'));
    await expect(place()).rejects.toThrow();
    world.clock.pass(SETTLED_MS);
    await place();
    expect(world.carrier.to(COMPANY)).toHaveLength(1);
  });

  test('a number that the carrier refuses: told with its reason, and not dialled again', async () => {
    world.carrier.refused.add(COMPANY);
    const token = await place();
    expect(world.told(token)).toBe('refused');
    expect(await world.happened(callId, 'step.observed')).toMatchObject([
      { observation: { kind: 'refused', reason: expect.stringContaining('no such number') } },
    ]);
    world.carrier.refused.clear();
    const again = await place();
    expect(world.told(again)).toBe('refused');
    expect(world.carrier.legs).toHaveLength(0);
  });
});

describe('a cancel', () => {
  test('before dialling: nobody is called', async () => {
    await world.api('POST', `/calls/${callId}/cancel`);
    const token = await place();
    expect(world.told(token)).toBe('canceled');
    expect(world.carrier.legs).toHaveLength(0);
  });

  test('of a dial whose outcome is unknown: the leg is found, so that Finish can end it', async () => {
    world.breaks.telephony.fail('dial', noAnswer, { after: true });
    await expect(place()).rejects.toThrow();
    await world.api('POST', `/calls/${callId}/cancel`);
    world.clock.pass(SETTLED_MS);
    const token = await place();
    expect(world.told(token)).toBe('canceled');
    await world.decide(callId, world.workflow.told.get(token));
    await world.run('Finish', { callId, failure: null });
    expect(world.carrier.legs[0]?.status).toBe('canceled');
  });

  test('of a call that was finished before it was dialled: nobody is called', async () => {
    await world.services.calls.patch(callId, { state: 'finished', outcome: 'failed' });
    expect(world.told(await place())).toBe('canceled');
    expect(world.carrier.legs).toHaveLength(0);
  });
});

describe('what happened before the step could be told', () => {
  test.each([
    ['busy', 'busy'],
    ['no-answer', 'no_answer'],
    ['failed', 'refused'],
    ['completed', 'company_hung_up'],
  ] as const)('the leg ended: %s', async (end, told) => {
    const first = await place();
    world.workflow.timeOut(first);
    const leg = await world.companyLeg(callId);
    world.carrier.become(leg, end);
    await status(end);
    expect(world.told(await place())).toBe(told);
  });

  test('a worker hears the line', async () => {
    await place();
    await world.services.calls.attachWorker(callId, 1, 'http://10.0.0.1:8081', world.clock.now());
    expect(world.told(await place())).toBe('connected');
  });

  test('a callback that never came is made up for when the step is run again', async () => {
    await place();
    world.carrier.become(await world.companyLeg(callId), 'busy');
    expect(world.told(await place())).toBe('busy');
  });

  test('a stream that never connected is asked for again', async () => {
    await place();
    const leg = await world.companyLeg(callId);
    world.carrier.become(leg, 'in-progress');
    world.clock.pass(60_000);
    const token = await place();
    expect(world.told(token)).toBeNull();
    expect(world.carrier.legs[0]?.streams).toMatchObject([{ epoch: 2, track: 'inbound' }]);
  });
});

test('the status callbacks of a ringing leg keep the step alive', async () => {
  const token = await place();
  await status('initiated');
  await status('ringing');
  expect(world.workflow.beats).toEqual([token, token]);
});

describe('a redial', () => {
  test('is another attempt with another leg', async () => {
    await place();
    world.carrier.become(await world.companyLeg(callId), 'completed');
    await status('completed');
    await place(2);
    expect(world.carrier.to(COMPANY)).toHaveLength(2);
    expect((await world.record(callId)).legEndedAt).toBeNull();
  });

  test('late callbacks of the first attempt do not end the second', async () => {
    await place();
    const first = await world.companyLeg(callId);
    await status('completed');
    const token = await place(2);
    await world.twilio(`${callId}/status/company/1`, { CallSid: first, CallStatus: 'completed' });
    expect(world.told(token)).toBeNull();
    expect((await world.record(callId)).legEndedAt).toBeNull();
  });

  test('an attempt that is over is not dialled when its step comes again', async () => {
    await place();
    await status('completed');
    const second = await place(2);
    const late = await place(1);
    expect(world.told(late)).toBeNull();
    expect((await world.record(callId)).waiting?.token).toBe(second);
    expect(world.carrier.to(COMPANY)).toHaveLength(2);
  });
});
