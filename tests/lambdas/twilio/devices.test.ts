import { beforeEach, describe, expect, test } from 'vitest';
import { CarrierUnavailable, StoreUnavailable } from '#core/errors.ts';
import { aHunt, DESK, type Hunt, MOBILE } from '#tests/support/a-hunt.ts';
import { anOwner } from '#tests/support/an-owner.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

let world: LambdaWorld;
let hunt: Hunt;

async function ringing(hunting: 'sequential' | 'parallel' = 'sequential') {
  world = await openLambdaWorld(anOwner({ hunting }));
  hunt = await aHunt(world, { hunting });
  await hunt.humanHeard();
  return hunt.reach();
}

const join = /<Conference[^>]*>hs-call_\w+-1<\/Conference>/;

describe('one device after the other', () => {
  test('the first is silent, the second accepts', async () => {
    const token = await ringing();
    await hunt.ends('mobile', MOBILE, 'no-answer');
    const desk = await hunt.picksUp('desk', DESK);
    const { status, body } = await hunt.presses('desk', desk, '1');
    expect(status).toBe(200);
    expect(body).toMatch(join);
    expect(world.told(token)).toBe('accepted');
    expect(await hunt.deviceStates()).toEqual(['unreached', 'accepted']);
    expect(await world.happened(hunt.callId, 'device.unreached')).toMatchObject([{ reason: 'nobody picked up' }]);
  });

  test('a voicemail picks up and never presses: it takes nothing, and the next one rings', async () => {
    const token = await ringing();
    await hunt.picksUp('mobile', MOBILE);
    expect(world.carrier.to(DESK)).toHaveLength(0);
    await hunt.ends('mobile', MOBILE);
    expect(world.carrier.to(DESK)).toHaveLength(1);
    expect(world.told(token)).toBeNull();
    expect(await world.happened(hunt.callId, 'device.unreached')).toMatchObject([
      { deviceId: 'mobile', reason: expect.stringContaining('voicemail') },
    ]);
  });

  test('the workflow does not answer at first: the key still counts', async () => {
    const token = await ringing();
    const mobile = await hunt.picksUp('mobile', MOBILE);
    const { tell } = world.workflow;
    let failures = 2;
    world.workflow.tell = async (...told) => {
      if (failures-- > 0) throw new StoreUnavailable('Step Functions: down');
      return tell(...told);
    };
    expect((await hunt.presses('mobile', mobile, '1')).body).toMatch(join);
    expect(world.told(token)).toBe('accepted');
  });

  test('who accepted is gone before the step could be told: all are rung anew', async () => {
    await ringing();
    const mobile = await hunt.picksUp('mobile', MOBILE);
    world.workflow.tell = async () => {
      throw new StoreUnavailable('Step Functions: down');
    };
    expect((await hunt.presses('mobile', mobile, '1')).status).toBe(503);
    await hunt.ends('mobile', MOBILE);
    expect(world.carrier.to(MOBILE)).toHaveLength(2);
    expect((await world.record(hunt.callId)).reach).toMatchObject({ round: 2, winner: null });
  });

  test.each(['2', '5', ''])('key "%s" lets it go, and the next one rings', async (key) => {
    await ringing();
    const mobile = await hunt.picksUp('mobile', MOBILE);
    expect((await hunt.presses('mobile', mobile, key)).body).toMatch(/let it go/);
    expect(world.carrier.to(DESK)).toHaveLength(1);
    expect(await hunt.deviceStates()).toEqual(['declined', 'ringing']);
  });

  test('nobody is left: the step is told once', async () => {
    const token = await ringing();
    await hunt.ends('mobile', MOBILE, 'busy');
    await hunt.ends('desk', DESK, 'no-answer');
    await hunt.ends('desk', DESK, 'no-answer');
    expect(world.told(token)).toBe('unreachable');
    const observed = await world.happened(hunt.callId, 'step.observed');
    expect(observed.filter(({ observation }) => observation.kind === 'unreachable')).toHaveLength(1);
  });

  test('every callback comes twice, the answer after the end: nothing is different', async () => {
    await ringing();
    const mobile = await hunt.picksUp('mobile', MOBILE);
    await hunt.ends('mobile', MOBILE);
    const [states, log] = [await hunt.deviceStates(), await world.log(hunt.callId)];
    for (const status of ['ringing', 'in-progress', 'completed', 'in-progress', 'ringing', 'completed'])
      await hunt.status('mobile', mobile, status);
    expect(await hunt.deviceStates()).toEqual(states);
    expect(await world.log(hunt.callId)).toEqual(log);
    expect(world.carrier.to(DESK)).toHaveLength(1);
  });

  test('the answer was never told: the key counts all the same', async () => {
    const token = await ringing();
    const mobile = hunt.rings(MOBILE);
    world.carrier.become(mobile.callSid, 'in-progress');
    expect((await hunt.presses('mobile', mobile, '1')).body).toMatch(join);
    expect(world.told(token)).toBe('accepted');
    expect((await world.record(hunt.callId)).reach?.legs[0]).toMatchObject({
      state: 'accepted',
      callSid: mobile.callSid,
    });
  });

  test('a device that was rung twice by mistake rings once', async () => {
    await ringing();
    const [device] = (await world.record(hunt.callId)).request.devices;
    if (!device) throw new Error('the request has no devices');
    const second = await world.services.telephony.ringDevice({
      callId: hunt.callId,
      round: 1,
      device,
      announcement: '',
    });
    await hunt.status('mobile', { callSid: second }, 'ringing');
    expect(world.carrier.to(MOBILE).map(({ status }) => status)).toEqual(['queued', 'canceled']);
    await hunt.status('mobile', { callSid: second }, 'canceled');
    expect(await hunt.deviceStates()).toEqual(['ringing', 'waiting']);
  });

  test('the carrier fails when the next one is to ring: Twilio is asked to tell it again', async () => {
    await ringing();
    world.breaks.telephony.fail('ringDevice', new CarrierUnavailable('no answer'), { times: 4 });
    expect((await hunt.ends('mobile', MOBILE, 'no-answer')).status).toBe(503);
    expect((await hunt.ends('mobile', MOBILE, 'no-answer')).status).toBe(204);
    expect(world.carrier.to(DESK)).toHaveLength(1);
    expect(world.logged).toContainEqual(expect.objectContaining({ level: 'error' }));
  });
});

