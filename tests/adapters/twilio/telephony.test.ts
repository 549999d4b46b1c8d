import { describe, expect, it } from 'vitest';
import { createTwilioClient } from '#adapters/twilio/client.ts';
import { twilioNotifier } from '#adapters/twilio/notifier.ts';
import type { RetryOptions } from '#adapters/twilio/retry.ts';
import { twilioTelephony } from '#adapters/twilio/telephony.ts';
import type { Device } from '#core/contracts/device.ts';
import { DeviceId, PhoneNumber } from '#core/contracts/ids.ts';
import { loggable } from '#core/policy/loggable.ts';
import type { Telephony } from '#core/ports/telephony.ts';
import { openScriptedServer, type ScriptedAnswer, type ScriptedServer } from '#tests/support/scripted-server.ts';
import { api, callId, callSid, company, streamSecret, streamUrl } from './a-call.ts';

const accountSid = `AC${'0'.repeat(32)}`;
const from = PhoneNumber.parse('+15005550006');
const calls = `/2010-04-01/Accounts/${accountSid}/Calls`;

/** Backs off without waiting, and remembers how long it would have been. */
function retrying(): RetryOptions & { readonly waits: number[] } {
  const waits: number[] = [];
  const clock = { now: () => 0, after: () => () => {}, sleep: async (ms: number) => void waits.push(ms) };
  return { clock, chance: () => 1, waits };
}

/** Patient, unless the answer that is tested never comes. */
const timeoutFor = (answer: ScriptedAnswer) => (answer === 'silence' ? 300 : 10_000);

function at(server: Pick<ScriptedServer, 'url'>, timeoutMs = 10_000) {
  const client = createTwilioClient({ accountSid, authToken: 'token', apiBaseUrl: server.url, timeoutMs });
  const retry = retrying();
  const telephony = twilioTelephony({
    client,
    from,
    publicApiUrl: 'https://api.example.com',
    publicStreamUrl: streamUrl,
    streamSecret,
    retry,
  });
  return { telephony, notifier: twilioNotifier({ client, from, retry }), waits: retry.waits };
}

const leg = (fields: object = {}) => ({ sid: callSid, status: 'in-progress', duration: null, ...fields });
const created: ScriptedAnswer = { status: 201, body: leg({ status: 'queued' }) };
const ok: ScriptedAnswer = { status: 200, body: leg() };
const refusal = (code: number, status = 400): ScriptedAnswer => ({
  status,
  body: { code, status, message: 'vendor text', more_info: '' },
});
const slowDown = refusal(20429, 429);
const broken: ScriptedAnswer = { status: 503, body: 'upstream error' };
const forms = ({ requests }: ScriptedServer) => requests.map(({ body }) => new URLSearchParams(body));

const order = { callId, to: company, attempt: 2, epoch: 3 };
const deviceOf = (address: Device['address']) => ({
  deviceId: DeviceId.parse('mobile'),
  name: 'mobile',
  address,
  ringSeconds: 25,
});
const mobile = deviceOf({ kind: 'phone', number: PhoneNumber.parse('+14155550123') });
const ring = { callId, round: 2, device: mobile, announcement: 'Press 1.' };

