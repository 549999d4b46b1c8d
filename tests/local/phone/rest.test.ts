import twilio from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { API, MEDIA } from './support/product.ts';
import { scriptedParty } from './support/scripted-party.ts';
import { ACCOUNT_SID, COMPANY, PERSON, startWorld, US, type World } from './support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({
    people: { [COMPANY]: scriptedParty(), [PERSON]: scriptedParty() },
    numbers: [{ phoneNumber: US, smsUrl: `${API}/sms` }],
  });
});
afterEach(() => world.close());

const LONG = '<Response><Pause length="600"/></Response>';
const NOWHERE = `CA${'0'.repeat(32)}`;
const dial = (changes: Record<string, unknown> = {}) =>
  world.client.calls.create({ to: COMPANY, from: US, twiml: LONG, ...changes });

describe('what Twilio refuses', () => {
  const refused: readonly [string, () => Promise<unknown>, number, number][] = [
    ['a number that is none', () => dial({ to: '12' }), 400, 21211],
    ['a sender that is none', () => dial({ from: 'me' }), 400, 21212],
    ['a sender that is not ours', () => dial({ from: PERSON }), 400, 21210],
    ['a call without instructions', () => dial({ twiml: undefined }), 400, 21205],
    ['a URL that is none', () => dial({ url: 'here' }), 400, 21205],
    ['inline TwiML over 4,000 characters', () => dial({ twiml: LONG.padEnd(4001) }), 400, 20001],
    ['digits that are none', () => dial({ sendDigits: '12x' }), 400, 21208],
    ['a ring time that is none', () => dial({ timeout: 0 }), 400, 20001],
    ['a call that nobody knows', () => world.client.calls(NOWHERE).fetch(), 404, 20404],
    ['to redirect a call that nobody knows', () => world.client.calls(NOWHERE).update({ twiml: LONG }), 404, 20404],
    ['a conference that nobody knows', () => world.client.conferences(`CF${'0'.repeat(32)}`).fetch(), 404, 20404],
    ['a message to ourselves', () => world.client.messages.create({ to: US, from: US, body: 'x' }), 400, 21266],
    ['a message without text', () => world.client.messages.create({ to: PERSON, from: US }), 400, 21602],
  ];
  it.each(refused)('%s', async (_, ask, status, code) => {
    await expect(ask()).rejects.toMatchObject({ status, code, moreInfo: `https://www.twilio.com/docs/errors/${code}` });
  });

  it('takes inline TwiML of exactly 4,000 characters', async () => {
    expect((await dial({ twiml: LONG.padEnd(4000) })).status).toBe('queued');
  });

  it('a wrong token', async () => {
    const stranger = twilio(ACCOUNT_SID, 'wrong', { httpClient: world.client.httpClient });
    await expect(stranger.calls.list()).rejects.toMatchObject({ status: 401, code: 20003 });
  });

  it('to touch a call that has not been answered, or has ended', async () => {
    const call = await dial();
    const touch = () => world.client.calls(call.sid).update({ twiml: LONG });
    const listen = () => world.client.calls(call.sid).streams.create({ url: `${MEDIA}/ear` });
    await expect(touch()).rejects.toMatchObject({ code: 21220 });
    await world.pass(3000);
    await touch();
    await world.client.calls(call.sid).update({ status: 'completed' });
    await expect(touch()).rejects.toMatchObject({ code: 21220, status: 400 });
    await expect(listen()).rejects.toMatchObject({ code: 21220 });
    await expect(world.client.calls(call.sid).update({ status: 'completed' })).rejects.toMatchObject({ code: 21220 });
  });

  it('streams with a query, a wrong track, a name in use, or too many tracks', async () => {
    const call = await dial();
    await world.pass(3000);
    const listen = (changes: Record<string, unknown>) =>
      world.client.calls(call.sid).streams.create({ url: `${MEDIA}/ear`, ...changes });
    await expect(listen({ url: `${MEDIA}/ear?call=1` })).rejects.toMatchObject({ code: 20001 });
    await expect(listen({ track: 'all' })).rejects.toMatchObject({ code: 31941 });
    await expect(listen({ 'parameter1.name': 'a', 'parameter1.value': 'x'.repeat(500) })).rejects.toThrow('under 500');
    await listen({ name: 'ear', track: 'both_tracks' });
    await expect(listen({ name: 'ear' })).rejects.toMatchObject({ status: 400 });
    await listen({ name: 'second', track: 'both_tracks' });
    await expect(listen({ name: 'third' })).rejects.toMatchObject({ status: 400 });
  });

  it('countries that the account may not call', async () => {
    world.network.faults.refusedNumber = (to) => (to.startsWith('+37') ? 21215 : undefined);
    await expect(dial({ to: '+37052345678' })).rejects.toMatchObject({ code: 21215 });
    await dial();
  });
});

