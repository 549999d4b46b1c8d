import { beforeEach, describe, expect, test } from 'vitest';
import { companyLegEnded } from '#core/call/leg.ts';
import { tell } from '#core/call/tell.ts';
import type { Action } from '#core/contracts/action.ts';
import type { CallId } from '#core/contracts/ids.ts';
import { StoreUnavailable } from '#core/errors.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { aHunt, type Hunt, MOBILE } from '#tests/support/a-hunt.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

const COMPANY = '+18005550100';
/** From a dial until its effect is looked for. */
const SETTLED_MS = 20_000;

let world: LambdaWorld;
beforeEach(async () => {
  world = await openLambdaWorld();
});

/** Does something else each time a method is called the first time, before or after its effect. */
function during<P extends object>(
  port: P,
  method: keyof P & string,
  when: 'before' | 'after',
  act: () => Promise<unknown>,
) {
  const usual = port[method] as (...args: unknown[]) => Promise<unknown>;
  let isFirst = true;
  const interrupted = async (...args: unknown[]) => {
    const acts = isFirst;
    isFirst = false;
    if (acts && when === 'before') await act();
    const result = await usual.apply(port, args);
    if (acts && when === 'after') await act();
    return result;
  };
  Object.assign(port, { [method]: interrupted });
}

const finish = (callId: CallId) => world.run('Finish', { callId, failure: 'another run ends the call' });
const notClearYet = (callId: CallId) => expect(finish(callId)).rejects.toMatchObject({ name: 'CarrierUnavailable' });
const statuses = (number: string) => world.carrier.to(number).map(({ status }) => status);
const kinds = async (callId: CallId) => (await world.log(callId)).map(({ what }) => what.kind);

describe('a dial is in hand when the call is ended', () => {
  let callId: CallId;
  beforeEach(async () => {
    callId = await world.aCall();
  });
  const place = (attempt = 1) => world.wait('PlaceCall', callId, { attempt });

  test('before the carrier is asked: it is not asked', async () => {
    during(world.services.line, 'begin', 'after', () => notClearYet(callId));
    await place();
    expect(world.carrier.legs).toHaveLength(0);
    world.clock.pass(SETTLED_MS);
    expect(await finish(callId)).toEqual({ outcome: 'failed' });
  });

  test('while the carrier is asked: the leg is ended by whoever dialled it, and the end waits for that', async () => {
    during(world.carrier, 'dial', 'after', () => notClearYet(callId));
    await place();
    expect(statuses(COMPANY)).toEqual(['canceled']);
    expect(await finish(callId)).toEqual({ outcome: 'failed' });
  });

  test('while the leg is written down: the same', async () => {
    during(world.services.calls, 'tieCompanyLeg', 'before', () => notClearYet(callId));
    await place();
    expect(statuses(COMPANY)).toEqual(['canceled']);
  });

  test('when the leg is written down: the end ends it', async () => {
    await place();
    expect(await finish(callId)).toEqual({ outcome: 'failed' });
    expect(statuses(COMPANY)).toEqual(['canceled']);
  });

  test('and whoever dialled dies: the end goes on until it has found the leg', async () => {
    world.breaks.calls.fail('tieCompanyLeg', new StoreUnavailable('down'));
    during(world.carrier, 'dial', 'after', () => notClearYet(callId));
    await expect(place()).rejects.toThrow('down');
    await notClearYet(callId);
    world.clock.pass(SETTLED_MS);
    expect(await finish(callId)).toEqual({ outcome: 'failed' });
    expect(statuses(COMPANY)).toEqual(['canceled']);
  });

  test('no attempt begins after the end', async () => {
    await finish(callId);
    const token = await place();
    expect(world.told(token)).toBe('canceled');
    expect(world.carrier.legs).toHaveLength(0);
  });

  test('the reaper does not let such a call go before its line is clear', async () => {
    const { finishOrphan } = await import('#lambdas/reaper/finish-orphan.ts');
    world.breaks.calls.fail('tieCompanyLeg', new StoreUnavailable('down'));
    await expect(place()).rejects.toThrow('down');
    expect(await finishOrphan(world.services, callId, 'its execution ended')).toBe(false);
    expect((await world.record(callId)).state).not.toBe('finished');
    world.clock.pass(SETTLED_MS);
    expect(await finishOrphan(world.services, callId, 'its execution ended')).toBe(true);
    expect(statuses(COMPANY)).toEqual(['canceled']);
    expect((await world.record(callId)).state).toBe('finished');
  });
});

