import { beforeEach, describe, expect, test } from 'vitest';
import { CallId, OwnerId } from '#core/contracts/ids.ts';
import { StoreUnavailable } from '#core/errors.ts';
import { keyDigest } from '#lambdas/api/authenticate.ts';
import { anOwner } from '#tests/support/an-owner.ts';
import { problemIn, viewIn } from '#tests/support/api-answers.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

const order = { number: '+1 800 555 0100', intent: 'dispute a charge' };

let world: LambdaWorld;
beforeEach(async () => {
  world = await openLambdaWorld();
});

const create = (body: unknown = order, headers: Record<string, string> = {}) =>
  world.api('POST', '/calls', { body, headers });

describe('asking for a call', () => {
  test('is accepted with the call, whose execution is started', async () => {
    const answer = await create();
    expect(answer.status).toBe(202);
    const view = viewIn(answer);
    expect(view).toMatchObject({
      number: '+18005550100',
      company: 'northwind bank',
      intent: 'dispute a charge',
      state: 'requested',
      outcome: null,
      question: null,
      recordings: [],
    });
    expect([...world.workflow.started]).toEqual([view.callId]);
  });

  test("takes the owner's devices where none are given, and nulls as the README has them", async () => {
    const { callId } = viewIn(await create({ ...order, flowId: null, devices: null, hunting: null }));
    expect((await world.record(callId)).request.devices.map(({ deviceId }) => deviceId)).toEqual(['mobile', 'desk']);
  });

  test('rings early if the owner or the request says so', async () => {
    const early = async (body: object) =>
      (await world.record(viewIn(await create({ ...order, ...body })).callId)).request.ringEarly;
    expect(await early({})).toBe(false);
    expect(await early({ ringEarly: true })).toBe(true);
    await world.services.owners.put(anOwner({ ringEarly: true, callsAtOnce: 9 }));
    expect(await early({})).toBe(true);
    expect(await early({ ringEarly: false })).toBe(false);
  });

  test('by the name of a contact', async () => {
    expect(viewIn(await create({ company: 'Northwind', intent: 'my card' }))).toMatchObject({ number: '+18005550100' });
  });

  test('with the same key twice starts one call', async () => {
    const key = { 'idempotency-key': 'monday' };
    const [first, second] = [await create(order, key), await create(order, key)];
    expect(second).toEqual({ ...first, body: expect.any(String) });
    expect(viewIn(second).callId).toBe(viewIn(first).callId);
    expect(world.workflow.started.size).toBe(1);
    expect(await world.happened(viewIn(first).callId, 'call.requested')).toHaveLength(1);
  });

  test('with the same key twice at once starts one call', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => create(order, { 'idempotency-key': 'monday' })));
    expect(new Set(answers.map((answer) => viewIn(answer).callId)).size).toBe(1);
    expect(world.workflow.started.size).toBe(1);
  });

  test('with the key of another request is refused', async () => {
    await create(order, { 'idempotency-key': 'monday' });
    const answer = await create({ ...order, intent: 'cancel my card' }, { 'idempotency-key': 'monday' });
    expect(problemIn(answer)).toMatchObject({ status: 422, title: expect.stringContaining('Idempotency-Key') });
    expect(world.workflow.started.size).toBe(1);
  });

  test('with one key for two requests at once takes one of them, and keeps nothing of the other', async () => {
    const bodies = [order, { ...order, intent: 'cancel my card', facts: { account_number: '4155' } }];
    const answers = await Promise.all(bodies.map((body) => create(body, { 'idempotency-key': 'monday' })));
    expect(answers.map(({ status }) => status)).toEqual([202, 422]);
    const [taken] = answers.filter(({ status }) => status === 202).map(viewIn);
    expect(taken?.intent).toBe(order.intent);
    expect(await world.services.facts.names(CallId.parse(taken?.callId))).toEqual([]);
  });

  test('the same key of another owner is another call', async () => {
    const other = anOwner({ ownerId: OwnerId.parse('owner_kim'), smsNumber: null });
    await world.services.owners.put(other);
    await world.services.owners.addKey(other.ownerId, keyDigest('hs_kim'));
    const headers = { 'idempotency-key': 'monday' };
    const first = viewIn(await create(order, headers));
    const second = viewIn(await world.api('POST', '/calls', { body: order, headers, key: 'hs_kim' }));
    expect(second.callId).not.toBe(first.callId);
  });

  test('the answer was lost because the workflow did not answer: with the same key it is started once', async () => {
    world.breaks.calls.fail('patch', new StoreUnavailable('down'));
    expect((await create(order, { 'idempotency-key': 'monday' })).status).toBe(503);
    const view = viewIn(await create(order, { 'idempotency-key': 'monday' }));
    expect((await world.record(view.callId)).executionArn).toContain(view.callId);
    expect(world.workflow.started.size).toBe(1);
  });

  test('a call that could not be started does not count as under way', async () => {
    const { start } = world.workflow;
    world.workflow.start = async () => {
      throw new StoreUnavailable('Step Functions: down');
    };
    expect((await create()).status).toBe(503);
    world.workflow.start = start;
    expect(await world.services.calls.count(world.owner.ownerId, 0)).toMatchObject({ live: 0 });
  });
});

