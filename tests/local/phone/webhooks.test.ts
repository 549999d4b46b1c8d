import { afterEach, describe, expect, it } from 'vitest';
import { unreliableWebhooks } from '#local/phone/faults.ts';
import { API } from './support/product.ts';
import { type ScriptedParty, scriptedParty } from './support/scripted-party.ts';
import { COMPANY, startWorld, US, type World, type WorldOptions } from './support/world.ts';

let world: World;
let company: ScriptedParty;
afterEach(() => world.close());

const LONG = '<Response><Pause length="600"/></Response>';
const EVENTS = ['initiated', 'ringing', 'answered', 'completed'];
const start = async (options: WorldOptions = {}) => {
  company = scriptedParty();
  world = await startWorld({ people: { [COMPANY]: company }, ...options });
};
const dial = (options: { url?: string; twiml?: string }) =>
  world.client.calls.create({
    to: COMPANY,
    from: US,
    statusCallback: `${API}/status`,
    statusCallbackEvent: EVENTS,
    ...options,
  });
const tokens = (path: string) =>
  world.product.hooksTo(path).map(({ headers }) => headers['i-twilio-idempotency-token']);

describe('retries', () => {
  it('of #rc=2&rp=5xx come with the same idempotency token, and the fragment is neither sent nor signed', async () => {
    await start();
    let asked = 0;
    world.product.answers.set('/voice', () => (asked++ < 2 ? 500 : '<Response><Play digits="1"/></Response>'));
    await dial({ url: `${API}/voice#rc=2&rp=5xx` });
    await world.pass(4000);
    expect(new Set(tokens('/voice')).size).toBe(1);
    expect(world.product.hooksTo('/voice').map(({ signed }) => signed)).toEqual([true, true, true]);
    expect(company.digitsHeard()).toBe('1');
  });

  it('are not made where nobody asked for them', async () => {
    await start();
    world.product.answers.set('/voice', () => 500);
    await dial({ url: `${API}/voice` });
    await world.pass(4000);
    expect(world.product.hooksTo('/voice')).toHaveLength(1);
  });
});

describe('a request for TwiML', () => {
  it('that is not answered within 15 s has failed', async () => {
    await start();
    world.product.answers.set('/voice', () => null);
    await dial({ url: `${API}/voice` });
    await world.passBlindly(2000);
    await world.until(() => world.product.hooksTo('/voice').length > 0, 'the product was asked');
    await world.passBlindly(14_000);
    expect(world.network.record.alerts).toEqual([]);
    await world.passBlindly(2000);
    await world.until(() => world.network.record.alerts.length > 0, 'the time was over');
    expect(world.network.record.alerts[0]?.code).toBe(11200);
    expect(world.network.record.webhooks.at(-1)?.attempts[0]?.outcome).toBe('timeout');
  });

  it('to a host that does not exist has failed at once', async () => {
    await start();
    await dial({ url: 'https://nobody.example/voice' });
    await world.pass(8000);
    expect(company.isEnded).toBe(true);
    const asked = world.network.record.webhooks.find(({ kind }) => kind === 'voice');
    expect(asked?.attempts.map(({ outcome }) => outcome)).toEqual(['unreachable', 'unreachable']);
  });
});

describe('faults', () => {
  it('repeat a webhook with the same token', async () => {
    await start({ faults: { webhook: ({ kind }) => (kind === 'call-status' ? { repeated: 1 } : undefined) } });
    await dial({ twiml: '<Response/>' });
    await world.pass(4000);
    const statuses = world.product.hooksTo('/status').map(({ params }) => params.CallStatus ?? '');
    expect(statuses.toSorted()).toEqual(
      EVENTS.flatMap((event) => (event === 'answered' ? ['in-progress', 'in-progress'] : [event, event])).toSorted(),
    );
    expect(new Set(tokens('/status')).size).toBe(4);
  });

  it('lose a webhook', async () => {
    await start({ faults: { webhook: ({ params }) => ({ lost: params.CallStatus === 'in-progress' }) } });
    await dial({ twiml: '<Response/>' });
    await world.pass(4000);
    const told = world.product.hooksTo('/status').map(({ params }) => params.CallStatus);
    expect(told).toEqual(['initiated', 'ringing', 'completed']);
    expect(world.network.record.webhooks.filter(({ lost }) => lost)).toHaveLength(1);
  });

  it('bring a webhook late, and so out of order; they may be changed while the network runs', async () => {
    await start();
    world.network.faults.webhook = ({ params }) => (params.CallStatus === 'ringing' ? { lateMs: 3000 } : undefined);
    await dial({ twiml: LONG });
    await world.pass(6000);
    const told = world.product.hooksTo('/status').map(({ params }) => params.CallStatus);
    expect(told).toEqual(['initiated', 'in-progress', 'ringing']);
  });

  it('by chance are the same for the same seed', () => {
    const fates = (seed: string) => {
      const faults = unreliableWebhooks(seed, { late: 0.3, lost: 0.2, repeated: 0.3 });
      return Array.from({ length: 50 }, (_, before) => faults({ kind: 'call-status', url: '', params: {}, before }));
    };
    expect(fates('seven')).toEqual(fates('seven'));
    expect(fates('seven')).not.toEqual(fates('eight'));
    expect(unreliableWebhooks('seven', { lost: 1 })({ kind: 'voice', url: '', params: {}, before: 0 })).toBeUndefined();
  });

  it('overrule the party', async () => {
    await start({ faults: { ring: ({ number }) => (number === 1 ? { kind: 'busy' } : undefined) } });
    const first = await dial({ twiml: LONG });
    await world.pass(2000);
    const second = await dial({ twiml: LONG });
    await world.pass(4000);
    expect((await world.client.calls(first.sid).fetch()).status).toBe('busy');
    expect((await world.client.calls(second.sid).fetch()).status).toBe('in-progress');
  });
});