describe('two runs dial', () => {
  let callId: CallId;
  beforeEach(async () => {
    callId = await world.aCall();
  });
  const place = (attempt = 1) => world.wait('PlaceCall', callId, { attempt });

  test('both find that a dial had no effect: one dials again', async () => {
    world.breaks.calls.fail('append', new StoreUnavailable('down'));
    await expect(place()).rejects.toThrow('down');
    world.clock.pass(SETTLED_MS);
    during(world.carrier, 'legsTo', 'after', () => place());
    await place();
    expect(statuses(COMPANY)).toEqual(['queued']);
  });

  test('one was held up until the other dialled again: it dials no more', async () => {
    during(world.services.line, 'begin', 'after', async () => {
      world.clock.pass(SETTLED_MS);
      await place();
    });
    await place();
    expect(statuses(COMPANY)).toEqual(['queued']);
  });

  test('one was held up, and nobody else dialled: it is dialled when no effect can come any more', async () => {
    during(world.services.line, 'begin', 'after', async () => world.clock.pass(10_000));
    await expect(place()).rejects.toMatchObject({ name: 'CarrierUnavailable' });
    world.clock.pass(SETTLED_MS);
    await place();
    expect(statuses(COMPANY)).toEqual(['queued']);
  });

  test('the end of the first leg is told again while the second is claimed: it is not the end of the second', async () => {
    await place();
    const first = await world.companyLeg(callId);
    world.carrier.become(first, 'completed');
    let second: Awaited<ReturnType<typeof place>> | null = null;
    during(world.services.calls, 'get', 'after', async () => {
      second = await place(2);
    });
    await companyLegEnded(world.services, callId, first);
    expect(second && world.told(second)).toBeNull();
    expect(await world.record(callId)).toMatchObject({ attempt: 2, legEndedAt: null });
  });
});

describe('a step is run late, when the call is further on', () => {
  let hunt: Hunt;
  beforeEach(async () => {
    hunt = await aHunt(world);
  });

  const asked = { sinceMs: mediaMs(0), patienceMs: 15_000, expect: [] };
  const listen: Action = { next: 'listen', ...asked };
  const hold: Action = { next: 'hold', sinceMs: mediaMs(0) };
  /** A later step rings the person. */
  const ringsThePerson = async () => {
    world.clock.pass(1_000);
    await hunt.humanHeard();
    await hunt.reach();
  };
  const stands = async () => {
    const { state, waiting } = await world.record(hunt.callId);
    return [state, waiting?.state];
  };

  test.each([
    ['Listen', listen],
    ['Hold', hold],
  ] as const)(
    '%s was held up before it was written down: it changes nothing, and asks nobody',
    async (name, action) => {
      await world.hasDecided(hunt.callId, action);
      during(world.services.calls, 'enterWaiting', 'before', ringsThePerson);
      await world.wait(name, hunt.callId);
      expect(await stands()).toEqual(['reaching', 'ReachUser']);
      expect(world.commands.map(({ kind, ...of }) => [kind, 'waiting' in of && of.waiting.state])).not.toContainEqual([
        'wait',
        name,
      ]);
      expect(hunt.rings(MOBILE).status).toBe('queued');
    },
  );

  test('Listen was told, and is run a second time', async () => {
    await world.hasDecided(hunt.callId, listen);
    const token = await world.wait('Listen', hunt.callId);
    const waiting = { state: 'Listen', token, since: world.clock.now(), ...asked } as const;
    await tell(world.services, hunt.callId, waiting, { kind: 'silence', atMs: mediaMs(15_000) });
    world.clock.pass(1_000);
    await world.run('Listen', { callId: hunt.callId, taskToken: token });
    expect(await stands()).toEqual(['navigating', undefined]);
  });

  test('Hold, when the keeper speaks: the agent goes on to hear it', async () => {
    const token = await world.holds(hunt.callId);
    await ringsThePerson();
    await expect(world.run('Hold', { callId: hunt.callId, taskToken: token })).rejects.toThrow('without a decision');
    expect(hunt.companyPlayed().map(({ kind }) => kind)).toEqual(['keep']);
    expect(await stands()).toEqual(['reaching', 'ReachUser']);
  });

  test('PlaceCall, when the line is heard: the call does not go back to dialling', async () => {
    const callId = await world.aCall();
    const token = await world.wait('PlaceCall', callId, { attempt: 1 });
    await world.services.calls.attachWorker(callId, 1, 'http://10.0.0.1:8081', world.clock.now());
    await world.hasDecided(callId, listen);
    world.clock.pass(1_000);
    await world.wait('Listen', callId);
    await world.run('PlaceCall', { callId, taskToken: token, attempt: 1 });
    expect(await world.record(callId)).toMatchObject({ state: 'navigating', waiting: { state: 'Listen' } });
  });
});

