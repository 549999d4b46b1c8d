import { afterEach, describe, expect, it } from 'vitest';
import type { RingPlan } from '#local/phone/party.ts';
import { API } from './support/product.ts';
import { scriptedParty } from './support/scripted-party.ts';
import { COMPANY, PERSON, startWorld, US, type World, type WorldOptions } from './support/world.ts';

let world: World;
const start = async (options?: WorldOptions) => {
  world = await startWorld(options);
  return world;
};
afterEach(() => world.close());

const EVENTS = ['initiated', 'ringing', 'answered', 'completed'];
const LONG = '<Response><Pause length="600"/></Response>';
const order = { to: COMPANY, from: US, statusCallback: `${API}/status?call=1`, statusCallbackEvent: EVENTS };
const statusesTold = () => world.product.hooksTo('/status').map(({ params }) => params.CallStatus);

describe('a call', () => {
  it('goes through its statuses, tells each of them signed, and ends when its TwiML ends', async () => {
    const company = scriptedParty();
    const { client, product, pass, network } = await start({ people: { [COMPANY]: company } });
    const call = await client.calls.create({ ...order, twiml: '<Response><Pause length="2"/></Response>' });
    expect(call.status).toBe('queued');
    await pass(6000);
    const told = product.hooksTo('/status');
    expect(statusesTold()).toEqual(['initiated', 'ringing', 'in-progress', 'completed']);
    expect(told.map(({ params }) => params.SequenceNumber)).toEqual(['0', '1', '2', '3']);
    expect(told.every(({ signed }) => signed)).toBe(true);
    expect(told.at(-1)?.params).toMatchObject({ CallDuration: '2', SipResponseCode: '200', CallSid: call.sid });
    const fetched = await client.calls(call.sid).fetch();
    expect(fetched).toMatchObject({ status: 'completed', duration: '2', direction: 'outbound-api', to: COMPANY });
    expect(network.record.calls[0]?.endedBy).toBe('twiml ended');
    expect(company.isEnded).toBe(true);
  });

  const unanswered: readonly [string, RingPlan | null, string, string][] = [
    ['busy', { kind: 'busy' }, 'busy', '486'],
    ['rings out', { kind: 'no-answer' }, 'no-answer', '487'],
    ['answers too late', { kind: 'answer', afterMs: 11_000 }, 'no-answer', '487'],
    ['fails', { kind: 'failed', sipResponseCode: 503 }, 'failed', '503'],
    ['is not in service', null, 'failed', '404'],
  ];
  it.each(unanswered)('to a number that %s', async (_, ring, status, sipResponseCode) => {
    const { client, product, pass } = await start({ people: ring ? { [COMPANY]: scriptedParty({ ring }) } : {} });
    const call = await client.calls.create({ ...order, twiml: LONG, timeout: 10 });
    await pass(12_000);
    expect((await client.calls(call.sid).fetch()).status).toBe(status);
    const end = product.hooksTo('/status').at(-1)?.params;
    expect(end).toMatchObject({ CallStatus: status, CallDuration: '0', SipResponseCode: sipResponseCode });
  });

  it('that the carrier answers early carries ringback as sound until the party is there', async () => {
    const company = scriptedParty({ ring: { kind: 'answer', afterMs: 3000, early: true } });
    const { client, pass } = await start({ people: { [COMPANY]: company } });
    const call = await client.calls.create({ ...order, twiml: LONG });
    await pass(2000);
    expect((await client.calls(call.sid).fetch()).status).toBe('in-progress');
    expect(company.heard).toEqual([]);
    await pass(3000);
    expect(company.heard[0]?.atMs).toBe(0);
  });

  it('ends at its time limit', async () => {
    const { client, pass, network } = await start({ people: { [COMPANY]: scriptedParty() } });
    await client.calls.create({ ...order, twiml: LONG, timeLimit: 3 });
    await pass(6000);
    const [entry] = network.record.calls;
    expect(entry?.endedBy).toBe('time limit');
    expect((entry?.endedAtMs ?? 0) - (entry?.answeredAtMs ?? 0)).toBe(3000);
  });

  it('ends when the party hangs up', async () => {
    const { client, pass, network } = await start({ people: { [COMPANY]: scriptedParty({ hangsUpAtMs: 400 }) } });
    await client.calls.create({ ...order, twiml: LONG });
    await pass(4000);
    expect(network.record.calls[0]?.endedBy).toBe('party hung up');
    expect(statusesTold().at(-1)).toBe('completed');
  });

  it('can be cancelled while it rings, and completed while it runs', async () => {
    const ring: RingPlan = { kind: 'no-answer' };
    const { client, pass } = await start({
      people: { [COMPANY]: scriptedParty({ ring }), [PERSON]: scriptedParty() },
    });
    const ringing = await client.calls.create({ ...order, twiml: LONG });
    const running = await client.calls.create({ ...order, to: PERSON, twiml: LONG });
    await pass(4000);
    expect((await client.calls(ringing.sid).update({ status: 'canceled' })).status).toBe('canceled');
    expect((await client.calls(running.sid).update({ status: 'completed' })).status).toBe('completed');
  });

  it('presses SendDigits before its document', async () => {
    const company = scriptedParty();
    const { client, pass } = await start({ people: { [COMPANY]: company } });
    await client.calls.create({ ...order, sendDigits: 'w12', twiml: LONG });
    await pass(4000);
    expect(company.digitsHeard()).toBe('12');
  });

  it('whose StatusCallbackEvent is malformed is accepted, and then no callback ever comes', async () => {
    const { client, product, pass } = await start({ people: { [COMPANY]: scriptedParty() } });
    await client.calls.create({
      ...order,
      statusCallbackEvent: ['initiated ringing answered completed'],
      twiml: '<Response/>',
    });
    await pass(4000);
    expect(product.hooks).toEqual([]);
  });

  it('without StatusCallbackEvent tells its end only', async () => {
    const { client, pass } = await start({ people: { [COMPANY]: scriptedParty() } });
    await client.calls.create({ to: COMPANY, from: US, statusCallback: order.statusCallback, twiml: '<Response/>' });
    await pass(4000);
    expect(statusesTold()).toEqual(['completed']);
  });

  it('waits in the queue when the account starts more than its calls a second', async () => {
    const { client, pass, network } = await start({ people: { [COMPANY]: scriptedParty() }, callsPerSecond: 1 });
    for (let call = 0; call < 3; call++) await client.calls.create({ ...order, twiml: LONG });
    await pass(5000);
    const startsMs = network.record.calls.map(({ statuses }) => statuses[1]?.atMs ?? 0);
    expect((startsMs[1] ?? 0) - (startsMs[0] ?? 0)).toBe(1000);
    expect((startsMs[2] ?? 0) - (startsMs[1] ?? 0)).toBe(1000);
  });
});