const aFlow = (number: string) => ({
  number,
  company: 'Maple Clinic',
  paths: [{ goals: ['appointments'], steps: [{ do: 'HOLD' }] }],
});

describe('refused before dialling, with what to do', () => {
  test.each([
    ['an emergency number', '911', 'emergency', /dial the number yourself/i],
    ['an emergency number in disguise', '+1 911', 'emergency', /yourself/],
    ['a service code', '811', 'service_code', /yourself/],
    ['a premium number', '+1 900 555 0100', 'premium', /normal number/],
    ['a country that is not allowed', '+44 20 7946 0958', 'country_not_allowed', /US, CA/],
    ['no number', 'hello there', 'not_a_number', /country code/],
    ['a short number', '12345', 'short_code', /full number/],
  ])('%s (%s)', async (_, number, code, detail) => {
    const problem = problemIn(await create({ ...order, number }));
    const what = expect.stringMatching(detail);
    expect(problem).toMatchObject({ status: 422, code, detail: what, errors: [{ path: 'number', message: what }] });
    expect(world.workflow.started.size).toBe(0);
    expect(world.counted).toContainEqual(expect.objectContaining({ name: 'CallRefused', dimensions: { code } }));
  });

  test('a company of which there are two: which ones is told, and the end of the number chooses', async () => {
    for (const number of ['+18005550120', '+18005550177']) await world.api('POST', '/flows', { body: aFlow(number) });
    const refused = problemIn(await create({ company: 'maple clinic', intent: 'an appointment' }));
    expect(refused).toMatchObject({
      status: 422,
      title: '"maple clinic" could be Maple Clinic (...0120) or Maple Clinic (...0177)',
      detail: 'Add the last digits of its number to the name, like "Maple Clinic 0120".',
      candidates: [
        { name: 'Maple Clinic', number: '+18005550120' },
        { name: 'Maple Clinic', number: '+18005550177' },
      ],
    });
    const chosen = viewIn(await create({ company: 'Maple Clinic 0177', intent: 'an appointment' }));
    expect(chosen).toMatchObject({ number: '+18005550177', company: 'Maple Clinic' });
  });

  test('a company that is not known', async () => {
    const problem = problemIn(await create({ company: 'acme', intent: 'hello' }));
    expect(problem).toMatchObject({ status: 422, code: 'unknown_company', errors: [{ path: 'company' }] });
  });

  test.each([
    ['premium', '+19005550123'],
    ['country_not_allowed', '+442079460958'],
    ['satellite', '+881612345678'],
  ])('a phone of the request that may not be called either (%s)', async (code, number) => {
    const device = { deviceId: 'desk', name: 'desk', address: { kind: 'phone', number: '+12125550123' } };
    const devices = [device, { deviceId: 'mine', name: 'mine', address: { kind: 'phone', number } }];
    const problem = problemIn(await create({ ...order, devices }));
    const errors = [{ path: 'devices.1.address.number' }];
    expect(problem).toMatchObject({ status: 422, code, title: expect.stringContaining('"mine"'), errors });
    expect(world.workflow.started.size).toBe(0);
  });

  test('more calls at once than the owner may have', async () => {
    await create();
    await create();
    const problem = problemIn(await create());
    expect(problem).toMatchObject({ status: 429, code: 'too_many_at_once', title: expect.stringContaining('2 of 2') });
    expect(problem.errors).toBeUndefined();
  });

  test('more calls a day than the owner may have', async () => {
    world = await openLambdaWorld(anOwner({ callsADay: 1 }));
    const { callId } = viewIn(await create());
    await world.services.calls.patch(callId, { state: 'finished', outcome: 'connected' });
    expect(problemIn(await create())).toMatchObject({ status: 429, title: expect.stringContaining('1 of 1') });
    world.clock.pass(24 * 3_600_000 + 1);
    expect((await create()).status).toBe(202);
  });
});

describe('a body that is not right', () => {
  test.each<[string, unknown, string[]]>([
    ['nothing', '', ['intent', 'number']],
    ['no intent', { number: '+18005550100' }, ['intent']],
    ['an empty intent', { ...order, intent: '  ' }, ['intent']],
    ['number and company', { ...order, company: 'northwind bank' }, ['number']],
    ['an unknown hunting', { ...order, hunting: 'random' }, ['hunting']],
    ['a device without an address', { ...order, devices: [{ deviceId: 'a', name: 'a' }] }, ['devices.0.address']],
    ['a list', [1], ['(body)']],
  ])('%s: each wrong field is named', async (_, body, paths) => {
    const problem = problemIn(await create(body));
    expect(problem.status).toBe(400);
    expect(problem.errors?.map(({ path }) => path)).toEqual(expect.arrayContaining(paths));
  });

  test('no JSON', async () => {
    const problem = problemIn(await create('{"number": +1'));
    expect(problem).toMatchObject({
      status: 400,
      title: 'The body is not JSON',
      detail: expect.stringContaining('"intent"'),
    });
  });
});
