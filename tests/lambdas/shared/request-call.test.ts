import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CallRequest } from '#core/contracts/call-record.ts';
import type { CallId } from '#core/contracts/ids.ts';
import { StoreUnavailable } from '#core/errors.ts';
import type { CallStore } from '#core/ports/call-store.ts';
import { reap } from '#lambdas/reaper/reap.ts';
import { type CallOrder, requestCall } from '#lambdas/shared/request-call.ts';
import { aRequest } from '#tests/support/a-request.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

const down = new StoreUnavailable('down');
const asTheOwnerHasIt = { devices: null, hunting: null, ringEarly: null };
const order: CallOrder = {
  ...asTheOwnerHasIt,
  number: '+18005550100',
  company: null,
  intent: 'dispute a charge',
  flowId: null,
  redial: 'once',
  via: 'api',
  facts: {},
};

let world: LambdaWorld;
beforeEach(async () => {
  world = await openLambdaWorld();
});

const ask = (calls: CallStore = world.services.calls) =>
  requestCall({ ...world.services, calls }, world.owner, order, null);

/** The one call of the owner. */
async function theCall(): Promise<CallId> {
  const { items } = await world.services.calls.list(world.owner.ownerId, { limit: 9, after: null });
  const [call, ...others] = items;
  if (!call || others.length > 0) throw new Error(`${items.length} calls, not one`);
  return call.callId;
}

const Paced = z.object({ waitSeconds: z.number() });

/** What its execution does, if it runs: the steps until the dial. Minutes go by meanwhile, and the reaper comes. */
async function goOn(callId: CallId): Promise<void> {
  world.breaks.calls.mend();
  for (let minute = 0; minute < 3; minute += 1) {
    if (world.workflow.started.has(callId) && (await world.record(callId)).attempt === 0) {
      const { waitSeconds } = Paced.parse(await world.run('Pace', { callId, attempt: 1 }));
      if (waitSeconds === 0) await world.wait('PlaceCall', callId, { attempt: 1 });
    }
    world.clock.pass(60_000);
    await reap(world.services);
  }
}

/** The method of a store does this instead. */
const withPatch = (patch: CallStore['patch']): CallStore =>
  new Proxy(world.services.calls, { get: (target, name) => (name === 'patch' ? patch : Reflect.get(target, name)) });

describe('a request without a key that was told to fail, and that could not be finished, is never dialled', () => {
  const expectNoDial = async () => {
    const callId = await theCall();
    await goOn(callId);
    expect(world.carrier.legs).toEqual([]);
    expect(await world.record(callId)).toMatchObject({ state: 'finished', outcome: 'failed' });
    expect((await world.happened(callId, 'call.finished')).map(({ outcome }) => outcome)).toEqual(['failed']);
  };

  test.each([
    ['the answer to its creation was lost', 'create', true],
    ['its log could not be begun', 'append', false],
  ] as const)('%s', async (_, method, after) => {
    world.breaks.calls.fail(method, down, { after });
    world.breaks.calls.fail('patch', down);
    await expect(ask()).rejects.toBe(down);
    await expectNoDial();
    expect(world.workflow.started.size).toBe(0);
  });

  test('its execution has begun, and only the answer was lost', async () => {
    const { start } = world.workflow;
    world.workflow.start = async (callId) => {
      await start(callId);
      throw down;
    };
    world.breaks.calls.fail('patch', down);
    await expect(ask()).rejects.toBe(down);
    world.workflow.start = start;
    await expectNoDial();
  });

  test('by text: who is told to text it again writes another text', async () => {
    world.workflow.start = async () => {
      throw down;
    };
    world.breaks.calls.fail('patch', down);
    expect(await world.text('call +18005550100 dispute a charge')).toMatch(/text it again/);
    await expectNoDial();
  });
});

describe('that the start of a request without a key was written down is not known', () => {
  test.each([
    ['it was, and it could be finished: it is over', true],
    ['it was not, and it could be finished: it is over', false],
  ])('%s', async (_, after) => {
    world.breaks.calls.fail('patch', down, { after });
    await expect(ask()).rejects.toBe(down);
    const callId = await theCall();
    expect(await world.record(callId)).toMatchObject({ state: 'finished', outcome: 'failed' });
    await goOn(callId);
    expect(world.carrier.legs).toEqual([]);
  });

  test.each([
    ['it was, and it cannot be finished: it is accepted and goes on', true, 1, null],
    ['it was not, and it cannot be finished: it is accepted and ends as failed', false, 0, 'failed'],
  ])('%s', async (_, after, legs, outcome) => {
    world.breaks.calls.fail('patch', down, { after });
    world.breaks.calls.fail('patch', down);
    expect(await ask()).toMatchObject({ kind: 'accepted' });
    const callId = await theCall();
    await goOn(callId);
    expect(world.carrier.legs).toHaveLength(legs);
    expect((await world.record(callId)).outcome).toBe(outcome);
  });

  test('it was, and it is dialled before it can be finished: it is accepted and goes on', async () => {
    let writes = 0;
    const calls = withPatch(async (callId, patch, attempt) => {
      const written = await world.services.calls.patch(callId, patch, attempt);
      writes += 1;
      if (writes > 1) return written;
      await world.wait('PlaceCall', callId, { attempt: 1 });
      throw down;
    });
    expect(await ask(calls)).toMatchObject({ kind: 'accepted', call: { attempt: 1, state: 'dialling' } });
    expect(await world.record(await theCall())).toMatchObject({ outcome: null });
  });
});

describe('a request with a key', () => {
  test('that could not be started is started by the reaper', async () => {
    world.breaks.calls.fail('append', down);
    await expect(requestCall(world.services, world.owner, order, 'monday')).rejects.toBe(down);
    world.clock.pass(60_000);
    expect(await reap(world.services)).toMatchObject({ started: 1, finished: 0 });
  });
});

test('its first step waits for what it was told of, and no longer', async () => {
  const callId = await world.aCall({ isRepeatable: false });
  const said = { executionArn: 'arn:of:the:execution' };
  const pace = async () => Paced.parse(await world.run('Pace', { callId, attempt: 1 })).waitSeconds;
  expect(await pace()).toBe(1);
  world.clock.pass(15_000);
  expect(await pace()).toBe(15);
  const { sleep } = world.clock;
  world.clock.sleep = async (ms) => {
    await sleep(ms);
    await world.services.calls.patch(callId, said);
  };
  const before = world.clock.slept.length;
  expect(await pace()).toBe(0);
  expect(world.clock.slept.slice(before)).toEqual([50]);
});

test('who asks is given a minute before the reaper finishes what was not started', async () => {
  const callId = await world.aCall({ isRepeatable: false });
  world.clock.pass(59_999);
  expect(await reap(world.services)).toMatchObject({ started: 0, finished: 0 });
  world.clock.pass(1);
  expect(await reap(world.services)).toMatchObject({ started: 0, finished: 1 });
  expect((await world.record(callId)).outcome).toBe('failed');
});

test('the record of a request from before this was written down is taken for one that nobody can repeat', () => {
  const { isRepeatable, ...old } = aRequest();
  expect(isRepeatable).toBe(true);
  expect(CallRequest.parse(old).isRepeatable).toBe(false);
});
