import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { observed } from '#core/call/tell.ts';
import { CallDetail, CallView, Problem } from '#core/contracts/http.ts';
import { CallId, OwnerId } from '#core/contracts/ids.ts';
import { StoreUnavailable } from '#core/errors.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { keyDigest } from '#lambdas/api/authenticate.ts';
import { aHunt } from '#tests/support/a-hunt.ts';
import { anOwner } from '#tests/support/an-owner.ts';
import { type LambdaAnswer, type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

const order = { number: '+1 800 555 0100', intent: 'dispute a charge' };

let world: LambdaWorld;
beforeEach(async () => {
  world = await openLambdaWorld();
});

const create = (body: unknown = order, headers: Record<string, string> = {}) =>
  world.api('POST', '/calls', { body, headers });
const viewIn = ({ body }: LambdaAnswer) => CallView.parse(JSON.parse(body));

/** The problem in an answer, which says so in its headers and tells the same status. */
function problemIn(answer: LambdaAnswer) {
  expect(answer.headers['content-type']).toBe('application/problem+json');
  const problem = Problem.parse(JSON.parse(answer.body));
  expect(problem.status).toBe(answer.status);
  return problem;
}

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

describe('the key', () => {
  test.each([
    ['none', null, /A key is needed/],
    ['one that nobody has', 'hs_wrong', /not known/],
  ])('%s: 401', async (_, key, title) => {
    for (const [method, path] of [
      ['GET', '/calls'],
      ['POST', '/calls'],
      ['GET', `/calls/call_${'0'.repeat(26)}`],
    ] as const) {
      const answer = await world.api(method, path, { key });
      expect(problemIn(answer)).toMatchObject({ status: 401, title: expect.stringMatching(title) });
    }
  });

  test('the stored digest is not itself a key', async () => {
    expect((await world.api('GET', '/calls', { key: keyDigest('hs_the_key_of_sam') })).status).toBe(401);
  });
});

describe('a call of somebody else', () => {
  test('is not there, whatever is asked of it', async () => {
    const callId = CallId.parse(`call_${'7'.repeat(26)}`);
    const request = (await world.record(await world.aCall())).request;
    await world.services.calls.create({ callId, ownerId: OwnerId.parse('owner_kim'), createdAt: 0, request });
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/cancel'],
      ['POST', '/answer'],
      ['POST', '/hold'],
      ['GET', '/recordings/mixed'],
    ] as const) {
      const answer = await world.api(
        method,
        `/calls/${callId}${path}`,
        method === 'POST' ? { body: { answer: 'x' } } : {},
      );
      expect(problemIn(answer)).toMatchObject({ status: 404, title: 'There is no such call' });
    }
    expect((await world.record(callId)).cancelRequestedAt).toBeNull();
  });

  test.each(['call_nonsense', `call_${'8'.repeat(26)}`])('neither is %s', async (callId) => {
    expect(problemIn(await world.api('GET', `/calls/${callId}`)).status).toBe(404);
  });
});

describe('requests that no program should send', () => {
  test.each([
    ['a GET with a body', 'GET', '/calls', { body: '{}' }, 200],
    ['a header beyond Latin-1', 'GET', '/calls', { headers: { accept: '\u{1f600}' } }, 200],
    ['a blank segment of the path', 'GET', '/calls/%20', {}, 404],
    ['a half escaped one', 'POST', '/calls/%E0%A4%A/cancel', {}, 404],
    ['a blank one before a query', 'GET', '/calls/ ?limit=1', {}, 404],
    ['a blank one before a fragment', 'GET', '/flows/ #/versions', {}, 404],
    ['a blank one before a backslash', 'GET', '/flows/ \\versions', {}, 404],
    ['a blank one behind dots', 'GET', '/flows/x/../%09/versions', {}, 404],
  ] as const)('%s is no fault of ours', async (_, method, path, parts, status) => {
    expect((await world.api(method, path, parts)).status).toBe(status);
  });
});

