import { beforeEach, describe, expect, test } from 'vitest';
import { endRound } from '#core/call/dismiss.ts';
import { CarrierUnavailable, StoreUnavailable } from '#core/errors.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { probe } from '#core/people/sentences.ts';
import { aHunt, DESK, type Hunt, MOBILE } from '#tests/support/a-hunt.ts';
import { anOwner } from '#tests/support/an-owner.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

const noAnswer = new CarrierUnavailable('no answer');

let world: LambdaWorld;
let hunt: Hunt;
beforeEach(async () => {
  world = await openLambdaWorld();
  hunt = await aHunt(world);
  await hunt.humanHeard();
});

describe('the agent', () => {
  test('is greeted before any device rings', async () => {
    const order: string[] = [];
    const { perform, ringDevice } = world.carrier;
    world.carrier.perform = async (...args) => {
      order.push('greeting');
      return perform(...args);
    };
    world.carrier.ringDevice = async (...args) => {
      order.push('ring');
      return ringDevice(...args);
    };
    await hunt.reach();
    expect(order).toEqual(['greeting', 'ring']);
    expect(hunt.companyPlayed()).toMatchObject([{ kind: 'keep', first: expect.stringContaining('Sam Rivera') }]);
  });

  test('that has just answered our "hello?" is not greeted like a stranger', async () => {
    const said = { kind: 'phrase.said', text: probe, reason: 'a voice waits' } as const;
    await world.services.calls.append(hunt.callId, { at: world.clock.now(), what: said });
    await hunt.reach();
    expect(hunt.companyPlayed()).toMatchObject([{ first: expect.stringMatching(/^Thank you\. I am calling for Sam/) }]);
  });

  test('is heard by ears that know what the keeper says when', async () => {
    await hunt.reach();
    const told = world.commands.flatMap((command) =>
      command.kind === 'wait' && command.waiting.state === 'ReachUser' ? [command.waiting.said] : [],
    );
    const greeted = (await world.services.calls.events(hunt.callId)).find(({ what }) => what.kind === 'keeper.spoke');
    const [first, second] = told.at(-1) ?? [];
    expect(first?.fromMs).toBe((greeted?.mediaMs ?? 0) + 400);
    expect(second?.fromMs).toBe((first?.toMs ?? 0) + 7_000);
    await hunt.reach();
    const again = world.commands.at(-1);
    expect(again?.kind === 'wait' && again.waiting).toMatchObject({ state: 'ReachUser', said: told.at(-1) });
  });

  test('is greeted once, also when the step is run again', async () => {
    await hunt.reach();
    await hunt.reach();
    expect(hunt.companyPlayed()).toHaveLength(1);
    expect(await world.happened(hunt.callId, 'keeper.spoke')).toHaveLength(1);
  });

  test('was gone already: the step is told, and no device rings', async () => {
    world.carrier.become(hunt.company, 'completed');
    const token = await hunt.reach();
    expect(world.told(token)).toBe('company_hung_up');
    expect(world.carrier.to(MOBILE)).toHaveLength(0);
  });

  test('perhaps was not greeted: the person is rung all the same', async () => {
    world.breaks.telephony.fail('perform', noAnswer);
    await hunt.reach();
    expect(world.carrier.to(MOBILE)).toHaveLength(1);
  });
});

