import { beforeEach, describe, expect, test } from 'vitest';
import { Owner } from '#core/contracts/owner.ts';
import { StoreUnavailable } from '#core/errors.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { anOwner } from '#tests/support/an-owner.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

let world: LambdaWorld;
beforeEach(async () => {
  world = await openLambdaWorld();
});

const started = () => [...world.workflow.started];

describe('call', () => {
  test('a number and what about', async () => {
    expect(await world.text('call +1 800 555 0100 dispute a charge')).toMatch(/^Calling northwind bank/);
    const [callId] = started();
    expect(callId && (await world.record(callId)).request).toMatchObject({
      number: '+18005550100',
      intent: 'dispute a charge',
      via: 'sms',
    });
  });

  test('a contact by name', async () => {
    expect(await world.text('call northwind bank about my card')).toMatch(/^Calling northwind bank/);
    expect(started()).toHaveLength(1);
  });

  test('a company of which there are two is asked about, and answered by the end of its number', async () => {
    const contacts = { 'maple clinic north': '+18005550120', 'maple clinic south': '+18005550177' };
    world = await openLambdaWorld(anOwner({ contacts: Owner.shape.contacts.parse(contacts) }));
    expect(await world.text('call maple clinic about my appointment')).toBe(
      '"maple clinic" could be maple clinic north (...0120) or maple clinic south (...0177). ' +
        'Add the last digits of its number to the name, like "maple clinic north 0120".',
    );
    expect(started()).toEqual([]);
    expect(await world.text('call maple clinic 0177 about my appointment')).toMatch(/^Calling maple clinic south/);
    expect(started()).toHaveLength(1);
  });

  test.each([
    ['call 911', /Emergency numbers are never called.*yourself/],
    ['call 911 about a fire', /Emergency numbers are never called/],
    ['call +44 20 7946 0958 about tea', /GB are not allowed/],
    ['call acme about nothing', /not among your contacts/],
    ['call +18005550100', /What is it about\? Text: call \+18005550100 about/],
    ['call northwind bank', /What is it about\? Text: call northwind bank about/],
    ['call', /Text "call/],
  ])('%s', async (text, answer) => {
    expect(await world.text(text)).toMatch(answer);
    expect(started()).toEqual([]);
  });

  test('the same message twice is one call', async () => {
    const MessageSid = `SM${'a'.repeat(32)}`;
    const first = await world.text('call +18005550100 dispute a charge', { MessageSid });
    expect(await world.text('call +18005550100 dispute a charge', { MessageSid })).toBe(first);
    expect(started()).toHaveLength(1);
  });

  test('more at once than allowed', async () => {
    for (let i = 0; i < 2; i += 1) await world.text('call +18005550100 dispute a charge');
    expect(await world.text('call +18005550100 dispute a charge')).toMatch(/2 of 2 calls under way.*cancel one/);
  });
});

describe('status', () => {
  test('without a call', async () => {
    expect(await world.text('status')).toMatch(/^No call is under way/);
  });

  test('on hold, in plain words', async () => {
    const { callId } = await world.aConnectedCall();
    const at = world.clock.now();
    await world.services.calls.patch(callId, { state: 'holding' });
    await world.services.calls.append(callId, { at, what: { kind: 'hold.began' } });
    const place = { kind: 'queue.position', position: 3, waitSeconds: 240 } as const;
    await world.services.calls.append(callId, { at: at + 1_000, what: place });
    world.clock.pass(12 * 60_000);
    expect(await world.text('status')).toBe(
      'northwind bank: on hold for 12 min; place 3 in the queue, about 4 min to wait.',
    );
  });

  test('a question that waits is repeated', async () => {
    const { callId } = await world.aConnectedCall();
    await world.services.calls.patch(callId, { action: { next: 'ask_user', question: 'Which card?', options: [] } });
    await world.wait('AskUser', callId);
    expect(await world.text('status')).toContain('Which card?');
  });
});

describe('cancel', () => {
  test('cancels the newest call', async () => {
    const { callId } = await world.aConnectedCall();
    expect(await world.text('cancel')).toBe('Canceled: northwind bank.');
    expect((await world.record(callId)).cancelRequestedAt).not.toBeNull();
  });

  test('taken for an opt-out by Twilio: canceled all the same, without another answer', async () => {
    const { callId } = await world.aConnectedCall();
    expect(await world.text('CANCEL', { OptOutType: 'STOP' })).toBeNull();
    expect((await world.record(callId)).cancelRequestedAt).not.toBeNull();
  });

  test('without a call', async () => {
    expect(await world.text('cancel')).toBe('No call is under way.');
  });
});

describe('left to Twilio', () => {
  test.each([
    ['STOP', {}],
    ['stop', {}],
    [' Unsubscribe ', {}],
    ['START', {}],
    ['HELP', { OptOutType: 'HELP' }],
    ['stop it now', { OptOutType: 'STOP' }],
  ])('%s', async (text, more) => {
    const { callId } = await world.aConnectedCall();
    expect(await world.text(text, more)).toBeNull();
    expect((await world.record(callId)).cancelRequestedAt).toBeNull();
  });
});

test('help', async () => {
  expect(await world.text('help')).toMatch(/"call \+18005550100 dispute a charge"/);
});

test('anything else gets a short, useful answer', async () => {
  const answer = await world.text('what is the weather');
  expect(answer).toMatch(/^I did not understand that\. Text "call/);
  expect(answer?.length).toBeLessThanOrEqual(160);
});

describe('the answer to a question', () => {
  test('is asked by text once, and passed on', async () => {
    const { callId } = await world.aConnectedCall();
    await world.services.calls.patch(callId, {
      action: { next: 'ask_user', question: 'Which card?', options: ['blue', 'red'] },
    });
    await world.wait('AskUser', callId);
    const token = await world.wait('AskUser', callId);
    expect(world.sms).toEqual([{ to: '+12125550123', text: 'northwind bank: Which card? Reply blue or red.' }]);
    expect(await world.happened(callId, 'user.asked')).toHaveLength(1);
    expect(await world.text('the blue one')).toBe('Thank you, passed on.');
    expect(world.told(token)).toBe('user_answered');
    expect(await world.happened(callId, 'user.answered')).toEqual([{ kind: 'user.answered', via: 'sms' }]);
  });

  test('comes when nothing is asked any more', async () => {
    await world.aConnectedCall();
    expect(await world.text('the blue one')).toMatch(/did not understand/);
  });
});

test('a number that nobody has registered', async () => {
  expect(await world.text('call +18005550100 hello', { From: '+19995550000' })).toMatch(/not known here/);
  expect(started()).toEqual([]);
});

test('a forged message is refused', async () => {
  const form = {
    MessageSid: `SM${'0'.repeat(32)}`,
    From: '+12125550123',
    To: '+15005550006',
    Body: 'call +18005550100 x',
  };
  expect((await world.forged('/twilio/sms', form)).status).toBe(403);
  expect(started()).toEqual([]);
});

test('the store is down: the person is told to try again', async () => {
  world.breaks.owners.fail('bySmsNumber', new StoreUnavailable('down'));
  expect(await world.text('status')).toMatch(/text it again in a minute/);
  expect(world.logged.at(-1)).toMatchObject({ level: 'error', fields: { error: 'StoreUnavailable' } });
});

test('times of a call are no part of a status while it rings', async () => {
  const { callId } = await world.aConnectedCall();
  await world.services.calls.patch(callId, {
    action: { next: 'listen', sinceMs: mediaMs(0), patienceMs: 1_000, expect: [] },
  });
  await world.wait('Listen', callId);
  expect(await world.text('status')).toBe('northwind bank: in the menu.');
});