describe('the list of calls', () => {
  const List = z.object({ calls: z.array(CallView), next: z.string().nullable() });
  const page = async (query: string) => List.parse(JSON.parse((await world.api('GET', `/calls${query}`)).body));

  test('is given page by page, newest first', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      ids.unshift(await world.aCall());
      world.clock.pass(1_000);
    }
    const first = await page('?limit=2');
    const second = await page(`?limit=2&after=${first.next}`);
    const third = await page(`?limit=2&after=${second.next}`);
    expect([first, second, third].flatMap(({ calls }) => calls.map(({ callId }) => callId))).toEqual(ids);
    expect(third.next).toBeNull();
  });

  test('goes on from a call only', async () => {
    expect(problemIn(await world.api('GET', `/calls?after=${'a'.repeat(3_000)}`))).toMatchObject({
      status: 400,
      errors: [{ path: 'after' }],
    });
  });

  test.each(['0', '101', 'many', '2.5'])('limit=%s is refused with what would be right', async (limit) => {
    expect(problemIn(await world.api('GET', `/calls?limit=${limit}`))).toMatchObject({
      status: 400,
      errors: [{ path: 'limit', message: expect.stringContaining('1 to 100') }],
    });
  });
});

describe('one call', () => {
  test('with its timeline, transcript and costs', async () => {
    const hunt = await aHunt(world);
    const words = { kind: 'words.heard', track: 'inbound', fromMs: mediaMs(2_000), text: 'Welcome.' } as const;
    await world.services.calls.append(hunt.callId, { at: world.clock.now(), mediaMs: mediaMs(2_000), what: words });
    await hunt.connected();
    const answer = await world.api('GET', `/calls/${hunt.callId}`);
    const detail = CallDetail.parse(JSON.parse(answer.body));
    expect(detail.timeline.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['dialling', 'company: Welcome.', 'bridged: you and the agent are connected']),
    );
    expect(detail.transcript).toEqual([
      expect.objectContaining({ speaker: 'hold_slayer', text: expect.stringContaining('automated assistant') }),
      { fromMs: 2_000, speaker: 'company', text: 'Welcome.' },
    ]);
  });

  test('says nothing about how it is carried out', async () => {
    const { callId } = await world.aConnectedCall();
    const { body } = await world.api('GET', `/calls/${callId}`);
    for (const secret of ['workerUrl', '10.0.0.1', 'token', 'executionArn', 'epoch', 'companyCallSid'])
      expect(body).not.toContain(secret);
  });
});

describe('canceling', () => {
  test('can be repeated, and is one event', async () => {
    const { callId } = await world.aConnectedCall();
    for (let i = 0; i < 3; i += 1) expect((await world.api('POST', `/calls/${callId}/cancel`)).status).toBe(202);
    expect(await world.happened(callId, 'call.cancel_requested')).toHaveLength(1);
  });

  test('of a finished call changes nothing', async () => {
    const callId = await world.aCall();
    await world.services.calls.patch(callId, { state: 'finished', outcome: 'connected' });
    const answer = await world.api('POST', `/calls/${callId}/cancel`);
    expect(viewIn(answer)).toMatchObject({ state: 'finished', outcome: 'connected' });
    expect(await world.log(callId)).toEqual([]);
  });
});

