import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { OPEN_WITHOUT_LINE_MS } from '#core/call/asked.ts';
import { observed } from '#core/call/tell.ts';
import type { CallId, CallSid, TaskToken } from '#core/contracts/ids.ts';
import { Told } from '#core/contracts/observation.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { answerQuestion } from '#lambdas/shared/answer-question.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

const ENTRY = 'Please enter your account number, followed by the pound key.';
const SECRET = '8675309421';

let world: LambdaWorld;
let callId: CallId;
let leg: CallSid;
let heard = 0;
beforeEach(async () => {
  world = await openLambdaWorld();
  ({ callId, leg } = await world.aConnectedCall());
});

const played = () => world.carrier.legs.find(({ callSid }) => callSid === leg)?.played ?? [];
const press = async () => Told.parse(await world.run('Press', { callId }));

/** The company said this. @returns what Decide makes of it */
async function says(text: string): Promise<string> {
  heard += 1;
  const observation = {
    kind: 'prompt',
    atMs: mediaMs(heard * 5_000),
    fromMs: mediaMs(0),
    text,
    confidence: 0.9,
  } as const;
  const observationId = await observed(world.services, callId, observation, `prompt-${heard}`);
  return world.decide(callId, { kind: 'prompt', observationId });
}

/** Asks, has the answer given by `how`, and decides on it. */
async function answered(how: () => Promise<unknown>): Promise<string> {
  const token = await world.wait('AskUser', callId);
  await how();
  return world.decide(callId, world.workflow.told.get(token));
}

/** Nothing that is written down or sent anywhere but to the line holds the value. */
async function expectSecret(value = SECRET): Promise<void> {
  const record = await world.record(callId);
  const seen = JSON.stringify([await world.log(callId), record, world.logged, world.counted, world.sms, world.pushed]);
  expect(seen).not.toContain(value);
}

describe('a fact that was given', () => {
  beforeEach(() => world.services.facts.put(callId, { account_number: SECRET }));

  test('is entered when asked, and shown nowhere', async () => {
    expect(await says(ENTRY)).toBe('enter');
    expect(await press()).toMatchObject({ kind: 'pressed' });
    expect(played()).toEqual([{ kind: 'press', digits: `w${SECRET}#` }]);
    expect(await world.happened(callId, 'keys.pressed')).toMatchObject([{ keys: null, count: 10 }]);
    await expectSecret();
  });

  test('is entered once, however often the step is run', async () => {
    await says(ENTRY);
    await press();
    world.clock.pass(10_000);
    await press();
    expect(played()).toHaveLength(1);
  });

  test('without effect it is given with gaps, then spoken, and still shown nowhere', async () => {
    for (let round = 0; round < 3; round++) {
      expect(await says(ENTRY)).toBe('enter');
      await press();
      world.clock.pass(20_000);
    }
    expect(played()).toMatchObject([
      { kind: 'press', digits: `w${SECRET}#` },
      { kind: 'press', digits: `w${[...SECRET].join('w')}#` },
      { kind: 'say', text: 'eight, six, seven, five, three, zero, nine, four, two, one' },
    ]);
    expect(await world.happened(callId, 'phrase.said')).toMatchObject([{ text: '(your account number)' }]);
    await expectSecret();
    await expectSecret('eight, six');
  });

  test.each([
    ['8 6 7 5 3 0 9 4 2 1', '1'],
    ['8 6 7 5 3 0 9 4 2 2', '2'],
  ])('read back as %s: %s is pressed', async (digits, key) => {
    await says(ENTRY);
    await press();
    await says(`You entered ${digits}. If this is correct, press 1. To enter it again, press 2.`);
    expect((await world.record(callId)).action).toMatchObject({ next: 'press', digits: key });
  });

  test('is forgotten when the call is over', async () => {
    await world.run('Finish', { callId, failure: null });
    expect(await world.services.facts.all(callId)).toEqual({});
  });
});

