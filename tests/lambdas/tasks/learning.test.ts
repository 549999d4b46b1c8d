import { beforeEach, describe, expect, test } from 'vitest';
import { observed } from '#core/call/tell.ts';
import type { CallId } from '#core/contracts/ids.ts';
import { DeviceId } from '#core/contracts/ids.ts';
import { StoreUnavailable } from '#core/errors.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { flowIdOf } from '#lambdas/shared/flow-id.ts';
import { aFlow } from '#tests/support/flow-store-suite.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

const MENU = 'Welcome to Northwind Bank. For account balances, press one. For billing and disputes, press two.';
const MOVED = 'Welcome to Northwind Bank. For account balances, press one. For billing and disputes, press four.';

let world: LambdaWorld;
let heard = 0;
beforeEach(async () => {
  world = await openLambdaWorld();
});

const flow = async () => {
  const { ownerId } = world.owner;
  return (await world.services.flows.get(flowIdOf({ ownerId, number: aFlow().number })))?.flow ?? null;
};

async function prompted(callId: CallId, text: string) {
  heard += 1;
  const observation = { kind: 'prompt', atMs: mediaMs(5_000), fromMs: mediaMs(0), text, confidence: 0.9 } as const;
  const observationId = await observed(world.services, callId, observation, `prompt-${heard}`);
  await world.decide(callId, { kind: 'prompt', observationId });
  return (await world.happened(callId, 'step.decided')).at(-1);
}

/** A call that meets this menu and then a human. @returns what was decided at the menu */
async function call(text = MENU, heldMs: number | null = null) {
  const { callId } = await world.aConnectedCall();
  const decision = await prompted(callId, text);
  if (heldMs !== null) {
    await world.services.calls.append(callId, { at: world.clock.now(), what: { kind: 'hold.ended', heldMs } });
  }
  await world.services.calls.append(callId, {
    at: world.clock.now(),
    what: { kind: 'bridge.opened', deviceId: DeviceId.parse('mobile') },
  });
  await world.run('Finish', { callId, failure: null });
  return { callId, decision };
}

describe('a company that is called again and again', () => {
  test('the first call reads, the second agrees, the third knows the way', async () => {
    expect((await call()).decision?.by).toBe('reading');
    expect(await flow()).toMatchObject({ version: 1, source: 'learned', paths: [{ standing: 'candidate' }] });
    expect((await call()).decision?.by).toBe('reading');
    expect(await flow()).toMatchObject({ version: 2, paths: [{ standing: 'active', agreed: 2 }] });
    expect((await call()).decision).toMatchObject({ by: 'flow', action: { digits: '2' } });
  });

  test('it moved the option: pressed where it is on the first call, and known there two calls later', async () => {
    for (let i = 0; i < 3; i++) await call();
    expect((await call(MOVED)).decision).toMatchObject({ action: { digits: '4' } });
    await call(MOVED);
    expect((await flow())?.paths.find(({ standing }) => standing === 'active')).toMatchObject({
      steps: [{ digits: '4' }],
    });
    expect((await call(MOVED)).decision).toMatchObject({ by: 'flow', action: { digits: '4' } });
  });

  test('once calls agreed, its option is expected while the menu still speaks', async () => {
    for (let i = 0; i < 3; i++) await call();
    const { callId } = await world.aConnectedCall();
    const observationId = await observed(world.services, callId, { kind: 'connected' }, 'c');
    await world.decide(callId, { kind: 'connected', observationId });
    expect((await world.record(callId)).action).toMatchObject({
      expect: ['billing and disputes press two', 'billing and disputes press 2'],
    });
  });

  test('how long its last calls held is known when the next one holds', async () => {
    for (const heldMs of [600_000, 60_000, 240_000]) await call(MENU, heldMs);
    expect((await flow())?.holdSeconds).toEqual([600, 60, 240]);
    const { callId } = await world.aConnectedCall();
    const observationId = await observed(world.services, callId, { kind: 'hold_began', atMs: mediaMs(9_000) }, 'h');
    await world.decide(callId, { kind: 'hold_began', observationId });
    expect(await world.happened(callId, 'hold.began')).toMatchObject([{ usualSeconds: 240 }]);
    await world.wait('Hold', callId);
    expect(world.commands.at(-1)).toMatchObject({ waiting: { state: 'Hold', usualSeconds: 240 } });
  });

  test('a call teaches once, however often Finish is run', async () => {
    world.breaks.calls.fail('append', new StoreUnavailable('down'), { skip: 6 });
    const { callId } = await call().catch(async () => {
      const { items } = await world.services.calls.list(world.owner.ownerId, { limit: 1, after: null });
      return { callId: items[0]?.callId as CallId };
    });
    world.breaks.calls.mend();
    await world.run('Finish', { callId, failure: null });
    expect((await flow())?.paths).toMatchObject([{ agreed: 1 }]);
  });

  test('a store that does not take it keeps no call from ending', async () => {
    world.breaks.flows.fail('put', new StoreUnavailable('down'));
    const { callId } = await call();
    expect(await world.record(callId)).toMatchObject({ state: 'finished' });
    expect(await flow()).toBeNull();
  });

  test('two calls that end at once both count', async () => {
    await Promise.all([call(), call()]);
    expect(await flow()).toMatchObject({ paths: [{ agreed: 2 }] });
  });

  test('a flow that cannot be read: the menus are', async () => {
    for (let i = 0; i < 2; i++) await call();
    const { callId } = await world.aConnectedCall();
    world.breaks.flows.fail('get', new StoreUnavailable('down'));
    expect(await prompted(callId, MENU)).toMatchObject({ by: 'reading', action: { digits: '2' } });
  });
});

describe('companies by name', () => {
  test('one that was learned of is found, one that could be two is asked about', async () => {
    const { ownerId } = world.owner;
    const create = (company: string) => world.api('POST', '/calls', { body: { company, intent: 'dispute a charge' } });
    expect((await create('cedar insurance')).status).toBe(422);
    const written = aFlow({ company: 'Cedar Insurance', number: '+18005550122' as never });
    await world.services.flows.put(
      { flowId: flowIdOf({ ownerId, number: written.number }), ownerId, flow: written, by: 'api' },
      null,
    );
    expect(JSON.parse((await create('the cedar insurance')).body)).toMatchObject({ number: '+18005550122' });
    const bank = aFlow({ company: 'Cedar Bank', number: '+18005550133' as never });
    await world.services.flows.put(
      { flowId: flowIdOf({ ownerId, number: bank.number }), ownerId, flow: bank, by: 'api' },
      null,
    );
    const answer = await create('cedar');
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('could be Cedar Insurance (...0122) or Cedar Bank (...0133)');
  });

  test('a flow that is not there cannot be asked for', async () => {
    const body = { number: '+18005550100', intent: 'dispute a charge', flowId: 'flow_nobodys' };
    const answer = await world.api('POST', '/calls', { body });
    expect(JSON.parse(answer.body)).toMatchObject({ status: 422, code: 'unknown_flow', errors: [{ path: 'flowId' }] });
  });
});