describe('dialling the company', () => {
  it('orders the call with its document and its callbacks', async () => {
    await using server = await openScriptedServer(created);
    expect(await at(server).telephony.dial(order)).toBe(callSid);
    const { method, path, headers } = server.requests[0] ?? {};
    expect([method, path]).toEqual(['POST', `${calls}.json`]);
    expect(headers?.authorization).toBe(`Basic ${Buffer.from(`${accountSid}:token`).toString('base64')}`);
    const [form] = forms(server);
    expect(Object.fromEntries(form ?? [])).toMatchObject({
      To: company,
      From: from,
      Timeout: '60',
      TimeLimit: '14400',
      StatusCallback: `${api}/status/company/2#rc=3&rp=ct,rt,5xx`,
      StatusCallbackMethod: 'POST',
      Twiml: expect.stringContaining(`name="${callId}:3:inbound"`),
    });
    expect(form?.getAll('StatusCallbackEvent')).toEqual(['initiated', 'ringing', 'answered', 'completed']);
    expect(form?.has('MachineDetection')).toBe(false);
  });

  it('is repeated when Twilio was only too busy', async () => {
    await using server = await openScriptedServer(slowDown, slowDown, created);
    const { telephony, waits } = at(server);
    expect(await telephony.dial(order)).toBe(callSid);
    expect(waits).toEqual([200, 400]);
  });

  it.each<[string, ScriptedAnswer]>([
    ['is broken', broken],
    ['does not answer', 'silence'],
    ['drops the connection', 'drop'],
    ['answers without a call', { status: 201, body: {} }],
  ])('is not repeated when Twilio %s: the call may have begun', async (_, answer) => {
    await using server = await openScriptedServer(answer);
    const { telephony } = at(server, timeoutFor(answer));
    await expect(telephony.dial(order)).rejects.toMatchObject({ name: 'CarrierUnavailable' });
    await expect(telephony.ringDevice(ring)).rejects.toMatchObject({ name: 'CarrierUnavailable' });
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    [21211, /no such number/],
    [13224, /no such number/],
    [21215, /Geographic permissions/],
    [13227, /Geographic permissions/],
    [32205, /Geographic permissions/],
    [21212, /deploy with `twilioNumber` set to it/],
    [21219, /trial/],
    [20003, /TWILIO_AUTH_TOKEN/],
    [99999, /errors\/99999/],
  ])('code %d is a refusal that says what to do', async (code, text) => {
    await using server = await openScriptedServer(refusal(code));
    const { telephony } = at(server);
    const refused = { name: 'CallRefused', code, message: expect.stringMatching(text) };
    await expect(telephony.dial(order)).rejects.toMatchObject(refused);
    await expect(telephony.ringDevice(ring)).rejects.toMatchObject(refused);
  });

  it('is unavailable when nobody is at the address, which the log is told', async () => {
    const { telephony } = at({ url: 'http://127.0.0.1:1' });
    const fault: unknown = await telephony.dial(order).catch((error: unknown) => error);
    expect(loggable(fault)).toMatchObject({
      error: 'CarrierUnavailable',
      reason: expect.stringMatching(/ECONNREFUSED/),
    });
  });

  it('no word of an answer that cannot be read reaches the log', async () => {
    await using server = await openScriptedServer({ status: 201, body: `${company} is queued` });
    const fault: unknown = await at(server)
      .telephony.dial(order)
      .catch((error: unknown) => error);
    expect(loggable(fault)).toMatchObject({
      error: 'CarrierUnavailable',
      reason: expect.stringMatching(/SyntaxError/),
    });
    expect(JSON.stringify(loggable(fault))).not.toMatch(/\d{4}/);
  });
});

describe('ringing a device', () => {
  it.each<[Device['address'], string]>([
    [{ kind: 'phone', number: PhoneNumber.parse('+14155550123') }, '+14155550123'],
    [{ kind: 'sip', uri: 'sip:sam@example.com' }, 'sip:sam@example.com'],
    [{ kind: 'client', identity: 'sam_browser' }, 'client:sam_browser'],
  ])('%o', async (address, to) => {
    await using server = await openScriptedServer(created);
    expect(await at(server).telephony.ringDevice({ ...ring, device: deviceOf(address) })).toBe(callSid);
    const [form] = forms(server);
    expect(Object.fromEntries(form ?? [])).toMatchObject({
      To: to,
      Timeout: '25',
      StatusCallback: `${api}/status/device/2/mobile#rc=3&rp=ct,rt,5xx`,
      Twiml: expect.stringContaining('<Say voice="Polly.Joanna" language="en-US">Press 1.</Say></Gather>'),
    });
    expect(form?.getAll('StatusCallbackEvent')).toHaveLength(4);
  });
});