describe('something else is in hand when the call is ended', () => {
  let hunt: Hunt;
  beforeEach(async () => {
    hunt = await aHunt(world);
  });

  test('keys: nothing is pressed after the end', async () => {
    await world.hasDecided(hunt.callId, { next: 'press', digits: '1', reason: 'a test' });
    during(world.services.calls, 'claimLeg', 'before', () => finish(hunt.callId));
    await world.run('Press', { callId: hunt.callId });
    expect(hunt.companyPlayed()).toEqual([]);
    expect(statuses(COMPANY)).toEqual(['completed']);
    expect(await kinds(hunt.callId)).not.toContain('keys.pressed');
  });

  test('keys of which two runs have claimed the leg, since the first was slow, are pressed once', async () => {
    await world.hasDecided(hunt.callId, { next: 'press', digits: '1', reason: 'a test' });
    during(world.services.calls, 'claimLeg', 'after', async () => {
      world.clock.pass(3_000);
      await world.run('Press', { callId: hunt.callId });
    });
    await world.run('Press', { callId: hunt.callId });
    expect(hunt.companyPlayed()).toHaveLength(1);
    expect(await world.happened(hunt.callId, 'keys.pressed')).toHaveLength(1);
  });

  test('a greeting whose answer comes after the end is not written down', async () => {
    await hunt.humanHeard();
    during(world.carrier, 'perform', 'after', async () => {
      world.clock.pass(1_000);
      await finish(hunt.callId);
      world.clock.pass(9_000);
    });
    await hunt.reach();
    expect((await kinds(hunt.callId)).at(-1)).toBe('call.finished');
    expect(world.carrier.to(MOBILE)).toHaveLength(0);
  });

  test('a device that was being rung is let go', async () => {
    await hunt.humanHeard();
    during(world.carrier, 'ringDevice', 'after', () => finish(hunt.callId));
    await hunt.reach();
    expect(statuses(MOBILE)).toEqual(['canceled']);
  });

  test('a person who presses 1 too late hears that it is over', async () => {
    await hunt.humanHeard();
    await hunt.reach();
    const mobile = await hunt.picksUp('mobile', MOBILE);
    during(world.services.calls, 'claimWinner', 'before', () => finish(hunt.callId));
    const answer = await hunt.presses('mobile', mobile, '1');
    expect(answer.body).not.toContain('Conference');
    expect((await world.record(hunt.callId)).reach?.winner).toBeNull();
  });

  test('a join: the company leaves the room, and no conversation opens after the end', async () => {
    await hunt.humanHeard();
    await hunt.reach();
    const mobile = await hunt.picksUp('mobile', MOBILE);
    await hunt.presses('mobile', mobile, '1');
    during(world.carrier, 'perform', 'after', async () => {
      await finish(hunt.callId);
      world.clock.pass(1_000);
    });
    await hunt.bridge();
    expect([...statuses(COMPANY), ...statuses(MOBILE)]).toEqual(['completed', 'completed']);
    expect(await kinds(hunt.callId)).not.toContain('bridge.opened');
  });

  test('a cancelling that comes while the call ends is none', async () => {
    const before = await world.record(hunt.callId);
    during(world.services.calls, 'patch', 'before', async () => {
      await finish(hunt.callId);
      world.clock.pass(1_000);
    });
    world.clock.pass(500);
    await world.api('POST', `/calls/${before.callId}/cancel`);
    const log = await kinds(hunt.callId);
    expect(log.indexOf('call.cancel_requested')).toBeLessThan(log.indexOf('call.finished'));
  });
});