describe('numbers that the person wrote into what they want', () => {
  const intent = `dispute invoice ${SECRET}, mail sam.rivera@example.com`;
  const QUESTION = 'In a few words, please tell me how I can help you today.';
  beforeEach(async () => {
    ({ callId, leg } = await world.aConnectedCall({ intent }));
  });
  const say = async () => Told.parse(await world.run('Say', { callId }));
  const inLog = async () => JSON.stringify(await world.log(callId));

  test('are said where the matter is asked for, and stand in no event', async () => {
    expect(await says(QUESTION)).toBe('say');
    await say();
    expect(played()).toEqual([{ kind: 'say', text: intent }]);
    const text = 'dispute invoice [10 digits], mail [mail address]';
    expect(await world.happened(callId, 'phrase.said')).toMatchObject([{ text }]);
    expect((await world.record(callId)).action).toMatchObject({ next: 'say', text });
    expect(await inLog()).not.toMatch(/8675309421|rivera/);
  });

  test('are said to a talking machine', async () => {
    const observationId = await observed(world.services, callId, { kind: 'ai_agent', atMs: mediaMs(5_000) }, 'agent');
    expect(await world.decide(callId, { kind: 'ai_agent', observationId })).toBe('say');
    await say();
    expect(played()).toEqual([{ kind: 'say', text: intent }]);
    expect(await inLog()).not.toMatch(/8675309421|rivera/);
  });

  test('do not hide that it was said before: the third time something else is tried', async () => {
    for (let round = 0; round < 3; round += 1) {
      await says(QUESTION);
      if ((await world.record(callId)).action?.next === 'say') await say();
      world.clock.pass(30_000);
    }
    expect(played().slice(0, 2)).toEqual([1, 2].map(() => ({ kind: 'say', text: intent })));
    expect(played()[2]).not.toMatchObject({ text: intent });
  });
});

describe('a fact that was not given', () => {
  const asked = async () => {
    expect(await says(ENTRY)).toBe('ask_user');
    expect((await world.record(callId)).action).toMatchObject({ about: { kind: 'fact', fact: 'account_number' } });
  };

  test.each([
    ['SMS', () => world.text(SECRET)],
    ['the API', () => world.api('POST', `/calls/${callId}/answer`, { body: { answer: SECRET } })],
  ])('is asked for, taken by %s and entered', async (_way, how) => {
    await asked();
    expect(await answered(how)).toBe('enter');
    await press();
    expect(played()).toEqual([{ kind: 'press', digits: `w${SECRET}#` }]);
    await expectSecret();
  });

  test('is done without when the person has none', async () => {
    await asked();
    expect(await answered(() => world.text("I don't know"))).toBe('listen');
    expect(await says(ENTRY)).not.toBe('ask_user');
    expect(await world.services.facts.names(callId)).toEqual([]);
  });

  test('is done without when nobody answers', async () => {
    await asked();
    await world.wait('AskUser', callId);
    expect(await world.decide(callId, undefined, 'AskUser')).toBe('listen');
    expect(await says(ENTRY)).not.toBe('ask_user');
  });
});

