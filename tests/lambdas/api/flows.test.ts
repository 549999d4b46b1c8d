import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { FlowId, OwnerId } from '#core/contracts/ids.ts';
import { StoreUnavailable } from '#core/errors.ts';
import { Flow } from '#core/navigation/flow.ts';
import { keyDigest } from '#lambdas/api/authenticate.ts';
import { anOwner } from '#tests/support/an-owner.ts';
import { problemIn } from '#tests/support/api-answers.ts';
import { type LambdaAnswer, type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

const WRITTEN = `number: "+18005550100"
company: northwind bank
paths:
  - goals: [dispute a charge]
    steps:
      - do: DTMF
        expect: [for billing press two]
        digits: "2"
      - do: HOLD
`;

let world: LambdaWorld;
beforeEach(async () => {
  world = await openLambdaWorld();
});

const api = (method: string, path: string, body?: unknown, more: object = {}) =>
  world.api(method, path, { ...(body === undefined ? {} : { body }), ...more });
const flowIn = ({ body }: LambdaAnswer) => Flow.parse(JSON.parse(body));
const made = async () => `/flows/${flowIn(await api('POST', '/flows', WRITTEN)).flowId}`;

describe('flows', () => {
  test('are imported as YAML and exported as JSON and YAML', async () => {
    const answer = await api('POST', '/flows', WRITTEN);
    expect(answer.status).toBe(201);
    const flow = flowIn(answer);
    expect(flow).toMatchObject({ ...parse(WRITTEN), version: 1, source: 'written' });
    const path = `/flows/${flow.flowId}`;
    expect(flowIn(await api('GET', path))).toEqual(flow);
    const yaml = await api('GET', path, undefined, { headers: { accept: 'application/yaml' } });
    expect(yaml.headers['content-type']).toBe('application/yaml');
    expect(Flow.parse(parse(yaml.body))).toEqual(flow);
  });

  test.each(['GET', 'PUT'])('%s in a format that there is not is refused, and nothing is written', async (method) => {
    const path = await made();
    const body = method === 'PUT' ? WRITTEN : undefined;
    expect(problemIn(await api(method, `${path}?format=xml`, body))).toMatchObject({
      status: 400,
      errors: [{ path: 'format', message: 'json or yaml' }],
    });
    expect(flowIn(await api('GET', path)).version).toBe(1);
  });

  test('what was exported can be imported', async () => {
    const path = await made();
    const exported = (await api('GET', path)).body;
    expect((await api('DELETE', path)).status).toBe(204);
    expect((await api('GET', path)).status).toBe(404);
    expect((await api('POST', '/flows', exported)).status).toBe(201);
  });

  test('a change is a new version, and the old one stays', async () => {
    const path = await made();
    const changed = flowIn(await api('PUT', path, WRITTEN.replace('"2"', '"4"')));
    expect(changed).toMatchObject({ version: 2, paths: [{ steps: [{ digits: '4' }, {}] }] });
    const { versions } = z
      .object({ versions: z.array(z.object({ version: z.number() })) })
      .parse(JSON.parse((await api('GET', `${path}/versions`)).body));
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
    expect(flowIn(await api('GET', `${path}/versions/1`))).toMatchObject({ paths: [{ steps: [{ digits: '2' }, {}] }] });
    for (const version of ['3', '0', 'x']) expect((await api('GET', `${path}/versions/${version}`)).status).toBe(404);
  });

  test.each(['PUT', 'POST'])('one that was learned is written when its owner sends it (%s)', async (method) => {
    const path = await made();
    const flowId = FlowId.parse(path.split('/').at(-1));
    const stored = await world.services.flows.get(flowId);
    if (!stored) throw new Error('it was not made');
    await world.services.flows.put({ ...stored, flow: { ...stored.flow, source: 'learned' } }, stored);
    const exported = (await api('GET', path)).body;
    expect(JSON.parse(exported)).toMatchObject({ source: 'learned' });
    if (method === 'POST') await api('DELETE', path);
    expect(flowIn(await api(method, method === 'PUT' ? path : '/flows', exported))).toMatchObject({
      source: 'written',
    });
  });

  test('are listed with the ways that they know', async () => {
    await made();
    expect(JSON.parse((await api('GET', '/flows')).body)).toMatchObject({
      flows: [{ company: 'northwind bank', version: 1, ways: [{ goals: ['dispute a charge'], steps: 2 }] }],
    });
  });

  test('one number has one flow, which keeps its number', async () => {
    const path = await made();
    expect(problemIn(await api('POST', '/flows', WRITTEN))).toMatchObject({ status: 409 });
    const other = WRITTEN.replace('0100', '0199');
    expect(problemIn(await api('PUT', path, other))).toMatchObject({ status: 422, errors: [{ path: 'number' }] });
  });

  test.each([
    ['GET', ''],
    ['PUT', ''],
    ['DELETE', ''],
    ['GET', '/versions'],
    ['GET', '/versions/1'],
  ])("%s of somebody else's flow%s: there is none", async (method, rest) => {
    const path = await made();
    const stranger = anOwner({ ownerId: OwnerId.parse('owner_stranger') });
    await world.services.owners.put(stranger);
    await world.services.owners.addKey(stranger.ownerId, keyDigest('hs_stranger'));
    const body = method === 'PUT' ? WRITTEN : undefined;
    expect(problemIn(await api(method, `${path}${rest}`, body, { key: 'hs_stranger' })).status).toBe(404);
    expect(problemIn(await api(method, `${path}${rest}`, body, { key: null })).status).toBe(401);
    expect((await api('GET', path)).status).toBe(200);
  });

  test('a store that does not answer is told as such', async () => {
    world.breaks.flows.fail('list', new StoreUnavailable('down'));
    expect(problemIn(await api('GET', '/flows')).status).toBe(503);
  });
});

describe('a flow that is not right is answered with its line', () => {
  test.each([
    ['two keys', WRITTEN.replace('"2"', '"22"'), 'line 8', 'one key'],
    ['an unknown step', WRITTEN.replace('HOLD', 'WAIT'), 'line 9', 'DTMF, SPEAK, LISTEN, HOLD or TRANSFER'],
    ['a number', WRITTEN.replace('+1800', '1-800'), 'line 1', 'E.164'],
    [
      'a field too much',
      `${WRITTEN}color: red\n`,
      'line 10: color',
      'unknown field color; known here are flowId, number,',
    ],
    ['a key without quotes', WRITTEN.replace('"2"', '2'), 'line 8', 'it takes text, not a number; put it in quotes'],
    [
      'no steps',
      'number: "+18005550100"\ncompany: bank\npaths:\n  - goals: [x]\n',
      'line 4',
      'a list of 1 to 30 steps',
    ],
    ['no YAML', 'number: "+18005550100"\n  company: [', 'line 2', 'neither YAML nor JSON'],
    ['JSON', '{\n"number": "+18005550100",\n"company": "",\n"paths": []\n}', 'line 3', 'must not be empty'],
    ['nothing', '', 'the flow', 'it takes an object, not null'],
    ['a text', 'hello', 'line 1', 'it takes an object, not text'],
  ])('%s', async (_what, text, line, message) => {
    const { status, errors = [] } = problemIn(await api('POST', '/flows', text));
    expect(status).toBe(400);
    expect(
      errors.some((error) => error.path.includes(line) && error.message.includes(message)),
      JSON.stringify(errors),
    ).toBe(true);
  });

  test('aliases that unfold without end', async () => {
    const levels = Array.from(
      { length: 9 },
      (_, i) => `${'abcdefghi'[i]}: &${'abcdefghi'[i]} [${i === 0 ? 'x' : `${`*${'abcdefghi'[i - 1]},`.repeat(9)}`}]`,
    );
    expect(problemIn(await api('POST', '/flows', levels.join('\n'))).status).toBe(400);
  });

  test('keys that are no texts leave nothing of the document in a log', async () => {
    const warned: Error[] = [];
    const listen = (warning: Error) => void warned.push(warning);
    process.on('warning', listen);
    expect(problemIn(await api('POST', '/flows', '{ my secret words: 1 }: 2')).status).toBe(400);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', listen);
    expect(warned).toEqual([]);
  });

  test('too long', async () => {
    expect(problemIn(await api('POST', '/flows', 'x'.repeat(200_001))).status).toBe(413);
  });
});
