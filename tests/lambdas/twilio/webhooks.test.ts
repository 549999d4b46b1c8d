import { beforeEach, describe, expect, test } from 'vitest';
import { webhookPaths } from '#adapters/twilio/webhooks.ts';
import type { CallId, CallSid } from '#core/contracts/ids.ts';
import { CarrierUnavailable, StoreUnavailable } from '#core/errors.ts';
import { httpRoutes } from '#lambdas/routes.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

const NOBODY = `call_${'9'.repeat(26)}`;
/** Until it is looked whether a stream has come. */
const LOOKS_AFTER_MS = 300;
const SOME_LEG = `CA${'9'.repeat(32)}`;

/** What Twilio posts to each of them. */
const forms: Readonly<Record<keyof typeof webhookPaths, Readonly<Record<string, string>>>> = {
  voice: { CallSid: SOME_LEG },
  conference: { StatusCallbackEvent: 'conference-start' },
  stream: { CallSid: SOME_LEG, StreamEvent: 'stream-stopped', StreamName: 'x:1:inbound' },
  companyStatus: { CallSid: SOME_LEG, CallStatus: 'completed', CallDuration: '3' },
  deviceStatus: { CallSid: SOME_LEG, CallStatus: 'no-answer' },
  gather: { CallSid: SOME_LEG, Digits: '1' },
  left: { CallSid: SOME_LEG, DialCallStatus: 'completed' },
  rearm: { CallSid: SOME_LEG, Digits: '2' },
};
const routes = Object.entries(webhookPaths).map(([name, path]) => [name as keyof typeof webhookPaths, path] as const);

const pathTo = (template: string, callId: string) =>
  template
    .replace('{callId}', callId)
    .replace('{deviceId}', 'mobile')
    .replace(/\{\w+\}/g, '1')
    .replace('/twilio/calls/', '');

let world: LambdaWorld;
beforeEach(async () => {
  world = await openLambdaWorld();
});

describe.each(routes)('%s', (name, template) => {
  test('is a route of the gateway', () => {
    expect(httpRoutes).toContainEqual({ method: 'POST', path: template, functionName: 'Twilio' });
  });

  test('with a forged signature is refused, and changes nothing', async () => {
    const callId = await world.aCall();
    const before = await world.record(callId);
    const { status } = await world.forged(`/twilio/calls/${pathTo(template, callId)}`, forms[name]);
    expect(status).toBe(403);
    expect(await world.record(callId)).toEqual(before);
    expect(await world.log(callId)).toEqual([]);
    expect(world.counted).toContainEqual(expect.objectContaining({ name: 'WebhookRefused' }));
  });

  test('of a call that is not known is answered, and leaves no trace', async () => {
    const { status } = await world.twilio(pathTo(template, NOBODY), forms[name]);
    expect([200, 204]).toContain(status);
    expect(await world.log(NOBODY as CallId)).toEqual([]);
  });

  test('of a finished call changes nothing', async () => {
    const callId = await world.aCall();
    await world.services.calls.patch(callId, { state: 'finished', outcome: 'failed' });
    const before = await world.record(callId);
    const { status } = await world.twilio(pathTo(template, callId), forms[name]);
    expect([200, 204]).toContain(status);
    expect(await world.record(callId)).toEqual(before);
  });

  test('of another form is refused, without its content in the log', async () => {
    if (name === 'voice' || name === 'left') return;
    const { status } = await world.twilio(pathTo(template, NOBODY), { CallSid: 'a-secret' });
    expect(status).toBe(400);
    expect(JSON.stringify(world.logged)).not.toContain('a-secret');
  });
});

test('an unknown address', async () => {
  expect((await world.twilio(`${NOBODY}/nonsense`, {})).status).toBe(404);
});

describe('the store is down', () => {
  test('Twilio is asked to come again, and the failure is logged and counted', async () => {
    world.breaks.calls.fail('get', new StoreUnavailable('DynamoDB: down'));
    expect((await world.twilio(pathTo(webhookPaths.companyStatus, NOBODY), forms.companyStatus)).status).toBe(503);
    expect(world.logged.at(-1)).toMatchObject({
      level: 'error',
      fields: { error: 'StoreUnavailable', reason: 'DynamoDB: down' },
    });
    expect(world.counted).toContainEqual(expect.objectContaining({ name: 'WebhookFailed' }));
  });

  test('a bug is no secret either, but its message stays here', async () => {
    world.breaks.calls.fail('get', new TypeError('x is not a function of +18005550100'));
    expect((await world.twilio(pathTo(webhookPaths.companyStatus, NOBODY), forms.companyStatus)).status).toBe(500);
    expect(JSON.stringify(world.logged)).not.toContain('8005550100');
  });
});