/** All that may be repeated. */
const onLeg: [string, (telephony: Telephony) => Promise<unknown>][] = [
  ['status', (telephony) => telephony.status(callSid)],
  ['perform', (telephony) => telephony.perform(callId, callSid, { kind: 'wait' })],
  ['attachStream', (telephony) => telephony.attachStream(callSid, { callId, epoch: 4, track: 'outbound' })],
  ['dismissDevice', (telephony) => telephony.dismissDevice(callSid, 'Too late.')],
  ['hangUp', (telephony) => telephony.hangUp(callSid)],
];

describe.concurrent.each(onLeg)('%s', (name, act) => {
  it.each<[string, ScriptedAnswer]>([
    ['is too busy', slowDown],
    ['is broken', broken],
    ['does not answer', 'silence'],
    ['drops the connection', 'drop'],
  ])('is repeated when Twilio %s, but not for ever', async (_, answer) => {
    await using server = await openScriptedServer(answer, ok);
    const { telephony, waits } = at(server, timeoutFor(answer));
    await act(telephony);
    expect(server.requests).toHaveLength(2);
    server.script(answer);
    await expect(act(telephony)).rejects.toMatchObject({ name: 'CarrierUnavailable' });
    expect(server.requests).toHaveLength(6);
    expect(waits).toEqual([200, 200, 400, 800]);
  });

  it.each([
    [21220, 400],
    [20404, 404],
    [20009, 409],
  ])('code %d: the leg has ended', async (code, status) => {
    await using server = await openScriptedServer(refusal(code, status));
    const { telephony } = at(server);
    if (name === 'hangUp') await expect(act(telephony)).resolves.toBeUndefined();
    else await expect(act(telephony)).rejects.toMatchObject({ name: 'LegEnded' });
    expect(server.requests).toHaveLength(1);
  });

  it('tells what is wrong with the account', async () => {
    await using server = await openScriptedServer(refusal(20003, 401));
    await expect(act(at(server).telephony)).rejects.toMatchObject({
      name: 'CarrierUnavailable',
      message: expect.stringContaining('TWILIO_AUTH_TOKEN'),
    });
  });
});

describe.each([
  ['press', { kind: 'press', digits: '2' }],
  ['say', { kind: 'say', text: 'Representative.' }],
] as const)('%s', (_, script) => {
  it.each<[string, ScriptedAnswer]>([
    ['is broken', broken],
    ['does not answer', 'silence'],
    ['drops the connection', 'drop'],
  ])('is sent once when Twilio %s: it may have sounded', async (_name, answer) => {
    await using server = await openScriptedServer(answer, ok);
    const { telephony } = at(server, timeoutFor(answer));
    await expect(telephony.perform(callId, callSid, script)).rejects.toMatchObject({ name: 'CarrierUnavailable' });
    expect(server.requests).toHaveLength(1);
  });

  it('is sent again when Twilio was only too busy', async () => {
    await using server = await openScriptedServer(slowDown, ok);
    await at(server).telephony.perform(callId, callSid, script);
    expect(server.requests).toHaveLength(2);
  });
});

