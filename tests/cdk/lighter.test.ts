import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { z } from 'zod';
import { bundled } from '#tests/cdk/support/bundled.ts';
import { openScriptedServer } from '#tests/support/scripted-server.ts';

type Client = typeof import('#adapters/twilio/client.ts');

let folder: string;
let twilio: Client;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hold-slayer-lighter-'));
  twilio = await bundled("export * from '#adapters/twilio/client.ts';", folder);
});
afterAll(() => rm(folder, { recursive: true }));

const sid = `CA${'0'.repeat(32)}`;
const clientAt = (apiBaseUrl: string) =>
  twilio.createTwilioClient({ accountSid: `AC${'0'.repeat(32)}`, authToken: 'token', apiBaseUrl });

it("the bundled client of Twilio's does all that the adapters ask of it", async () => {
  await using server = await openScriptedServer(
    { status: 201, body: { sid } },
    { status: 201, body: { sid: `MZ${'0'.repeat(32)}` } },
    { status: 200, body: { calls: [{ sid, status: 'in-progress' }] } },
    { status: 200, body: { sid, status: 'completed' } },
    { status: 201, body: { sid: `SM${'0'.repeat(32)}` } },
    { status: 404, body: { code: 20404, message: 'no such call', status: 404 } },
  );
  const { calls, messages } = clientAt(server.url);
  const order = { to: '+18005550100', from: '+15005550006', twiml: '<Response/>', statusCallbackEvent: ['answered'] };
  expect((await calls.create(order)).sid).toBe(sid);
  await calls(sid).streams.create({
    url: 'wss://media.example/stream',
    name: 'one',
    'parameter1.name': 'epoch',
    'parameter1.value': '2',
    'parameter99.name': 'last',
  });
  expect(await calls.list({ to: order.to, limit: 1 })).toMatchObject([{ sid, status: 'in-progress' }]);
  await calls(sid).update({ status: 'completed' });
  await messages.create({ to: order.to, from: order.from, body: 'hello' });
  await expect(calls(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  expect(server.requests.map(({ method, body }) => `${method} ${body}`)).toEqual([
    'POST To=%2B18005550100&From=%2B15005550006&StatusCallbackEvent=answered&Twiml=%3CResponse%2F%3E',
    'POST Url=wss%3A%2F%2Fmedia.example%2Fstream&Name=one&Parameter1.Name=epoch&Parameter1.Value=2&Parameter99.Name=last',
    'GET ',
    'POST Status=completed',
    'POST To=%2B18005550100&From=%2B15005550006&Body=hello',
    'GET ',
  ]);
});

it('schemas of zod parse as ever, and describe themselves no more', async () => {
  const { Call } = await bundled<{ Call: ReturnType<typeof z.object> }>(
    "import * as z from 'zod'; export const Call = z.strictObject({ number: z.string().regex(/^\\+/), tries: z.coerce.number().int().default(1) });",
    await mkdtemp(join(folder, 'zod-')),
  );
  expect(Call.parse({ number: '+1' })).toEqual({ number: '+1', tries: 1 });
  expect(Call.safeParse({ number: '1', more: 1 }).error?.issues.map(({ code }) => code)).toEqual([
    'invalid_format',
    'unrecognized_keys',
  ]);
  expect(() => Call.toJSONSchema()).toThrow('JSON Schema is not in this bundle');
});

it('what was left out says so when it is asked for', () => {
  expect(() => clientAt('http://127.0.0.1:2').calls(sid).payments).toThrow('this part of Twilio is not in this bundle');
});
