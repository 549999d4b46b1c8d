import { beforeEach, describe, expect, test } from 'vitest';
import type { AskedAbout } from '#core/contracts/action.ts';
import { Owner } from '#core/contracts/owner.ts';
import { StoreUnavailable } from '#core/errors.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { readSms } from '#lambdas/sms/read-sms.ts';
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

describe('several calls', () => {
  const two = async () => {
    const { callId: older } = await world.aConnectedCall({ company: 'fitness one' });
    const { callId: newer } = await world.aConnectedCall({ company: 'dob clinic' });
    return { older, newer, codes: [newer, older].map((callId) => `#${callId.slice(-2)}`) };
  };

  test('status tells of each', async () => {
    const { older, codes } = await two();
    await world.services.calls.patch(older, { state: 'holding' });
    expect(await world.text('status')).toBe(`${codes[0]} dob clinic: ringing there. ${codes[1]} fitness one: on hold.`);
    expect(await world.text(`${codes[1]} status`)).toBe('fitness one: on hold.');
  });

  test('which one to hang up is asked, not guessed', async () => {
    const { older, newer, codes } = await two();
    expect(await world.text('hang up')).toBe(
      `Which call? ${codes[0]} dob clinic. ${codes[1]} fitness one. Text its code and "hang up".`,
    );
    expect(await world.text(`${codes[1]} hang up`)).toBe('Canceled: fitness one.');
    expect((await world.record(newer)).cancelRequestedAt).toBeNull();
    expect((await world.record(older)).cancelRequestedAt).not.toBeNull();
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
  const answer = (await world.text('help')) ?? '';
  expect(answer).toMatch(/"call \+18005550100 dispute a charge"/);
  const orders = Array.from(answer.matchAll(/"([^"]+)"/g), ([, order]) => order ?? '');
  expect(orders).toEqual(expect.arrayContaining(['status', 'hang up', 'pause', 'resume', 'nobody there']));
  expect(orders.filter((order) => readSms(order).kind === 'other')).toEqual([]);
  expect(answer.length).toBeLessThan(320);
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

  const asks = async (question: string, about: AskedAbout, company: string) => {
    const { callId } = await world.aConnectedCall({ company });
    await world.services.calls.patch(callId, { action: { next: 'ask_user', question, options: [], about } });
    return { callId, token: await world.wait('AskUser', callId), code: `#${callId.slice(-2)}` };
  };
  const leave: AskedAbout = { kind: 'approval', approval: 'cancel: now' };
  const birth: AskedAbout = { kind: 'fact', fact: 'date_of_birth' };

  test('goes to the call that asks, not to a newer one that does not', async () => {
    const { callId, token } = await asks('When were you born?', birth, 'dob clinic');
    await world.aConnectedCall();
    expect(await world.text('12/31/1980')).toBe('Thank you, passed on.');
    expect(world.told(token)).toBe('user_answered');
    expect(await world.services.facts.all(callId)).toEqual({ date_of_birth: '12/31/1980' });
    expect(JSON.stringify([world.logged, await world.log(callId)])).not.toContain('1980');
  });

  test('goes to the call that still asks, not to one that has its answer and is to be called again', async () => {
    const { callId } = await asks('Cancel it?', leave, 'fitness one');
    const asked = { question: 'Cancel it?', options: [], about: leave };
    await world.services.calls.patch(callId, {
      waiting: null,
      action: { next: 'redial', asks: asked, reason: 'the company hung up while you were asked' },
    });
    expect(await world.text('yes')).toBe('Thank you. The company had hung up, and is called again.');
    const { token } = await asks('When were you born?', birth, 'dob clinic');
    expect(await world.text('12/31/1980')).toBe('Thank you, passed on.');
    expect(world.told(token)).toBe('user_answered');
  });

  test('to two questions at once is given with the code of its call', async () => {
    const one = await asks('Cancel it?', leave, 'fitness one');
    const two = await asks('When were you born?', birth, 'dob clinic');
    expect(world.sms.map(({ text }) => text)).toEqual([
      'fitness one: Cancel it? Reply with the answer.',
      `dob clinic: When were you born? Reply ${two.code} and the answer.`,
    ]);
    const which = `2 calls ask. ${two.code} dob clinic: When were you born? ${one.code} fitness one: Cancel it? Text its code and the answer.`;
    expect(await world.text('yes')).toBe(which);
    expect([world.told(one.token), world.told(two.token)]).toEqual([null, null]);
    expect(await world.text(`${one.code} yes`)).toBe('Thank you, passed on.');
    expect([world.told(one.token), world.told(two.token)]).toEqual(['user_answered', null]);
    expect(await world.services.facts.all(two.callId)).toEqual({});
    expect(await world.text('#ZZ yes')).toBe('No call of yours is #ZZ. Text "status" to see them.');
    expect(await world.text('12/31/1980')).toBe('Thank you, passed on.');
    expect(world.told(two.token)).toBe('user_answered');
  });

  test.each([
    ['what does it cost?', leave, 'Please answer yes or no.'],
    ['the blue one', leave, 'Please answer yes or no.'],
    ['in what format?', birth, 'Please reply with the data alone, or "no".'],
    ['cancel', leave, 'fitness one: text "hang up" to end the call, or answer yes or no.'],
  ])('that is none, "%s", is asked back', async (text, about, answer) => {
    const { callId, token } = await asks('Which?', about, 'fitness one');
    expect(await world.text(text)).toBe(answer);
    expect(world.told(token)).toBeNull();
    expect((await world.record(callId)).cancelRequestedAt).toBeNull();
  });

  test.each([
    ['cancel', {}],
    ['hang up', {}],
    ['CANCEL', { OptOutType: 'STOP' }],
  ])('is not what "%s" is taken for: the call ends', async (text, more) => {
    const about = text === 'cancel' ? birth : leave;
    const { callId, token } = await asks('Which?', about, 'fitness one');
    await world.text(text, more);
    expect((await world.record(callId)).cancelRequestedAt).not.toBeNull();
    expect(world.told(token)).toBe('canceled');
    expect(await world.services.facts.all(callId)).toEqual({});
  });

  test('comes too late', async () => {
    const { callId, token } = await asks('When were you born?', birth, 'dob clinic');
    world.workflow.timeOut(token);
    await world.services.calls.settleWaiting(callId, token);
    await world.services.calls.patch(callId, { state: 'holding' });
    expect(await world.text('12/31/1980')).toBe('Too late for the question of dob clinic: on hold.');
    await world.services.calls.patch(callId, {
      state: 'finished',
      outcome: 'connected',
      finishedAt: world.clock.now(),
    });
    expect(await world.text('12/31/1980')).toBe('Too late for the question of dob clinic: over.');
    world.clock.pass(3_600_000);
    expect(await world.text('12/31/1980')).toMatch(/did not understand/);
    expect(await world.services.facts.all(callId)).toEqual({});
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