describe('REST that goes wrong', () => {
  it.each([429, 500, 503] as const)('with %i does nothing, or does it all the same', async (status) => {
    const { faults, record } = world.network;
    faults.rest = ({ before }) => ({ kind: 'answer', status, effect: before === 1 });
    await expect(dial()).rejects.toMatchObject({ status, code: status === 429 ? 20429 : 20500 + (status - 500) });
    expect(record.calls).toHaveLength(0);
    await expect(dial()).rejects.toMatchObject({ status });
    expect(record.calls).toHaveLength(1);
    expect(record.requests.map((request) => request.status)).toEqual([status, status]);
  });

  it('with silence or a cut line leaves the caller not knowing', async () => {
    world.network.faults.rest = () => ({ kind: 'cut', effect: true });
    await expect(dial()).rejects.toThrow();
    expect(world.network.record.calls).toHaveLength(1);
    world.network.faults.rest = () => ({ kind: 'silence' });
    const waiting = dial();
    const failed = expect(waiting).rejects.toThrow();
    await world.until(() => world.network.record.requests.length === 2, 'the request came');
    await world.network.close();
    await failed;
    expect(world.network.record.requests[1]?.status).toBeNull();
  });
});

describe('messages', () => {
  it('go out, with their statuses told', async () => {
    const sent = await world.client.messages.create({
      to: PERSON,
      from: US,
      body: 'A person is on the line.',
      statusCallback: `${API}/sms-status`,
    });
    expect(sent).toMatchObject({ status: 'queued', direction: 'outbound-api', numSegments: '1' });
    await world.pass(2000);
    expect((await world.client.messages(sent.sid).fetch()).status).toBe('delivered');
    expect(world.product.hooksTo('/sms-status').map(({ params }) => params.MessageStatus)).toEqual([
      'sent',
      'delivered',
    ]);
  });

  it('come in by a signed webhook, and are answered by TwiML', async () => {
    world.product.answers.set(
      '/sms',
      ({ params }) =>
        `<Response><Message><Body>You said ${params.Body}</Body></Message><Message>Bye</Message></Response>`,
    );
    expect(await world.network.sendSms(PERSON, US, 'status')).toEqual(['You said status', 'Bye']);
    expect(world.product.hooksTo('/sms')[0]).toMatchObject({
      signed: true,
      params: { From: PERSON, To: US, NumMedia: '0' },
    });
    const all = await world.client.messages.list();
    expect(all.map(({ direction }) => direction)).toEqual(['outbound-reply', 'outbound-reply', 'inbound']);
  });

  it('do not go to who asked to be left alone', async () => {
    await world.network.sendSms(PERSON, US, 'Stop');
    expect(world.product.hooksTo('/sms')[0]?.params.OptOutType).toBe('STOP');
    const send = () => world.client.messages.create({ to: PERSON, from: US, body: 'hello' });
    await expect(send()).rejects.toMatchObject({ code: 21610 });
    await world.network.sendSms(PERSON, US, 'START');
    expect((await send()).status).toBe('queued');
  });
});

describe('numbers of the account', () => {
  it('are listed with their URLs, and may be given others', async () => {
    const [number] = await world.client.incomingPhoneNumbers.list({ phoneNumber: US });
    expect(number).toMatchObject({ phoneNumber: US, smsUrl: `${API}/sms`, capabilities: { voice: true, sms: true } });
    await world.client.incomingPhoneNumbers(number?.sid ?? '').update({ smsUrl: `${API}/sms/v2` });
    await world.network.sendSms(PERSON, US, 'help');
    expect(world.product.hooks[0]?.path).toBe('/sms/v2');
  });
});