describe('run again', () => {
  test('after the store failed in the middle, the same round goes on', async () => {
    world.breaks.calls.fail('append', new StoreUnavailable('down'), { skip: 1 });
    await expect(hunt.reach()).rejects.toThrow('down');
    await hunt.reach();
    expect((await world.record(hunt.callId)).reach?.round).toBe(1);
    expect(world.carrier.to(MOBILE)).toHaveLength(1);
    expect(world.carrier.to(DESK)).toHaveLength(0);
  });

  test('a run that died between claiming a device and ringing it does not stall the hunt', async () => {
    world.breaks.telephony.fail('ringDevice', new TypeError('the Lambda died'));
    await expect(hunt.reach()).rejects.toThrow('died');
    await hunt.reach();
    expect(world.carrier.to(MOBILE)).toHaveLength(1);
  });

  test('a device whose last callback was lost is looked up, and the next one rings', async () => {
    await hunt.reach();
    world.carrier.become(hunt.rings(MOBILE).callSid, 'no-answer');
    await hunt.reach();
    expect(world.carrier.to(DESK)).toHaveLength(1);
    expect(await world.happened(hunt.callId, 'device.unreached')).toMatchObject([{ deviceId: 'mobile' }]);
  });

  test('somebody accepted while nobody waited: the next run is told at once', async () => {
    const lost = await hunt.reach();
    world.workflow.timeOut(lost);
    const mobile = await hunt.picksUp('mobile', MOBILE);
    await hunt.presses('mobile', mobile, '1');
    const token = await hunt.reach();
    expect(world.told(token)).toBe('accepted');
    expect(world.carrier.to(MOBILE)).toHaveLength(1);
    expect(hunt.companyPlayed()).toHaveLength(1);
  });
});

describe('the carrier fails while devices are rung', () => {
  test('for a moment: the device is rung a little later', async () => {
    world.breaks.telephony.fail('ringDevice', noAnswer, { times: 2 });
    await hunt.reach();
    expect(world.carrier.to(MOBILE)).toHaveLength(1);
    expect(world.clock.slept).toEqual([500, 1_000]);
  });

  test('for longer: the step fails so that it is run again, and nobody is given up', async () => {
    world.breaks.telephony.fail('ringDevice', noAnswer, { times: 4 });
    await expect(hunt.reach()).rejects.toMatchObject({ name: 'CarrierUnavailable' });
    expect(await hunt.deviceStates()).toEqual(['waiting', 'waiting']);
    await hunt.reach();
    expect(world.carrier.to(MOBILE)).toHaveLength(1);
    expect(hunt.companyPlayed()).toHaveLength(1);
  });

  test('its answer is lost but its callback came: the device is not rung twice', async () => {
    const { ringDevice } = world.carrier;
    world.carrier.ringDevice = async (order) => {
      const callSid = await ringDevice(order);
      await hunt.status('mobile', { callSid }, 'initiated');
      throw noAnswer;
    };
    await hunt.reach();
    expect(world.carrier.to(MOBILE)).toHaveLength(1);
    expect(await hunt.deviceStates()).toEqual(['ringing', 'waiting']);
  });

  test('it refuses a number: the next device rings at once', async () => {
    world.carrier.refused.add(MOBILE);
    await hunt.reach();
    expect(world.carrier.to(DESK)).toHaveLength(1);
    expect(await world.happened(hunt.callId, 'device.unreached')).toMatchObject([
      { deviceId: 'mobile', reason: expect.stringContaining('no such number') },
    ]);
  });

  test('it refuses all of them: nobody can be reached', async () => {
    world.carrier.refused.add(MOBILE).add(DESK);
    expect(world.told(await hunt.reach())).toBe('unreachable');
  });
});

