import { afterEach, describe, expect, it } from 'vitest';
import { createTwilioClient } from '#adapters/twilio/client.ts';
import { twilioNotifier } from '#adapters/twilio/notifier.ts';
import { verifyPass } from '#adapters/twilio/stream-pass.ts';
import { twilioTelephony } from '#adapters/twilio/telephony.ts';
import * as twiml from '#adapters/twilio/twiml.ts';
import { webhooks as webhooksOf } from '#adapters/twilio/webhooks.ts';
import { DeviceId, PhoneNumber } from '#core/contracts/ids.ts';
import { StreamPass } from '#core/contracts/worker-command.ts';
import { roomName } from '#core/people/room.ts';
import type { Telephony } from '#core/ports/telephony.ts';
import { API, MEDIA } from '../../local/phone/support/product.ts';
import { type PartyScript, type ScriptedParty, scriptedParty } from '../../local/phone/support/scripted-party.ts';
import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  COMPANY,
  PERSON,
  startWorld,
  US,
  type World,
} from '../../local/phone/support/world.ts';
import { callId, streamSecret } from './a-call.ts';

const company = PhoneNumber.parse(COMPANY);
const person = PhoneNumber.parse(PERSON);
const webhooks = webhooksOf(API);
const leg = { callId, round: 1, deviceId: DeviceId.parse('mobile') };
const room = roomName(callId, 1);
const device = {
  deviceId: leg.deviceId,
  name: 'mobile',
  address: { kind: 'phone' as const, number: person },
  ringSeconds: 20,
};
const paths = `/twilio/calls/${callId}`;
const devicePaths = `${paths}/rounds/1/devices/mobile`;
const order = { callId, to: company, attempt: 1, epoch: 1 };

let world: World;
let telephony: Telephony;
afterEach(() => world.close());

/** The company and the person of this script, and the adapter on the network that they are in. */
async function begin(scripts: { company?: PartyScript; person?: PartyScript } = {}) {
  const parties: { company: ScriptedParty; person: ScriptedParty } = {
    company: scriptedParty(scripts.company),
    person: scriptedParty(scripts.person),
  };
  world = await startWorld({ people: { [COMPANY]: parties.company, [PERSON]: parties.person } });
  const client = createTwilioClient({
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    apiBaseUrl: world.network.endpoint,
  });
  const retry = { clock: world.clock };
  const from = PhoneNumber.parse(US);
  const urls = { publicApiUrl: API, publicStreamUrl: `${MEDIA}/streams` };
  telephony = twilioTelephony({ client, from, ...urls, streamSecret, retry });
  world.product.answers.set(`${devicePaths}/gather`, twiml.deviceAccepted(webhooks, leg, room));
  world.product.answers.set(`${devicePaths}/left`, twiml.rearmMenu(webhooks, leg));
  return { ...parties, notifier: twilioNotifier({ client, from, retry }) };
}

const statuses = (path: string) => world.product.hooksTo(path).map(({ params }) => params.CallStatus);
const ringing = { callId, round: 1, device, announcement: 'Press 1 to take the call.' };