describe("the silence of the company's leg runs out", () => {
  test('while the call lives: more silence', async () => {
    const { callId, leg } = await world.aConnectedCall();
    expect((await world.twilio(`${callId}/voice`, { CallSid: leg })).body).toMatch(/<Pause/);
  });

  test('when the call is over: the leg ends', async () => {
    const { callId, leg } = await world.aConnectedCall();
    await world.services.calls.patch(callId, { state: 'finished', outcome: 'failed' });
    expect((await world.twilio(`${callId}/voice`, { CallSid: leg })).body).toMatch(/<Hangup\/>/);
  });
});

describe("status of the company's leg", () => {
  let callId: CallId;
  let leg: CallSid;
  const status = (CallStatus: string, more: object = {}, CallSid: string = leg) =>
    world.twilio(`${callId}/status/company/1`, { CallSid, CallStatus, ...more });
  const attached = () => world.carrier.legs.find(({ callSid }) => callSid === leg)?.streams ?? [];
  beforeEach(async () => {
    callId = await world.aCall();
    await world.wait('PlaceCall', callId, { attempt: 1 });
    leg = await world.companyLeg(callId);
  });

  test('each is one event, however often it is told', async () => {
    for (const one of ['initiated', 'ringing', 'ringing', 'in-progress', 'in-progress', 'answered']) await status(one);
    for (let i = 0; i < 3; i += 1) await status('completed', { CallDuration: '61' });
    const kinds = (await world.log(callId)).map(({ what }) => what.kind);
    expect(kinds).toEqual(['call.dialling', 'call.ringing', 'call.answered', 'call.ended', 'step.observed']);
  });

  test('told in the wrong order, what is over is over', async () => {
    await status('completed', { CallDuration: '61' });
    const endedAt = (await world.record(callId)).legEndedAt;
    world.clock.pass(5_000);
    for (const late of ['in-progress', 'ringing', 'initiated', 'completed']) await status(late);
    expect(await world.happened(callId, 'call.ringing')).toEqual([]);
    expect(await world.happened(callId, 'call.answered')).toEqual([]);
    expect(await world.record(callId)).toMatchObject({ legEndedAt: endedAt, answeredAt: null });
  });

  test('the time of the answer is that of the first callback', async () => {
    await status('in-progress');
    const { answeredAt } = await world.record(callId);
    world.clock.pass(5_000);
    await status('in-progress');
    expect((await world.record(callId)).answeredAt).toBe(answeredAt);
  });

  test.each([
    ['busy', {}, 'busy'],
    ['no-answer', {}, 'no_answer'],
    ['failed', { SipResponseCode: '503' }, 'refused'],
    ['canceled', {}, 'canceled'],
    ['completed', {}, 'company_hung_up'],
  ])('%s: the step is told', async (end, more, told) => {
    const { waiting } = await world.record(callId);
    await status(end, more);
    expect(waiting && world.told(waiting.token)).toBe(told);
  });

  test('answered, and neither its stream came nor the news of it: another one is asked for', async () => {
    world.carrier.onStream = ({ epoch }) =>
      world.services.calls.attachWorker(callId, epoch, 'http://10.0.0.1:8081', world.clock.now());
    await status('in-progress');
    expect(attached()[0]).toEqual({ callId, epoch: 2, track: 'inbound' });
    expect(Math.max(0, ...world.clock.slept)).toBeLessThan(1_000);
  });

  test('answered and heard: nothing more is asked for', async () => {
    await world.services.calls.attachWorker(callId, 1, 'http://10.0.0.1:8081', world.clock.now());
    await status('in-progress');
    expect([attached(), world.clock.slept]).toEqual([[], []]);
  });

  test('a second leg of the same attempt is ended', async () => {
    const to = (await world.record(callId)).request.number;
    const second = await world.services.telephony.dial({ callId, to, attempt: 1, epoch: 1 });
    await status('ringing', {}, second);
    expect(world.carrier.to(to).map(({ status: now }) => now)).toEqual(['queued', 'canceled']);
  });
});