describe('answering a question', () => {
  const asked = async () => {
    const { callId } = await world.aConnectedCall();
    const action = { next: 'ask_user', question: 'Which card?', options: [] } as const;
    await world.services.calls.patch(callId, { action: { ...action, options: [] } });
    return { callId, token: await world.wait('AskUser', callId) };
  };
  const answer = (callId: string, body: unknown) => world.api('POST', `/calls/${callId}/answer`, { body });

  test('that is being asked passes it on, once', async () => {
    const { callId, token } = await asked();
    expect(viewIn(await world.api('GET', `/calls/${callId}`)).question).toBe('Which card?');
    expect((await answer(callId, { answer: 'the blue one' })).status).toBe(202);
    expect(world.told(token)).toBe('user_answered');
    expect(await world.happened(callId, 'user.answered')).toEqual([{ kind: 'user.answered', via: 'api' }]);
    expect(problemIn(await answer(callId, { answer: 'no, the red one' })).status).toBe(409);
  });

  test('that nobody asks is a conflict that says so', async () => {
    const { callId } = await world.aConnectedCall();
    expect(problemIn(await answer(callId, { answer: 'yes' }))).toMatchObject({
      status: 409,
      title: expect.stringContaining('being asked'),
    });
  });

  test('that has timed out meanwhile is a conflict too', async () => {
    const { callId, token } = await asked();
    world.workflow.timeOut(token);
    expect((await answer(callId, { answer: 'yes' })).status).toBe(409);
  });

  test('that is none is refused, and it is still asked', async () => {
    const { callId, token } = await asked();
    const about = { kind: 'approval', approval: 'cancel: now' } as const;
    await world.services.calls.patch(callId, {
      action: { next: 'ask_user', question: 'Cancel it?', options: [], about },
    });
    expect(problemIn(await answer(callId, { answer: 'maybe' }))).toMatchObject({
      status: 422,
      detail: 'Still asked: Cancel it?',
      errors: [{ path: 'answer', message: expect.stringContaining('yes or no') }],
    });
    expect(world.told(token)).toBeNull();
    expect((await answer(callId, { answer: 'yes' })).status).toBe(202);
  });

  test('with nothing is refused', async () => {
    const { callId } = await asked();
    expect(problemIn(await answer(callId, { answer: ' ' }))).toMatchObject({
      status: 400,
      errors: [{ path: 'answer' }],
    });
  });
});

describe('holding again', () => {
  test('without a conversation is a conflict', async () => {
    const { callId } = await world.aConnectedCall();
    expect(problemIn(await world.api('POST', `/calls/${callId}/hold`)).status).toBe(409);
  });

  test('when the company has hung up is a conflict, and the step learns it', async () => {
    const hunt = await aHunt(world);
    const { token } = await hunt.connected();
    world.carrier.become(hunt.company, 'completed');
    expect(problemIn(await world.api('POST', `/calls/${hunt.callId}/hold`)).status).toBe(409);
    expect(world.told(token)).toBe('company_hung_up');
  });
});

describe('what is private', () => {
  const conversation = async () => {
    const hunt = await aHunt(world);
    await hunt.connected();
    return hunt.callId;
  };
  const privacy = (callId: string, body: unknown) => world.api('POST', `/calls/${callId}/privacy`, { body });

  test('is kept out of recording and transcript for three minutes, or until it is over', async () => {
    const callId = await conversation();
    const until = world.clock.now() + 180_000;
    expect((await privacy(callId, { on: true })).status).toBe(202);
    expect(world.commands.at(-1)).toMatchObject({ kind: 'privacy', callId, until });
    expect((await world.record(callId)).privateUntil).toBe(until);
    expect(await world.text('resume')).toBe('Recorded again.');
    expect(world.commands.at(-1)).toMatchObject({ kind: 'privacy', until: null });
    expect((await world.record(callId)).privateUntil).toBeNull();
    expect(await world.text('Pause')).toMatch(/Not recorded for up to 3 min/);
    expect(await world.happened(callId, 'recording.paused')).toMatchObject([{ via: 'api' }, { via: 'sms' }]);
    expect(await world.happened(callId, 'recording.resumed')).toEqual([{ kind: 'recording.resumed', via: 'sms' }]);
  });

  test('without a conversation is a conflict', async () => {
    const { callId } = await world.aConnectedCall();
    expect(problemIn(await privacy(callId, { on: true })).status).toBe(409);
    expect(await world.text('pause')).toMatch(/not connected/);
  });

  test('is not promised when the worker did not hear of it', async () => {
    const callId = await conversation();
    world.worker.answer = 'unreachable';
    expect(problemIn(await privacy(callId, { on: true }))).toMatchObject({ status: 503 });
    expect(await world.text('pause')).toMatch(/did not hear of it/);
    expect(await world.happened(callId, 'recording.paused')).toEqual([]);
  });

  test('with a body that says neither on nor off is refused', async () => {
    const callId = await conversation();
    expect(problemIn(await privacy(callId, { on: 'yes' })).status).toBe(400);
  });
});