describe('all devices at once', () => {
  test('the first key wins, the other phone stops ringing', async () => {
    const token = await ringing('parallel');
    const mobile = await hunt.picksUp('mobile', MOBILE);
    expect((await hunt.presses('mobile', mobile, '1')).body).toMatch(join);
    expect(world.told(token)).toBe('accepted');
    await hunt.bridge();
    expect(hunt.rings(DESK).status).toBe('canceled');
  });

  test('who takes the call is sent into the room at once, however long the carrier takes to stop the other phone', async () => {
    await ringing('parallel');
    const mobile = await hunt.picksUp('mobile', MOBILE);
    world.carrier.hangUp = () => new Promise<never>(() => {});
    expect((await hunt.presses('mobile', mobile, '1')).body).toMatch(join);
  });

  test('two press at once: one wins, the other is told', async () => {
    await ringing('parallel');
    const [mobile, desk] = [await hunt.picksUp('mobile', MOBILE), await hunt.picksUp('desk', DESK)];
    const answers = await Promise.all([hunt.presses('mobile', mobile, '1'), hunt.presses('desk', desk, '1')]);
    expect(answers.filter(({ body }) => join.test(body))).toHaveLength(1);
    expect(answers.filter(({ body }) => /another of your phones/.test(body))).toHaveLength(1);
    expect(await world.happened(hunt.callId, 'device.accepted')).toHaveLength(1);
    expect(await world.happened(hunt.callId, 'device.too_late')).toHaveLength(1);
  });

  test('a phone that was rung twice presses 1 on both of its legs: one is in the conversation', async () => {
    await ringing();
    const first = await hunt.picksUp('mobile', MOBILE);
    const { callId } = hunt;
    const [device] = (await world.record(callId)).request.devices;
    if (!device) throw new Error('the person has no device');
    const callSid = await world.services.telephony.ringDevice({ callId, round: 1, device, announcement: 'again' });
    const bodies = [await hunt.presses('mobile', { callSid }, '1'), await hunt.presses('mobile', first, '1')];
    expect(bodies.map(({ body }) => join.test(body))).toEqual([true, false]);
    expect(join.test((await hunt.presses('mobile', { callSid }, '1')).body)).toBe(true);
  });

  test('who listens to the announcement while another accepts is told', async () => {
    await ringing('parallel');
    const [mobile, desk] = [await hunt.picksUp('mobile', MOBILE), await hunt.picksUp('desk', DESK)];
    await hunt.presses('mobile', mobile, '1');
    await hunt.bridge();
    expect(desk.dismissedWith).toMatch(/another of your phones/);
  });

  test('a key that comes when the other already talks is told the same', async () => {
    await ringing('parallel');
    const [mobile, desk] = [await hunt.picksUp('mobile', MOBILE), await hunt.picksUp('desk', DESK)];
    await hunt.presses('mobile', mobile, '1');
    await hunt.bridge();
    expect((await hunt.presses('desk', desk, '1')).body).toMatch(/another of your phones/);
  });

  test("the winner's key told twice is the same answer", async () => {
    await ringing('parallel');
    const mobile = await hunt.picksUp('mobile', MOBILE);
    const first = await hunt.presses('mobile', mobile, '1');
    expect(await hunt.presses('mobile', mobile, '1')).toEqual(first);
    expect(await world.happened(hunt.callId, 'device.accepted')).toHaveLength(1);
  });

  test('a device still being rung when another accepts stops as soon as it has a name', async () => {
    world = await openLambdaWorld(anOwner({ hunting: 'parallel' }));
    hunt = await aHunt(world, { hunting: 'parallel' });
    await hunt.humanHeard();
    const { ringDevice } = world.carrier;
    world.carrier.ringDevice = async (order) => {
      const callSid = await ringDevice(order);
      if (order.device.deviceId === 'desk') await hunt.presses('mobile', hunt.rings(MOBILE), '1');
      return callSid;
    };
    await hunt.reach();
    expect(hunt.rings(DESK).status).toBe('canceled');
  });
});