describe('Bridge', () => {
  test('brings the company in by one update, and a second stream hears the person', async () => {
    const { token } = await hunt.connected();
    expect(hunt.companyPlayed().at(-1)).toEqual({ kind: 'join', room: `hs-${hunt.callId}-1` });
    expect(world.carrier.legs.find(({ callSid }) => callSid === hunt.company)?.streams).toMatchObject([
      { track: 'outbound', epoch: 1 },
    ]);
    expect(await world.happened(hunt.callId, 'bridge.opened')).toHaveLength(1);
    expect(world.told(token)).toBeNull();
  });

  test('the winner left before: the agent is not brought into an empty room', async () => {
    await hunt.reach();
    const mobile = await hunt.picksUp('mobile', MOBILE);
    await hunt.presses('mobile', mobile, '1');
    await hunt.ends('mobile', MOBILE);
    const token = await hunt.bridge();
    expect(world.told(token)).toBe('user_hung_up');
    expect(hunt.companyPlayed().some(({ kind }) => kind === 'join')).toBe(false);
    expect(await world.decide(hunt.callId, world.workflow.told.get(token))).toBe('finish');
    expect((await world.record(hunt.callId)).action).toMatchObject({ outcome: 'user_unreachable' });
    await world.run('Finish', { callId: hunt.callId, failure: null });
    expect(hunt.companyPlayed().at(-1)).toMatchObject({
      kind: 'farewell',
      text: expect.stringContaining('Sam Rivera'),
    });
  });

  test('the company left between the key and the bridge', async () => {
    await hunt.reach();
    const mobile = await hunt.picksUp('mobile', MOBILE);
    await hunt.presses('mobile', mobile, '1');
    world.carrier.become(hunt.company, 'completed');
    const token = await hunt.bridge();
    expect(world.told(token)).toBe('company_hung_up');
    expect(await world.decide(hunt.callId, world.workflow.told.get(token))).toBe('redial');
    await world.wait('PlaceCall', hunt.callId, { attempt: 2 });
    expect(mobile.dismissedWith).toMatch(/company has just hung up/);
  });

  test('run again while they talk, it leaves them alone', async () => {
    await hunt.connected();
    await hunt.bridge();
    expect(hunt.companyPlayed().filter(({ kind }) => kind === 'join')).toHaveLength(1);
    expect(await world.happened(hunt.callId, 'bridge.opened')).toHaveLength(1);
  });

  test('the worker dies while they talk: nobody is greeted, rung or moved', async () => {
    await hunt.connected();
    const { observationId } = (await world.run('Reattach', { callId: hunt.callId, lost: 'Bridge' })) as {
      observationId: string;
    };
    expect(await world.decide(hunt.callId, { kind: 'worker_lost', observationId }, 'Bridge')).toBe('reach_user');
    expect(world.told(await hunt.reach())).toBe('accepted');
    expect((await world.record(hunt.callId)).state).toBe('bridged');
    const token = await hunt.bridge();
    expect(world.told(token)).toBeNull();
    expect(hunt.companyPlayed().map(({ kind }) => kind)).toEqual(['keep', 'join']);
    expect(world.carrier.to(MOBILE)).toHaveLength(1);
    expect(await world.happened(hunt.callId, 'bridge.closed')).toHaveLength(0);
  });

  describe('the person who accepted', () => {
    const joined = () => hunt.companyPlayed().some(({ kind }) => kind === 'join');
    const opened = () => world.happened(hunt.callId, 'bridge.opened');
    /** Runs Bridge; `meanwhile` happens once, when it has waited so long. */
    const bridgeWith = async (afterMs: number, meanwhile: () => Promise<unknown>) => {
      const { sleep } = world.clock;
      const fromMs = world.clock.now();
      let isDue = true;
      world.clock.sleep = async (ms) => {
        await sleep(ms);
        if (!isDue || world.clock.now() - fromMs < afterMs) return;
        isDue = false;
        expect(joined(), 'the agent is led into an empty room').toBe(false);
        await meanwhile();
      };
      return hunt.bridge();
    };
    const accepts = async (entersRoom: Hunt['entersRoom']) => {
      hunt.entersRoom = entersRoom;
      await hunt.reach();
      const mobile = await hunt.picksUp('mobile', MOBILE);
      await hunt.presses('mobile', mobile, '1');
      return mobile;
    };
    const nobody = async () => {};
    const unseen: Hunt['entersRoom'] = async (callSid, room) => world.carrier.enter(callSid, room);
    const room = () => `hs-${hunt.callId}-1`;

    test('is in the room already: the agent is led in at once', async () => {
      await accepts(hunt.entersRoom);
      await hunt.bridge();
      expect(world.clock.slept).toEqual([]);
      expect(await opened()).toHaveLength(1);
    });

    test('comes late: the agent hears the keeper until then, and the conversation begins then', async () => {
      const { callSid } = await accepts(nobody);
      const token = await bridgeWith(18_000, async () => {
        world.carrier.enter(callSid, room());
        await hunt.toldToBeIn(callSid, room());
      });
      expect(joined()).toBe(true);
      const log = await world.log(hunt.callId);
      const [entered, begun] = ['device.entered', 'bridge.opened'].map((kind) =>
        log.find(({ what }) => what.kind === kind),
      );
      expect(begun?.at).toBeGreaterThanOrEqual(entered?.at ?? Number.POSITIVE_INFINITY);
      expect(world.told(token)).toBeNull();
    });

    test('is in the room, and the callback of it is lost: the carrier says so', async () => {
      await accepts(unseen);
      const token = await hunt.bridge();
      expect(await opened()).toHaveLength(1);
      expect(await world.happened(hunt.callId, 'device.entered')).toHaveLength(1);
      expect(world.told(token)).toBeNull();
    });

    test('never comes: the agent hears a farewell, and the call does not say connected', async () => {
      const mobile = await accepts(nobody);
      const token = await hunt.bridge();
      expect(joined()).toBe(false);
      expect(world.told(token)).toBe('user_hung_up');
      expect(await world.decide(hunt.callId, world.workflow.told.get(token))).toBe('finish');
      await world.run('Finish', { callId: hunt.callId, failure: null });
      expect(await world.record(hunt.callId)).toMatchObject({ outcome: 'user_unreachable' });
      expect(hunt.companyPlayed().at(-1)).toMatchObject({ kind: 'farewell' });
      expect(mobile.dismissedWith).not.toBeNull();
    });

    test('cannot be asked for, and no callback comes: the step is run again, and nothing is given up', async () => {
      await accepts(unseen);
      world.breaks.telephony.fail('whoIsIn', noAnswer, { times: 100 });
      await expect(hunt.bridge()).rejects.toThrow(CarrierUnavailable);
      expect(joined()).toBe(false);
      world.breaks.telephony.mend();
      await hunt.bridge();
      expect(await opened()).toHaveLength(1);
    });

    test('hangs up while the agent is led in: that is no conversation', async () => {
      await accepts(hunt.entersRoom);
      const { perform } = world.carrier;
      world.carrier.perform = async (...script) => {
        await hunt.ends('mobile', MOBILE);
        await perform(...script);
      };
      const token = await hunt.bridge();
      expect(world.told(token)).toBe('user_hung_up');
      expect(await opened()).toEqual([]);
    });

    test.each([
      ['the agent hangs up', 'company_hung_up', () => hunt.companyHangsUp()],
      ['the person hangs up', 'user_hung_up', () => hunt.ends('mobile', MOBILE)],
      ['the call is canceled', 'canceled', () => world.api('POST', `/calls/${hunt.callId}/cancel`)],
    ])('is waited for, and %s: the waiting is over', async (_, told, meanwhile) => {
      await accepts(nobody);
      const token = await bridgeWith(5_000, meanwhile);
      expect(world.told(token)).toBe(told);
      expect(joined()).toBe(false);
      expect(await opened()).toEqual([]);
    });

    test('talks to an agent whose entering nobody told: the carrier says who is in the room, and nobody is sent again', async () => {
      await accepts(hunt.entersRoom);
      world.breaks.telephony.fail('perform', noAnswer, { after: true });
      await hunt.bridge();
      expect(hunt.companyPlayed().filter(({ kind }) => kind === 'join')).toHaveLength(1);
      expect(await opened()).toHaveLength(1);
    });
  });

  test('without the second stream the conversation goes on', async () => {
    world.breaks.telephony.fail('attachStream', noAnswer);
    const { token } = await hunt.connected();
    expect(world.told(token)).toBeNull();
    expect(await world.happened(hunt.callId, 'bridge.opened')).toHaveLength(1);
  });
});

