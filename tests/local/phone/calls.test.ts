import { afterEach, describe, expect, it } from 'vitest';
import { API } from './support/product.ts';
import { scriptedParty } from './support/scripted-party.ts';
import { COMPANY, startWorld, US, type World, type WorldOptions } from './support/world.ts';

let world: World;
const start = async (options?: WorldOptions) => {
  world = await startWorld(options);
  return world;
};
afterEach(() => world.close());

const EVENTS = ['initiated', 'ringing', 'answered', 'completed'];

describe('a call', () => {
  it('goes through its statuses, tells each of them signed, and ends when its TwiML ends', async () => {
    const company = scriptedParty();
    const { client, product, pass, network } = await start({ people: { [COMPANY]: company } });
    const call = await client.calls.create({
      to: COMPANY,
      from: US,
      twiml: '<Response><Pause length="2"/></Response>',
      statusCallback: `${API}/status?call=1`,
      statusCallbackEvent: EVENTS,
    });
    expect(call.status).toBe('queued');
    await pass(6000);
    const told = product.hooksTo('/status');
    expect(told.map(({ params }) => params.CallStatus)).toEqual(['initiated', 'ringing', 'in-progress', 'completed']);
    expect(told.map(({ params }) => params.SequenceNumber)).toEqual(['0', '1', '2', '3']);
    expect(told.every(({ signed }) => signed)).toBe(true);
    expect(told.at(-1)?.params).toMatchObject({ CallDuration: '2', SipResponseCode: '200', CallSid: call.sid });
    const fetched = await client.calls(call.sid).fetch();
    expect(fetched).toMatchObject({ status: 'completed', duration: '2', direction: 'outbound-api', to: COMPANY });
    expect(network.record.calls[0]?.endedBy).toBe('twiml ended');
    expect(company.isEnded).toBe(true);
  });
});