describe('the company leaves while devices ring', () => {
  test('the step is told, and a key that comes then is told', async () => {
    const token = await ringing();
    const mobile = await hunt.picksUp('mobile', MOBILE);
    await hunt.companyHangsUp();
    expect(world.told(token)).toBe('company_hung_up');
    expect((await hunt.presses('mobile', mobile, '1')).body).toMatch(/company has just hung up/);
    expect((await world.record(hunt.callId)).reach?.winner).toBeNull();
  });

  test('no further device is rung', async () => {
    await ringing();
    await hunt.companyHangsUp();
    await hunt.ends('mobile', MOBILE, 'no-answer');
    expect(world.carrier.to(DESK)).toHaveLength(0);
  });

  test('a device that only now rings stops ringing', async () => {
    await ringing();
    const mobile = hunt.rings(MOBILE);
    await world.services.calls.patch(hunt.callId, { state: 'finished' });
    await hunt.status('mobile', mobile, 'ringing');
    expect(hunt.rings(MOBILE).status).toBe('canceled');
  });

  test('a canceled call says so', async () => {
    await ringing();
    const mobile = await hunt.picksUp('mobile', MOBILE);
    await world.api('POST', `/calls/${hunt.callId}/cancel`);
    expect((await hunt.presses('mobile', mobile, '1')).body).toMatch(/canceled/);
  });
});