describe('a leg', () => {
  it('is looked up', async () => {
    await using server = await openScriptedServer({ status: 200, body: leg({ status: 'completed', duration: '61' }) });
    expect(await at(server).telephony.status(callSid)).toEqual({ callSid, status: 'completed', seconds: 61 });
    expect(server.requests[0]).toMatchObject({ method: 'GET', path: `${calls}/${callSid}.json` });
  });

  it('plays something else, which replaces its document', async () => {
    await using server = await openScriptedServer(ok);
    await at(server).telephony.perform(callId, callSid, { kind: 'press', digits: '2' });
    expect(server.requests[0]?.path).toBe(`${calls}/${callSid}.json`);
    expect(forms(server)[0]?.get('Twiml')).toContain('<Play digits="2"/>');
  });

  it('gets another ear', async () => {
    await using server = await openScriptedServer({ status: 201, body: { sid: `MZ${'1'.repeat(32)}` } });
    await at(server).telephony.attachStream(callSid, { callId, epoch: 4, track: 'outbound' });
    expect(server.requests[0]?.path).toBe(`${calls}/${callSid}/Streams.json`);
    expect(Object.fromEntries(forms(server)[0] ?? [])).toMatchObject({
      Url: streamUrl,
      Name: `${callId}:4:outbound`,
      Track: 'outbound_track',
      StatusCallback: `${api}/streams/4#rc=3&rp=ct,rt,5xx`,
      'Parameter1.Name': 'callId',
      'Parameter1.Value': callId,
      'Parameter2.Name': 'epoch',
      'Parameter2.Value': '4',
      'Parameter3.Name': 'track',
      'Parameter3.Value': 'outbound',
      'Parameter4.Name': 'pass',
      'Parameter4.Value': expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it('is ended in any state', async () => {
    await using server = await openScriptedServer(ok);
    await at(server).telephony.hangUp(callSid);
    expect(forms(server)[0]?.get('Status')).toBe('completed');
  });
});

describe('legs to a number', () => {
  const legAt = (n: number, date: string) => leg({ sid: `CA${String(n).repeat(32)}`, date_created: date });

  it('are those that began since then, queued ones too', async () => {
    await using server = await openScriptedServer({
      status: 200,
      body: {
        calls: [
          { ...legAt(3, 'Thu, 01 Jan 2026 00:00:10 +0000'), status: 'queued', start_time: null },
          legAt(2, 'Thu, 01 Jan 2026 00:00:05 +0000'),
          legAt(1, 'Thu, 01 Jan 2026 00:00:04 +0000'),
        ],
        next_page_uri: null,
      },
    });
    const legs = await at(server).telephony.legsTo(company, Date.UTC(2026, 0, 1, 0, 0, 5, 900));
    expect(legs.map(({ callSid: sid, status }) => [sid.slice(-1), status])).toEqual([
      ['3', 'queued'],
      ['2', 'in-progress'],
    ]);
    expect(server.requests[0]?.path).toBe(`${calls}.json?To=%2B18005550100&PageSize=100`);
  });

  it('are asked for again after a fault', async () => {
    await using server = await openScriptedServer(broken, { status: 200, body: { calls: [], next_page_uri: null } });
    expect(await at(server).telephony.legsTo(company, 0)).toEqual([]);
  });
});

describe('a room', () => {
  const conferences = `/2010-04-01/Accounts/${accountSid}/Conferences`;
  const sid = `CF${'0'.repeat(32)}`;
  const found: ScriptedAnswer = { status: 200, body: { conferences: [{ sid }], next_page_uri: null } };
  const nobody: ScriptedAnswer = { status: 200, body: { participants: [], next_page_uri: null } };

  it('is asked for by its name, then for who is in it; again after a fault', async () => {
    const inside: ScriptedAnswer = {
      status: 200,
      body: { participants: [{ call_sid: callSid }], next_page_uri: null },
    };
    await using server = await openScriptedServer(broken, found, broken, inside);
    expect(await at(server).telephony.whoIsIn('hs-room-1')).toEqual([callSid]);
    expect([server.requests[1], server.requests[3]].map((request) => request?.path)).toEqual([
      `${conferences}.json?FriendlyName=hs-room-1&Status=in-progress&PageSize=1`,
      `${conferences}/${sid}/Participants.json?PageSize=10`,
    ]);
  });

  it.each<[string, ScriptedAnswer[]]>([
    ['is not there', [{ status: 200, body: { conferences: [], next_page_uri: null } }]],
    ['is empty', [found, nobody]],
    ['closes in between', [found, refusal(20404, 404)]],
  ])('that %s has nobody in it', async (_, answers) => {
    await using server = await openScriptedServer(...answers);
    expect(await at(server).telephony.whoIsIn('hs-room-1')).toEqual([]);
  });

  it('that nobody can tell of is not taken for an empty one', async () => {
    await using server = await openScriptedServer(found, broken);
    await expect(at(server).telephony.whoIsIn('hs-room-1')).rejects.toMatchObject({ name: 'CarrierUnavailable' });
  });
});

describe('a text message', () => {
  const to = PhoneNumber.parse('+14155550123');

  it('is sent once', async () => {
    await using server = await openScriptedServer(slowDown, { status: 201, body: { sid: `SM${'1'.repeat(32)}` } });
    await at(server).notifier.sms(to, 'A person is on the line.');
    expect(server.requests.map(({ path }) => path)).toEqual(
      Array(2).fill(`/2010-04-01/Accounts/${accountSid}/Messages.json`),
    );
    expect(Object.fromEntries(forms(server)[1] ?? [])).toEqual({
      To: to,
      From: from,
      Body: 'A person is on the line.',
    });
  });

  it.each([
    [21610, /START/],
    [30034, /A2P/],
    [21614, /mobile/],
    [21211, /no such number/],
    [55555, /errors\/55555/],
  ])('code %d is a refusal that says what to do', async (code, text) => {
    await using server = await openScriptedServer(refusal(code));
    const refused = { name: 'MessageRefused', code, message: expect.stringMatching(text) };
    await expect(at(server).notifier.sms(to, 'Hello.')).rejects.toMatchObject(refused);
  });

  it.each<[string, ScriptedAnswer]>([
    ['broken', broken],
    ['silent', 'silence'],
  ])('is not sent again when Twilio is %s: better none than two', async (_, answer) => {
    await using server = await openScriptedServer(answer);
    const { notifier } = at(server, timeoutFor(answer));
    await expect(notifier.sms(to, 'Hello.')).rejects.toMatchObject({ name: 'CarrierUnavailable' });
    expect(server.requests).toHaveLength(1);
  });
});

describe('how long an answer is waited for', () => {
  const timeoutsOf = async (use: (telephony: Telephony) => Promise<unknown>) => {
    const timeouts: (number | undefined)[] = [];
    const client = createTwilioClient({
      accountSid,
      authToken: 'token',
      httpClient: {
        request: async <T>({ timeout }: { timeout?: number }) => {
          timeouts.push(timeout);
          return { statusCode: 200, body: leg() as T, headers: {} };
        },
      },
    });
    await use(
      twilioTelephony({
        client,
        from,
        publicApiUrl: 'https://api.example.com',
        publicStreamUrl: streamUrl,
        streamSecret,
        retry: retrying(),
      }),
    );
    return timeouts;
  };

  it.each<[string, (telephony: Telephony) => Promise<unknown>]>([
    ['the keeper speaks', (one) => one.perform(callId, callSid, { kind: 'wait' })],
    ['the company is led into a room', (one) => one.perform(callId, callSid, { kind: 'join', room: 'room' })],
    ['a stream', (one) => one.attachStream(callSid, { callId, epoch: 2, track: 'inbound' })],
    ['the end of a leg', (one) => one.hangUp(callSid)],
  ])('%s: somebody on the line waits, 4 s', async (_, use) => {
    expect(await timeoutsOf(use)).toEqual([4_000]);
  });

  it.each<[string, (telephony: Telephony) => Promise<unknown>]>([
    ['a new call', (one) => one.dial(order)],
    ['keys', (one) => one.perform(callId, callSid, { kind: 'press', digits: '1' })],
  ])('%s: sent once, so the answer is waited for as usual', async (_, use) => {
    expect(await timeoutsOf(use)).toEqual([undefined]);
  });
});