describe('the list of calls', () => {
  it('is found by To and StartTime, which is how a dial of unknown outcome is reconciled', async () => {
    const people = { [COMPANY]: scriptedParty(), [PERSON]: scriptedParty() };
    const { client, clock, pass } = await start({ people });
    await client.calls.create({ ...order, twiml: '<Response/>' });
    await pass(60_000);
    const since = new Date(clock.now());
    await client.calls.create({ ...order, to: PERSON, twiml: LONG });
    const second = await client.calls.create({ ...order, twiml: LONG });
    const found = await client.calls.list({ to: COMPANY, startTimeAfter: since });
    expect(found.map(({ sid }) => sid)).toEqual([second.sid]);
    await pass(4000);
    expect((await client.calls.list({ status: 'in-progress' })).length).toBe(2);
    expect((await client.calls.list({ from: US })).length).toBe(3);
  });

  it('comes in pages', async () => {
    const { client } = await start({ people: { [COMPANY]: scriptedParty() } });
    const sids: string[] = [];
    for (let call = 0; call < 5; call++) sids.unshift((await client.calls.create({ ...order, twiml: LONG })).sid);
    const found = await client.calls.list({ to: COMPANY, pageSize: 2 });
    expect(found.map(({ sid }) => sid)).toEqual(sids);
  });
});