describe('in a conversation', () => {
  beforeEach(async () => {
    world = await openLambdaWorld();
    hunt = await aHunt(world);
  });

  test('the person hangs up: the step is told, and that is no device that was not reached', async () => {
    const { token } = await hunt.connected();
    await hunt.ends('mobile', MOBILE);
    await hunt.ends('mobile', MOBILE);
    expect(world.told(token)).toBe('user_hung_up');
    expect(await world.happened(hunt.callId, 'device.unreached')).toEqual([]);
  });

  test('the company hangs up', async () => {
    const { token } = await hunt.connected();
    await hunt.companyHangsUp();
    expect(world.told(token)).toBe('company_hung_up');
  });

  test.each([
    ['the person', 'user_hung_up'],
    ['the company', 'company_hung_up'],
  ])('%s hangs up and the callback of the leg is lost: the closed room tells', async (who, told) => {
    const { token, mobile } = await hunt.connected();
    world.carrier.become(who === 'the person' ? mobile.callSid : hunt.company, 'completed');
    const form = { ConferenceSid: `CF${'0'.repeat(32)}`, StatusCallbackEvent: 'conference-end' };
    expect((await world.twilio(`${hunt.callId}/conference`, form)).status).toBe(204);
    expect(world.told(token)).toBe(told);
  });

  test('the carrier does not say whether the company was sent into the room: the room does, and it is not sent again', async () => {
    await hunt.humanHeard();
    await hunt.reach();
    await hunt.presses('mobile', await hunt.picksUp('mobile', MOBILE), '1');
    const entered = {
      StatusCallbackEvent: 'participant-join',
      CallSid: hunt.company,
      FriendlyName: `hs-${hunt.callId}-1`,
    };
    const { perform } = world.carrier;
    world.carrier.perform = async (...script) => {
      await perform(...script);
      await world.twilio(`${hunt.callId}/conference`, entered);
      throw new CarrierUnavailable('no answer');
    };
    await hunt.bridge();
    expect(hunt.companyPlayed().filter(({ kind }) => kind === 'join')).toHaveLength(1);
    expect(await world.happened(hunt.callId, 'bridge.opened')).toEqual([{ kind: 'bridge.opened', deviceId: 'mobile' }]);
  });

  test('that the company is in the room of another round opens nothing', async () => {
    await hunt.humanHeard();
    await hunt.reach();
    await hunt.presses('mobile', await hunt.picksUp('mobile', MOBILE), '1');
    world.carrier.perform = async () => {
      throw new CarrierUnavailable('no answer');
    };
    await expect(hunt.bridge()).rejects.toThrow(CarrierUnavailable);
    const entered = (round: number) =>
      world.twilio(`${hunt.callId}/conference`, {
        StatusCallbackEvent: 'participant-join',
        CallSid: hunt.company,
        FriendlyName: `hs-${hunt.callId}-${round}`,
      });
    await entered(2);
    expect(await world.happened(hunt.callId, 'bridge.opened')).toEqual([]);
    await entered(1);
    expect(await world.happened(hunt.callId, 'bridge.opened')).toHaveLength(1);
  });

  test('a room that closes while both legs live ends nothing', async () => {
    const { token } = await hunt.connected();
    for (const StatusCallbackEvent of ['participant-join', 'participant-leave', 'conference-end'])
      await world.twilio(`${hunt.callId}/conference`, { StatusCallbackEvent });
    expect(world.told(token)).toBeNull();
  });

  describe('the star key', () => {
    test('leads to a menu of three', async () => {
      const { token, mobile } = await hunt.connected();
      const { body } = await hunt.leavesRoom('mobile', mobile);
      expect(body).toMatch(/<Gather/);
      expect(body).toMatch(/Press 1 and I hold for you again/);
      expect(world.told(token)).toBeNull();
    });

    test.each(['1', ''])('then "%s": hold again; the end of the device\'s leg ends nothing', async (key) => {
      const { token, mobile } = await hunt.connected();
      await hunt.leavesRoom('mobile', mobile);
      const { body } = await hunt.choosesAfterStar('mobile', mobile, key);
      expect(body).toMatch(/keep holding/);
      expect(world.told(token)).toBe('back_to_hold');
      expect(await world.decide(hunt.callId, world.workflow.told.get(token))).toBe('hold');
      const holding = await world.wait('Hold', hunt.callId);
      expect(mobile.dismissedWith, 'its goodbye is not cut off').toBeNull();
      await hunt.ends('mobile', MOBILE);
      expect(world.told(holding)).toBeNull();
      expect((await hunt.choosesAfterStar('mobile', mobile, key)).body).toMatch(/keep holding/);
      expect(await world.happened(hunt.callId, 'bridge.closed')).toMatchObject([{ by: 'hold_again' }]);
    });

    test('then 1, and the next human rings all devices again', async () => {
      const { token, mobile } = await hunt.connected();
      await hunt.choosesAfterStar('mobile', mobile, '1');
      await world.decide(hunt.callId, world.workflow.told.get(token));
      await world.wait('Hold', hunt.callId);
      await hunt.humanHeard();
      const again = await hunt.reach();
      expect(world.told(again)).toBeNull();
      expect(world.carrier.to(MOBILE)).toHaveLength(2);
      const second = await hunt.picksUp('mobile', MOBILE);
      expect((await hunt.presses('mobile', second, '1')).body).toMatch(/hs-call_\w+-2<\/Conference>/);
      await hunt.bridge();
      expect(hunt.companyPlayed().at(-1)).toEqual({ kind: 'join', room: `hs-${hunt.callId}-2` });
      expect(await world.happened(hunt.callId, 'bridge.opened')).toHaveLength(2);
    });

    test('then 2: both meet in the room again', async () => {
      const { token, mobile } = await hunt.connected();
      expect((await hunt.choosesAfterStar('mobile', mobile, '2')).body).toMatch(join);
      expect(hunt.companyPlayed().filter(({ kind }) => kind === 'join')).toHaveLength(2);
      expect(world.told(token)).toBeNull();
    });

    test('then 2, but the carrier does not answer: the menu again', async () => {
      const { mobile } = await hunt.connected();
      world.breaks.telephony.fail('perform', new CarrierUnavailable('no answer'));
      expect((await hunt.choosesAfterStar('mobile', mobile, '2')).body).toMatch(/<Gather/);
    });

    test('then 2, but the agent has hung up', async () => {
      const { token, mobile } = await hunt.connected();
      world.carrier.become(hunt.company, 'completed');
      expect((await hunt.choosesAfterStar('mobile', mobile, '2')).body).toMatch(/company has just hung up/);
      expect(world.told(token)).toBe('company_hung_up');
    });

    test('then 3: the call ends', async () => {
      const { token, mobile } = await hunt.connected();
      await hunt.choosesAfterStar('mobile', mobile, '3');
      expect(world.told(token)).toBe('user_hung_up');
    });

    test('then another key: the menu again', async () => {
      const { token, mobile } = await hunt.connected();
      expect((await hunt.choosesAfterStar('mobile', mobile, '7')).body).toMatch(/<Gather/);
      expect(world.told(token)).toBeNull();
    });

    test('the room closed because the company hung up: no menu', async () => {
      const { mobile } = await hunt.connected();
      world.carrier.become(hunt.company, 'completed');
      expect((await hunt.leavesRoom('mobile', mobile)).body).toMatch(/The call has ended/);
    });
  });

  test('hold again by the API: the company waits in silence, the device is told', async () => {
    const { token, mobile } = await hunt.connected();
    expect((await world.api('POST', `/calls/${hunt.callId}/hold`)).status).toBe(202);
    expect(world.told(token)).toBe('back_to_hold');
    expect(hunt.companyPlayed().at(-1)).toEqual({ kind: 'wait' });
    await world.holds(hunt.callId);
    expect((await hunt.leavesRoom('mobile', mobile)).body).toMatch(/keep holding/);
  });
});