describe('a ring when nobody was on the line', () => {
  const report = (callId: string) => world.api('POST', `/calls/${callId}/false-ring`);

  test('is kept once a round, however often and by whatever way it is told', async () => {
    const hunt = await aHunt(world);
    await hunt.connected();
    expect((await report(hunt.callId)).status).toBe(202);
    expect((await report(hunt.callId)).status).toBe(202);
    expect(await world.text('Nobody there.')).toMatch(/^Sorry for that/);
    expect(await world.happened(hunt.callId, 'ring.was_false')).toEqual([
      { kind: 'ring.was_false', round: 1, via: 'api' },
    ]);
  });

  test('without a ring is a conflict', async () => {
    const { callId } = await world.aConnectedCall();
    expect(problemIn(await report(callId)).status).toBe(409);
    expect(await world.text('false alarm')).toBe('You have not been rung yet.');
  });

  test('of somebody else is not to be found', async () => {
    expect(problemIn(await report(`call_${'Z'.repeat(26)}`)).status).toBe(404);
  });
});

describe('a recording', () => {
  const recording = (callId: string, kind: string) => world.api('GET', `/calls/${callId}/recordings/${kind}`);

  test('is a link that works for a while', async () => {
    const callId = await world.aCall();
    await world.services.calls.patch(callId, {
      state: 'finished',
      outcome: 'connected',
      recordings: { mixed: 'a/b.wav' },
    });
    const answer = await recording(callId, 'mixed');
    expect(JSON.parse(answer.body)).toEqual({
      url: 'https://bucket.example.com/a/b.wav?expires=900',
      expiresInSeconds: 900,
    });
  });

  test.each([
    ['a kind that does not exist', 'stereo', 'finished', /outbound, inbound, mixed/],
    ['before the end', 'mixed', 'holding', /when the call has finished/],
    ['of a side on which nothing was heard', 'inbound', 'finished', /Nothing was heard/],
  ] as const)('%s', async (_, kind, state, detail) => {
    const callId = await world.aCall();
    await world.services.calls.patch(callId, { state, recordings: state === 'finished' ? { outbound: 'a' } : null });
    expect(problemIn(await recording(callId, kind))).toMatchObject({
      status: 404,
      detail: expect.stringMatching(detail),
    });
  });
});

describe('what is behind it is down', () => {
  test.each([
    ['POST', '/calls'],
    ['GET', '/calls'],
  ])('%s %s: try again shortly', async (method, path) => {
    world.breaks.owners.fail('byKey', new StoreUnavailable('DynamoDB: no answer'));
    const answer = await world.api(method, path, method === 'POST' ? { body: order } : {});
    expect(problemIn(answer)).toMatchObject({ status: 503, detail: expect.stringContaining('try again') });
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.body).not.toContain('DynamoDB');
    expect(world.logged.at(-1)).toMatchObject({ level: 'error', fields: { error: 'StoreUnavailable' } });
  });

  test('a bug is a 500 that tells nothing', async () => {
    world.breaks.owners.fail('byKey', new TypeError('secret internals'));
    const answer = await world.api('GET', '/calls');
    expect(problemIn(answer).status).toBe(500);
    expect(answer.body).not.toContain('secret internals');
    expect(JSON.stringify(world.logged)).not.toContain('secret internals');
  });
});

test('an address that does not exist', async () => {
  expect(problemIn(await world.api('GET', '/nothing/here')).status).toBe(404);
});

test('no log line of a call holds its number or its words', async () => {
  const { callId } = viewIn(await create());
  const prompt = {
    kind: 'prompt',
    atMs: mediaMs(1),
    fromMs: mediaMs(0),
    text: 'a private menu',
    confidence: 1,
  } as const;
  const observationId = await observed(world.services, callId, prompt, 'x');
  await world.wait('PlaceCall', callId, { attempt: 1 });
  await world.decide(callId, { kind: 'prompt', observationId });
  await world.run('Finish', { callId, failure: null });
  expect(JSON.stringify([world.logged, world.counted])).not.toMatch(/8005550100|private menu|dispute/);
});