describe('the adapter on the phone network', () => {
  it('dials, and every status is told', async () => {
    await begin({ company: { hangsUpAtMs: 4_000 } });
    const callSid = await telephony.dial(order);
    await world.pass(8_000);
    expect(statuses(`${paths}/status/company/1`)).toEqual(['initiated', 'ringing', 'in-progress', 'completed']);
    expect(world.product.hooks.every(({ signed }) => signed)).toBe(true);
    expect(await telephony.status(callSid)).toEqual({ callSid, status: 'completed', seconds: 4 });
    expect(world.network.record.alerts).toEqual([]);
  });

  it('the stream brings a pass for its call, epoch and track', async () => {
    await begin();
    const callSid = await telephony.dial(order);
    await world.pass(3_000);
    await telephony.attachStream(callSid, { callId, epoch: 2, track: 'outbound' });
    await world.pass(1_000);
    const starts = world.product.streams.map(({ messages }) => messages.find(({ event }) => event === 'start')?.start);
    const passes = starts.map((start) => StreamPass.parse(start?.customParameters));
    expect(passes).toMatchObject([
      { callId, epoch: 1, track: 'inbound' },
      { callId, epoch: 2, track: 'outbound' },
    ]);
    expect(passes.every((pass) => verifyPass(streamSecret, pass))).toBe(true);
    expect(starts.map((start) => start?.tracks)).toEqual([['inbound'], ['outbound']]);
    expect(world.product.hooksTo(`${paths}/streams/2`)[0]?.params.StreamEvent).toBe('stream-started');
  });

  it('presses and speaks while one ear stays open', async () => {
    const parties = await begin();
    const callSid = await telephony.dial(order);
    await world.pass(3_000);
    await telephony.perform(callId, callSid, { kind: 'press', digits: 'w2' });
    await world.pass(2_000);
    await telephony.perform(callId, callSid, { kind: 'say', text: 'A person please.' });
    await world.pass(4_000);
    expect(parties.company.digitsHeard()).toBe('2');
    expect(parties.company.sentencesHeard()).toEqual(['A person please.']);
    expect(world.product.streams).toHaveLength(1);
    expect(world.product.streams[0]?.messages.some(({ event }) => event === 'stop')).toBe(false);
    expect((await telephony.status(callSid)).status).toBe('in-progress');
  });

  it('keeps an agent on the line, one sentence after the other', async () => {
    const parties = await begin();
    const callSid = await telephony.dial(order);
    await world.pass(3_000);
    await telephony.perform(callId, callSid, {
      kind: 'keep',
      first: 'One moment.',
      later: ['Still here.', 'Soon.'],
      everyMs: 3_000,
    });
    await world.pass(12_000);
    expect(parties.company.sentencesHeard()).toEqual(['One moment.', 'Still here.', 'Soon.']);
  });

  it('brings the person who pressed a key together with the company, on both ears', async () => {
    const parties = await begin({ company: { hum: 0x20 }, person: { hum: 0x30, presses: { 4000: '1' } } });
    const callSid = await telephony.dial(order);
    await world.pass(3_000);
    await telephony.ringDevice(ringing);
    await world.pass(7_000);
    expect(parties.person.sentencesHeard()[0]).toBe('Press 1 to take the call.');
    expect(world.product.hooksTo(`${devicePaths}/gather`)[0]?.params.Digits).toBe('1');
    await telephony.perform(callId, callSid, { kind: 'join', room });
    await telephony.attachStream(callSid, { callId, epoch: 1, track: 'outbound' });
    await world.pass(3_000);
    expect(parties.company.heard.at(-1)).toMatchObject({ bridged: true });
    expect([parties.company, parties.person].map((party) => party.heard.at(-1)?.audio?.[0])).toEqual([0x30, 0x20]);
    const events = world.product.hooksTo(`${paths}/conference`).map(({ params }) => params.StatusCallbackEvent);
    expect(events.sort()).toEqual(['conference-start', 'participant-join', 'participant-join']);
    const outbound = world.product.streams[1]?.messages.findLast(({ event }) => event === 'media')?.media;
    expect(Buffer.from(outbound?.payload ?? '', 'base64')[0]).toBe(0x30);
  });

  it('says who is in a room: the person first, then both, and nobody when it is over', async () => {
    await begin({ person: { presses: { 4000: '1' } } });
    const callSid = await telephony.dial(order);
    await world.pass(3_000);
    expect(await telephony.whoIsIn(room)).toEqual([]);
    const device = await telephony.ringDevice(ringing);
    await world.pass(7_000);
    expect(await telephony.whoIsIn(room)).toEqual([device]);
    await telephony.perform(callId, callSid, { kind: 'join', room });
    await world.pass(1_000);
    expect((await telephony.whoIsIn(room)).toSorted()).toEqual([callSid, device].toSorted());
    expect(await telephony.whoIsIn(roomName(callId, 2))).toEqual([]);
    await telephony.hangUp(callSid);
    await world.pass(1_000);
    expect(await telephony.whoIsIn(room)).toEqual([]);
  });

  it('holds on for a person who leaves by the star, and asks what comes next', async () => {
    const parties = await begin({ person: { presses: { 4000: '1', 9000: '*', 16000: '2' } } });
    const callSid = await telephony.dial(order);
    await world.pass(3_000);
    await telephony.ringDevice(ringing);
    await world.pass(7_000);
    await telephony.perform(callId, callSid, { kind: 'join', room });
    world.product.answers.set(`${devicePaths}/rearm`, twiml.deviceDismissed('All right.'));
    await world.pass(12_000);
    expect(world.product.hooksTo(`${devicePaths}/left`)[0]?.params.CallStatus).toBe('in-progress');
    expect(world.product.hooksTo(`${devicePaths}/rearm`)[0]?.params.Digits).toBe('2');
    expect(parties.person.sentencesHeard().at(-1)).toBe('All right.');
    expect(parties.person.isEnded).toBe(true);
    expect((await telephony.status(callSid)).status).toBe('in-progress');
  });

  it('gives up on a person who presses nothing, as a voicemail does', async () => {
    const parties = await begin();
    await telephony.ringDevice(ringing);
    await world.pass(40_000);
    expect(parties.person.sentencesHeard()).toEqual([
      'Press 1 to take the call.',
      'Press 1 to take the call.',
      'Nobody pressed a key, so I let the call go. Goodbye.',
    ]);
    expect(world.product.hooksTo(`${devicePaths}/gather`)).toEqual([]);
    expect(statuses(`${paths}/status/device/1/mobile`).at(-1)).toBe('completed');
  });

  it('tells the others, ends legs in any state, and minds no leg that is over', async () => {
    const parties = await begin({ company: { ring: { kind: 'answer', afterMs: 5_000 } } });
    const dialled = await telephony.dial(order);
    const rung = await telephony.ringDevice(ringing);
    await world.pass(3_000);
    await telephony.hangUp(dialled);
    await telephony.dismissDevice(rung, 'Too late.');
    await world.pass(4_000);
    expect(statuses(`${paths}/status/company/1`).at(-1)).toBe('canceled');
    expect(parties.person.sentencesHeard().at(-1)).toBe('Too late.');
    await telephony.hangUp(dialled);
    await expect(telephony.perform(callId, dialled, { kind: 'wait' })).rejects.toMatchObject({ name: 'LegEnded' });
    await expect(telephony.dismissDevice(rung, 'Too late.')).rejects.toMatchObject({ name: 'LegEnded' });
    const late = telephony.attachStream(dialled, { callId, epoch: 2, track: 'inbound' });
    await expect(late).rejects.toMatchObject({ name: 'LegEnded' });
  });

  it('finds the leg of a dial whose answer never came', async () => {
    await begin();
    const before = world.clock.now();
    const callSid = await telephony.dial(order);
    expect(await telephony.legsTo(company, before)).toMatchObject([{ callSid }]);
    expect(await telephony.legsTo(company, before + 60_000)).toEqual([]);
    expect(await telephony.legsTo(person, before)).toEqual([]);
  });

  it('says farewell and ends the leg', async () => {
    const parties = await begin();
    const callSid = await telephony.dial(order);
    await world.pass(3_000);
    await telephony.perform(callId, callSid, { kind: 'farewell', text: 'Goodbye.' });
    await world.pass(4_000);
    expect(parties.company.sentencesHeard()).toEqual(['Goodbye.']);
    expect(parties.company.isEnded).toBe(true);
  });

  it('sends a message', async () => {
    const { notifier } = await begin();
    await notifier.sms(person, 'A person is on the line.');
    expect(world.network.record.messages).toMatchObject([{ to: PERSON, body: 'A person is on the line.' }]);
  });
});