describe('not a person after all', () => {
  const retracted = async () => {
    const token = await hunt.reach();
    await world.hasDecided(hunt.callId, { next: 'hold', sinceMs: mediaMs(90_000) });
    return token;
  };

  test('the keeper falls silent and the phone stops ringing', async () => {
    await retracted();
    await world.wait('Hold', hunt.callId);
    expect(hunt.companyPlayed().map(({ kind }) => kind)).toEqual(['keep', 'wait']);
    expect(hunt.rings(MOBILE).status).toBe('canceled');
  });

  test('who has picked up is told', async () => {
    await retracted();
    const mobile = await hunt.picksUp('mobile', MOBILE);
    await world.wait('Hold', hunt.callId);
    expect(mobile.dismissedWith).toMatch(/not a person/);
  });

  test('the next human is another round, which rings all devices again', async () => {
    await retracted();
    await world.wait('Hold', hunt.callId);
    await hunt.status('mobile', hunt.rings(MOBILE), 'canceled');
    await hunt.humanHeard();
    await hunt.reach();
    expect((await world.record(hunt.callId)).reach?.round).toBe(2);
    expect(world.carrier.to(MOBILE)).toHaveLength(2);
    expect(await world.happened(hunt.callId, 'keeper.spoke')).toHaveLength(2);
  });

  test('a device that begins to ring while the round ends does not stay open in it', async () => {
    await hunt.reach();
    const call = await world.record(hunt.callId);
    const legs = call.reach?.legs.map((leg) => ({ ...leg, state: 'waiting' as const, callSid: null })) ?? [];
    const readBefore = call.reach && { ...call, reach: { ...call.reach, legs } };
    if (readBefore) await endRound({ ...world.services }, readBefore, 'it was no person');
    const states = (await world.record(hunt.callId)).reach?.legs.map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['unreached']));
  });

  test.each([
    ['waiting', 'unreached'],
    ['ringing', 'unreached'],
    ['answered', 'unreached'],
    ['accepted', 'unreached'],
    ['declined', 'declined'],
    ['lost', 'lost'],
  ] as const)(
    'a device that is %s when the round ends, though read as waiting before, is %s in it',
    async (now, then) => {
      await hunt.reach();
      const { callId } = hunt;
      const call = await world.record(callId);
      if (!call.reach) throw new Error('nobody is rung');
      const [leg] = call.reach.legs;
      if (!leg) throw new Error('nobody is rung');
      await world.services.calls.setDeviceLeg(callId, call.reach.round, leg.deviceId, { state: now });
      const read = { callId, reach: { ...call.reach, legs: [{ ...leg, state: 'waiting' as const }] } };
      await endRound(world.services, read, 'it was no person');
      expect((await world.record(callId)).reach?.legs[0]?.state).toBe(then);
    },
  );

  test('a key that comes late is told so', async () => {
    await retracted();
    const mobile = await hunt.picksUp('mobile', MOBILE);
    await world.wait('Hold', hunt.callId);
    const { body } = await hunt.presses('mobile', mobile, '1');
    expect(body).toMatch(/not a person/);
    expect((await world.record(hunt.callId)).reach?.winner).toBeNull();
  });

  test('the carrier does not answer: we hold on all the same', async () => {
    await retracted();
    world.breaks.telephony.fail('perform', noAnswer);
    await world.wait('Hold', hunt.callId);
    expect(world.commands.at(-1)).toMatchObject({ waiting: { state: 'Hold' } });
  });
});

test('all devices at once when the person wants it so', async () => {
  world = await openLambdaWorld(anOwner({ hunting: 'parallel' }));
  hunt = await aHunt(world, { hunting: 'parallel' });
  await hunt.humanHeard();
  await hunt.reach();
  expect(world.carrier.to(MOBILE)).toHaveLength(1);
  expect(world.carrier.to(DESK)).toHaveLength(1);
});