describe('status of a stream', () => {
  let callId: CallId;
  let leg: CallSid;
  const ended = (epoch: number, StreamEvent = 'stream-stopped', track = 'inbound') =>
    world.twilio(`${callId}/streams/${epoch}`, {
      CallSid: leg,
      StreamSid: `MZ${'0'.repeat(32)}`,
      StreamEvent,
      StreamName: `${callId}:${epoch}:${track}`,
    });
  const streams = () => world.carrier.legs.find(({ callSid }) => callSid === leg)?.streams ?? [];
  const heard = (epoch: number) =>
    world.services.calls.append(callId, {
      at: world.clock.now(),
      what: { kind: 'stream.attached', epoch, track: 'inbound' },
    });
  beforeEach(async () => {
    ({ callId, leg } = await world.aConnectedCall());
    world.carrier.onStream = ({ epoch }) => heard(epoch);
  });

  test('who began the next epoch died before it asked for a stream: one is asked for', async () => {
    await world.services.calls.raiseEpoch(callId, 1);
    await ended(1);
    expect(streams()).toEqual([{ callId, epoch: 3, track: 'inbound' }]);
  });

  test('a stream of the leg before ends late, while the next one rings: nothing is asked for', async () => {
    await world.services.calls.claimDial(callId, 2, world.clock.now());
    const { number: to } = (await world.record(callId)).request;
    const next = await world.services.telephony.dial({ callId, to, attempt: 2, epoch: 2 });
    await world.services.calls.tieCompanyLeg(callId, next);
    await ended(1);
    expect(world.carrier.legs.flatMap((one) => one.streams)).toEqual([]);
    expect((await world.record(callId)).legEndedAt).toBeNull();
  });

  test('the store raised the epoch and did not say so: the stream is asked for all the same', async () => {
    world.breaks.calls.fail('raiseEpoch', new StoreUnavailable('no answer'), { after: true });
    await ended(1);
    expect(streams()).toEqual([{ callId, epoch: 2, track: 'inbound' }]);
  });

  test('only the person is not heard any more: their stream is asked for again, once', async () => {
    await world.services.calls.patch(callId, { state: 'bridged' });
    await ended(1, 'stream-error', 'outbound');
    await ended(1, 'stream-error', 'outbound');
    expect(streams()).toEqual([{ callId, epoch: 1, track: 'outbound' }]);
  });

  test.each(['stream-stopped', 'stream-error'])('%s: another one is attached, at once', async (event) => {
    await ended(1, event);
    expect(streams()).toEqual([{ callId, epoch: 2, track: 'inbound' }]);
    expect(world.clock.slept).toEqual([LOOKS_AFTER_MS]);
  });

  test('told twice, or stopped after an error: one for each epoch', async () => {
    await ended(1, 'stream-error');
    await ended(1, 'stream-stopped');
    await Promise.all([ended(2), ended(2), ended(2)]);
    expect(streams().map(({ epoch }) => epoch)).toEqual([2, 3]);
  });

  test.each([
    ['a stream that started', 1, 'stream-started', 'inbound'],
    ['a stream of an epoch that is over', 7, 'stream-stopped', 'inbound'],
    ['the stream of the person', 1, 'stream-stopped', 'outbound'],
  ])('%s asks for nothing', async (_, epoch, event, track) => {
    await ended(epoch, event, track);
    expect(streams()).toEqual([]);
  });

  test('the leg has ended: nothing was lost, and the step learns that the company hung up', async () => {
    const token = await world.holds(callId);
    world.carrier.become(leg, 'completed');
    await ended(1);
    expect(world.told(token)).toBe('company_hung_up');
    expect(await world.happened(callId, 'stream.lost')).toEqual([]);
    expect(world.counted.filter(({ name }) => name === 'StreamReattached')).toEqual([]);
  });

  test('the carrier fails for a moment: asked again until it attaches', async () => {
    world.breaks.telephony.fail('attachStream', new CarrierUnavailable('no answer'), { times: 2 });
    await ended(1);
    expect(streams()).toEqual([{ callId, epoch: 2, track: 'inbound' }]);
    expect(world.clock.slept).toEqual([500, 1_000, LOOKS_AFTER_MS]);
  });

  test('the carrier fails for longer: the heartbeat that stays away brings the next try', async () => {
    world.breaks.telephony.fail('attachStream', new CarrierUnavailable('no answer'), { times: 4 });
    expect((await ended(1)).status).toBe(503);
    expect(await world.happened(callId, 'stream.lost')).toHaveLength(1);
    expect(world.counted).toContainEqual(expect.objectContaining({ name: 'StreamReattached', value: 0 }));
    await world.run('Reattach', { callId, lost: 'Hold' });
    expect(streams()).toEqual([{ callId, epoch: 3, track: 'inbound' }]);
  });

  test('handshakes keep failing: asked more and more slowly', async () => {
    world.carrier.onStream = async () => {};
    const { sleep } = world.clock;
    let failed = 1;
    world.clock.sleep = async (ms) => {
      await sleep(ms);
      if (ms !== LOOKS_AFTER_MS) return;
      if (failed < 6) await ended(++failed, 'stream-error');
      else await heard(7);
    };
    await ended(1, 'stream-error');
    expect(streams().map(({ epoch }) => epoch)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(world.clock.slept.filter((ms) => ms !== LOOKS_AFTER_MS)).toEqual([250, 500, 1_000, 2_000, 4_000]);
  });

  test('a handshake fails and the news of it is lost: another stream is asked for within two seconds', async () => {
    world.carrier.onStream = async ({ epoch }) => epoch === 3 && heard(epoch);
    const at = world.clock.now();
    await ended(1, 'stream-error');
    expect(streams().map(({ epoch }) => epoch)).toEqual([2, 3]);
    expect(world.clock.now() - at).toBeLessThan(2_000);
  });

  test('a stream that was heard since begins the count anew', async () => {
    for (let epoch = 1; epoch <= 3; epoch += 1) await ended(epoch);
    expect(world.clock.slept).toEqual([LOOKS_AFTER_MS, LOOKS_AFTER_MS, LOOKS_AFTER_MS]);
  });
});
