import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isDescriptionHere, type ResponseSchemas, readResponseSchemas } from './support/openapi.ts';
import { API, MEDIA } from './support/product.ts';
import { scriptedParty } from './support/scripted-party.ts';
import { ACCOUNT_SID, AUTH_TOKEN, COMPANY, PERSON, startWorld, US, type World } from './support/world.ts';

const BASE = '/2010-04-01/Accounts/{AccountSid}';
const ROOM = '<Response><Dial><Conference participantLabel="company">room</Conference></Dial></Response>';

/** What the questions below need of the answers before them. */
const Answer = z.looseObject({
  sid: z.string().default(''),
  conferences: z.array(z.object({ sid: z.string() })).default([]),
});

let world: World;
let schemas: ResponseSchemas;

/** Asks as any HTTP client would, and holds the answer against Twilio's description. */
async function ask(
  method: 'get' | 'post',
  path: string,
  ids: Record<string, string>,
  form: Record<string, string> = {},
) {
  const all: Record<string, string> = { AccountSid: ACCOUNT_SID, ...ids };
  const url = world.network.endpoint + (BASE + path).replace(/\{(\w+)\}/g, (_, name) => all[name] ?? '');
  const answer = await fetch(url, {
    method,
    headers: { authorization: `Basic ${btoa(`${ACCOUNT_SID}:${AUTH_TOKEN}`)}` },
    ...(method === 'post' ? { body: new URLSearchParams(form) } : {}),
  });
  const body: unknown = await answer.json();
  expect(schemas.faults(method, BASE + path, answer.status, body), `${method} ${path}`).toEqual([]);
  return Answer.parse(body);
}

if (!isDescriptionHere) {
  it.skip('answers as the API is described (skipped: ../shared/facts/twilio_api_v2010.json is not on this machine)');
}
describe.runIf(isDescriptionHere)('answers hold against the description of the API', () => {
  beforeAll(async () => {
    schemas = readResponseSchemas();
    world = await startWorld({
      people: { [COMPANY]: scriptedParty(), [PERSON]: scriptedParty({ ring: { kind: 'busy' } }) },
      numbers: [{ phoneNumber: US, smsUrl: `${API}/sms` }],
    });
  });
  afterAll(() => world?.close());

  it('for calls, streams, conferences, participants, messages and numbers', async () => {
    const order = { To: COMPANY, From: US, Twiml: ROOM };
    const call = await ask('post', '/Calls.json', {}, order);
    const busy = await ask('post', '/Calls.json', {}, { ...order, To: PERSON });
    await ask('get', '/Calls/{Sid}.json', { Sid: call.sid });
    await world.pass(4000);
    await ask('get', '/Calls/{Sid}.json', { Sid: busy.sid });
    await ask('get', '/Calls.json', {});

    const streams = { CallSid: call.sid };
    const stream = await ask('post', '/Calls/{CallSid}/Streams.json', streams, { Url: `${MEDIA}/ear` });
    await ask('post', '/Calls/{CallSid}/Streams/{Sid}.json', { ...streams, Sid: stream.sid }, { Status: 'stopped' });

    const { conferences } = await ask('get', '/Conferences.json', {});
    const conferenceSid = conferences[0]?.sid ?? '';
    const conference = { ConferenceSid: conferenceSid, Sid: conferenceSid, CallSid: 'company' };
    await ask('get', '/Conferences/{ConferenceSid}/Participants.json', conference);
    await ask('get', '/Conferences/{ConferenceSid}/Participants/{CallSid}.json', conference);
    const participant = '/Conferences/{ConferenceSid}/Participants/{CallSid}.json';
    await ask('post', participant, conference, { Muted: 'true', Hold: 'true' });
    await ask('post', '/Conferences/{Sid}.json', conference, { Status: 'completed' });
    await ask('get', '/Conferences/{Sid}.json', conference);
    await world.pass(100);
    await ask('get', '/Calls/{Sid}.json', { Sid: call.sid });

    const message = await ask('post', '/Messages.json', {}, { To: PERSON, From: US, Body: 'hello' });
    await ask('get', '/Messages/{Sid}.json', { Sid: message.sid });
    await ask('get', '/Messages.json', {});
    await ask('get', '/IncomingPhoneNumbers.json', {});
  });

  it('and would not, were they otherwise', async () => {
    const call = await ask('post', '/Calls.json', {}, { To: COMPANY, From: US, Twiml: ROOM });
    const faults = (answer: unknown) => schemas.faults('post', `${BASE}/Calls.json`, 201, answer);
    const { conferences: _, ...answered } = call;
    const { sid: __, ...nameless } = answered;
    expect(faults(answered)).toEqual([]);
    expect(faults({ ...answered, status: 'initiated' })).not.toEqual([]);
    expect(faults({ ...answered, duration: 3 })).not.toEqual([]);
    expect(faults(nameless)).not.toEqual([]);
    expect(faults({ ...answered, sid: 'CA1' })).not.toEqual([]);
  });
});