describe('the company hangs up over a question', () => {
  let token: TaskToken;
  beforeEach(async () => {
    await says(ENTRY);
    token = await world.wait('AskUser', callId);
    world.carrier.become(leg, 'completed');
    await world.twilio(`${callId}/status/company/1`, { CallSid: leg, CallStatus: 'completed' });
    expect(world.told(token)).toBe('company_hung_up');
    expect(await world.decide(callId, world.workflow.told.get(token))).toBe('redial');
  });
  const pace = async () => z.object({ waitSeconds: z.number() }).parse(await world.run('Pace', { callId, attempt: 2 }));
  const question = async () => JSON.parse((await world.api('GET', `/calls/${callId}`)).body).question;
  /** The second attempt is at the same prompt. */
  const again = async () => {
    await world.wait('PlaceCall', callId, { attempt: 2 });
    leg = await world.companyLeg(callId);
    world.carrier.become(leg, 'in-progress');
    await world.services.calls.attachWorker(callId, 2, 'http://10.0.0.1:8081', world.clock.now());
    const observationId = await observed(world.services, callId, { kind: 'connected' }, 'again');
    expect(await world.decide(callId, { kind: 'connected', observationId })).toBe('listen');
    return says(ENTRY);
  };

  test('it is asked on, nobody is called meanwhile, and the answer is entered in the second call', async () => {
    expect(await question()).toContain('account number');
    expect(await pace()).toEqual({ waitSeconds: 15 });
    expect(await world.text(SECRET)).toBe('Thank you. The company had hung up, and is called again.');
    expect(await world.happened(callId, 'user.answered')).toHaveLength(1);
    expect(await question()).toBeNull();
    expect(await pace()).toEqual({ waitSeconds: 0 });
    expect(await again()).toBe('enter');
    await press();
    expect(played()).toEqual([{ kind: 'press', digits: `w${SECRET}#` }]);
    await expectSecret();
  });

  test('an answer while it is dialled again counts as well, and one only', async () => {
    await world.wait('PlaceCall', callId, { attempt: 2 });
    const answer = () => world.api('POST', `/calls/${callId}/answer`, { body: { answer: SECRET } });
    expect([(await answer()).status, (await answer()).status]).toEqual([202, 409]);
    expect(await again()).toBe('enter');
  });

  test('without an answer it is called again all the same, and not asked again', async () => {
    world.clock.pass(OPEN_WITHOUT_LINE_MS - 1_000);
    expect(await pace()).toEqual({ waitSeconds: 1 });
    world.clock.pass(1_000);
    expect(await pace()).toEqual({ waitSeconds: 0 });
    expect(await again()).not.toBe('ask_user');
    expect((await world.api('POST', `/calls/${callId}/answer`, { body: { answer: SECRET } })).status).toBe(409);
  });

  test('called off, it waits for nothing', async () => {
    await world.api('POST', `/calls/${callId}/cancel`);
    expect(await pace()).toEqual({ waitSeconds: 0 });
    expect(world.told(await world.wait('PlaceCall', callId, { attempt: 2 }))).toBe('canceled');
    expect(world.carrier.to('+18005550100')).toHaveLength(1);
  });

  test('a second time it ends', async () => {
    await world.text(SECRET);
    await again();
    expect(
      await says(
        'Please enter your date of birth, as two digits for the month, two for the day and four for the year.',
      ),
    ).toBe('ask_user');
    await world.wait('AskUser', callId);
    const observationId = await observed(world.services, callId, { kind: 'company_hung_up' }, 'again');
    expect(await world.decide(callId, { kind: 'company_hung_up', observationId })).toBe('finish');
  });
});

describe('an answer that comes as the company hangs up', () => {
  let token: TaskToken;
  beforeEach(async () => {
    await says(ENTRY);
    token = await world.wait('AskUser', callId);
  });
  const hangUp = async () => {
    world.carrier.become(leg, 'completed');
    await world.twilio(`${callId}/status/company/1`, { CallSid: leg, CallStatus: 'completed' });
  };
  const decided = () => world.decide(callId, world.workflow.told.get(token));
  const next = async () => z.object({ waitSeconds: z.number() }).parse(await world.run('Pace', { callId, attempt: 2 }));

  test('before that is decided on, it counts', async () => {
    await hangUp();
    expect(await world.text(SECRET)).toBe('Thank you. The company had hung up, and is called again.');
    expect(await decided()).toBe('redial');
    expect(await next()).toEqual({ waitSeconds: 0 });
  });

  test('read before and told after, it counts and is no answer too late', async () => {
    const before = await world.record(callId);
    await hangUp();
    expect(await answerQuestion(world.services, before, SECRET, 'api')).toBe('given');
    expect(await world.happened(callId, 'user.answered')).toHaveLength(1);
    expect(await decided()).toBe('redial');
    expect(await next()).toEqual({ waitSeconds: 0 });
  });

  test('after the call was called off, nothing is promised', async () => {
    await hangUp();
    await decided();
    await world.api('POST', `/calls/${callId}/cancel`);
    expect((await world.api('POST', `/calls/${callId}/answer`, { body: { answer: SECRET } })).status).toBe(409);
  });
});

