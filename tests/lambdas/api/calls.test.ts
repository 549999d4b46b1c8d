import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { observed } from '#core/call/tell.ts';
import { CallDetail, CallView } from '#core/contracts/http.ts';
import { CallId, OwnerId } from '#core/contracts/ids.ts';
import { StoreUnavailable } from '#core/errors.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { keyDigest } from '#lambdas/api/authenticate.ts';
import { aHunt } from '#tests/support/a-hunt.ts';
import { problemIn, viewIn } from '#tests/support/api-answers.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

const order = { number: '+1 800 555 0100', intent: 'dispute a charge' };

let world: LambdaWorld;
beforeEach(async () => {
  world = await openLambdaWorld();
});

const create = (body: unknown = order, headers: Record<string, string> = {}) =>
  world.api('POST', '/calls', { body, headers });

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