describe('a company that hangs up before the person could be asked', () => {
  const hungUp = async () => {
    await says(ENTRY);
    world.carrier.become(leg, 'completed');
    await world.twilio(`${callId}/status/company/1`, { CallSid: leg, CallStatus: 'completed' });
  };

  test('the person is asked all the same, and the company called again with the answer', async () => {
    await hungUp();
    const token = await world.wait('AskUser', callId);
    expect(world.told(token)).toBe('company_hung_up');
    expect(world.sms.at(-1)?.text).toContain('account number');
    expect(await world.decide(callId, world.workflow.told.get(token))).toBe('redial');
    const pace = () => world.run('Pace', { callId, attempt: 2 });
    expect(await pace()).toEqual({ waitSeconds: 15 });
    await world.text(SECRET);
    expect(await pace()).toEqual({ waitSeconds: 0 });
  });

  test('nobody is asked where the call is called off', async () => {
    await hungUp();
    await world.api('POST', `/calls/${callId}/cancel`);
    const token = await world.wait('AskUser', callId);
    expect(world.told(token)).toBe('canceled');
    expect(await world.happened(callId, 'user.asked')).toEqual([]);
  });
});

describe('what cannot be undone', () => {
  const SURE = 'Are you sure you want to cancel your policy? To cancel the policy press one. To keep it press two.';
  beforeEach(async () => {
    ({ callId, leg } = await world.aConnectedCall({ intent: 'cancel my policy' }));
    expect(await says(SURE)).toBe('ask_user');
  });
  const chosen = async () => (await world.record(callId)).action;

  test.each([
    ['yes', '1'],
    ['no', '2'],
    ['yes but not now', '2'],
  ])('"%s": %s is pressed', async (answer, digits) => {
    expect(await answered(() => world.text(answer))).toBe('press');
    expect(await chosen()).toMatchObject({ digits });
  });

  test('what is neither is asked back, and then nothing is done without an answer either', async () => {
    const token = await world.wait('AskUser', callId);
    expect(await world.text('what does that mean')).toBe('Please answer yes or no.');
    expect(world.told(token)).toBeNull();
    expect(await world.decide(callId, undefined, 'AskUser')).toBe('press');
    expect(await chosen()).toMatchObject({ digits: '2' });
  });

  test('no answer: the safe way', async () => {
    await world.wait('AskUser', callId);
    expect(await world.decide(callId, undefined, 'AskUser')).toBe('press');
    expect(await chosen()).toMatchObject({ digits: '2' });
  });
});

describe('facts in a request', () => {
  const order = { number: '+18005550100', intent: 'dispute a charge', facts: { account_number: SECRET } };
  const create = (body: object, headers = {}) => world.api('POST', '/calls', { body, headers });

  test('are sealed before the call begins, and are not in its record', async () => {
    const answer = await create(order);
    expect(answer.status).toBe(202);
    ({ callId } = JSON.parse(answer.body));
    expect(await world.services.facts.all(callId)).toEqual(order.facts);
    expect(answer.body).not.toContain(SECRET);
    await expectSecret();
  });

  test('they are there before the call is started', async () => {
    world.workflow.start = async () => {
      throw new Error('down');
    };
    await create(order, { 'idempotency-key': 'k' });
    const { items } = await world.services.calls.list(world.owner.ownerId, { limit: 1, after: null });
    const [call] = items;
    expect(call && (await world.services.facts.names(call.callId))).toEqual(['account_number']);
  });

  test.each([
    ['a name with blanks', { 'account number': '1' }],
    ['an empty value', { account_number: ' ' }],
    ['a long value', { account_number: '1'.repeat(65) }],
    ['too many', Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`fact_${i}`, '1']))],
  ])('%s is not taken', async (_what, facts) => {
    expect((await create({ ...order, facts })).status).toBe(400);
  });
});
