import { beforeEach, describe, expect, test } from 'vitest';
import { aHunt } from '#tests/support/a-hunt.ts';
import { problemIn, viewIn } from '#tests/support/api-answers.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

let world: LambdaWorld;
beforeEach(async () => {
  world = await openLambdaWorld();
});

describe('canceling', () => {
  test('can be repeated, and is one event', async () => {
    const { callId } = await world.aConnectedCall();
    for (let i = 0; i < 3; i += 1) expect((await world.api('POST', `/calls/${callId}/cancel`)).status).toBe(202);
    expect(await world.happened(callId, 'call.cancel_requested')).toHaveLength(1);
  });

  test('of a finished call changes nothing', async () => {
    const callId = await world.aCall();
    await world.services.calls.patch(callId, { state: 'finished', outcome: 'connected' });
    const answer = await world.api('POST', `/calls/${callId}/cancel`);
    expect(viewIn(answer)).toMatchObject({ state: 'finished', outcome: 'connected' });
    expect(await world.log(callId)).toEqual([]);
  });
});

describe('answering a question', () => {
  const asked = async () => {
    const { callId } = await world.aConnectedCall();
    const action = { next: 'ask_user', question: 'Which card?', options: [] } as const;
    await world.services.calls.patch(callId, { action: { ...action, options: [] } });
    return { callId, token: await world.wait('AskUser', callId) };
  };
  const answer = (callId: string, body: unknown) => world.api('POST', `/calls/${callId}/answer`, { body });

  test('that is being asked passes it on, once', async () => {
    const { callId, token } = await asked();
    expect(viewIn(await world.api('GET', `/calls/${callId}`)).question).toBe('Which card?');
    expect((await answer(callId, { answer: 'the blue one' })).status).toBe(202);
    expect(world.told(token)).toBe('user_answered');
    expect(await world.happened(callId, 'user.answered')).toEqual([{ kind: 'user.answered', via: 'api' }]);
    expect(problemIn(await answer(callId, { answer: 'no, the red one' })).status).toBe(409);
  });

  test('that nobody asks is a conflict that says so', async () => {
    const { callId } = await world.aConnectedCall();
    expect(problemIn(await answer(callId, { answer: 'yes' }))).toMatchObject({
      status: 409,
      title: expect.stringContaining('being asked'),
    });
  });

  test('that has timed out meanwhile is a conflict too', async () => {
    const { callId, token } = await asked();
    world.workflow.timeOut(token);
    expect((await answer(callId, { answer: 'yes' })).status).toBe(409);
  });

  test('that is none is refused, and it is still asked', async () => {
    const { callId, token } = await asked();
    const about = { kind: 'approval', approval: 'cancel: now' } as const;
    await world.services.calls.patch(callId, {
      action: { next: 'ask_user', question: 'Cancel it?', options: [], about },
    });
    expect(problemIn(await answer(callId, { answer: 'maybe' }))).toMatchObject({
      status: 422,
      detail: 'Still asked: Cancel it?',
      errors: [{ path: 'answer', message: expect.stringContaining('yes or no') }],
    });
    expect(world.told(token)).toBeNull();
    expect((await answer(callId, { answer: 'yes' })).status).toBe(202);
  });

  test('with nothing is refused', async () => {
    const { callId } = await asked();
    expect(problemIn(await answer(callId, { answer: ' ' }))).toMatchObject({
      status: 400,
      errors: [{ path: 'answer' }],
    });
  });
});

describe('holding again', () => {
  test('without a conversation is a conflict', async () => {
    const { callId } = await world.aConnectedCall();
    expect(problemIn(await world.api('POST', `/calls/${callId}/hold`)).status).toBe(409);
  });

  test('when the company has hung up is a conflict, and the step learns it', async () => {
    const hunt = await aHunt(world);
    const { token } = await hunt.connected();
    world.carrier.become(hunt.company, 'completed');
    expect(problemIn(await world.api('POST', `/calls/${hunt.callId}/hold`)).status).toBe(409);
    expect(world.told(token)).toBe('company_hung_up');
  });
});

describe('what is private', () => {
  const conversation = async () => {
    const hunt = await aHunt(world);
    await hunt.connected();
    return hunt.callId;
  };
  const privacy = (callId: string, body: unknown) => world.api('POST', `/calls/${callId}/privacy`, { body });

  test('is kept out of recording and transcript for three minutes, or until it is over', async () => {
    const callId = await conversation();
    const until = world.clock.now() + 180_000;
    expect((await privacy(callId, { on: true })).status).toBe(202);
    expect(world.commands.at(-1)).toMatchObject({ kind: 'privacy', callId, until });
    expect((await world.record(callId)).privateUntil).toBe(until);
    expect(await world.text('resume')).toBe('Recorded again.');
    expect(world.commands.at(-1)).toMatchObject({ kind: 'privacy', until: null });
    expect((await world.record(callId)).privateUntil).toBeNull();
    expect(await world.text('Pause')).toMatch(/Not recorded for up to 3 min/);
    expect(await world.happened(callId, 'recording.paused')).toMatchObject([{ via: 'api' }, { via: 'sms' }]);
    expect(await world.happened(callId, 'recording.resumed')).toEqual([{ kind: 'recording.resumed', via: 'sms' }]);
  });

  test('without a conversation is a conflict', async () => {
    const { callId } = await world.aConnectedCall();
    expect(problemIn(await privacy(callId, { on: true })).status).toBe(409);
    expect(await world.text('pause')).toMatch(/not connected/);
  });

  test('is not promised when the worker did not hear of it', async () => {
    const callId = await conversation();
    world.worker.answer = 'unreachable';
    expect(problemIn(await privacy(callId, { on: true }))).toMatchObject({ status: 503 });
    expect(await world.text('pause')).toMatch(/did not hear of it/);
    expect(await world.happened(callId, 'recording.paused')).toEqual([]);
  });

  test('with a body that says neither on nor off is refused', async () => {
    const callId = await conversation();
    expect(problemIn(await privacy(callId, { on: 'yes' })).status).toBe(400);
  });
});

describe('a ring when nobody was on the line', () => {
  const report = (callId: string) => world.api('POST', `/calls/${callId}/false-ring`);

  test('is kept once a round, however often and by whatever way it is told', async () => {
    const hunt = await aHunt(world);
    await hunt.connected();
    expect((await report(hunt.callId)).status).toBe(202);
    expect((await report(hunt.callId)).status).toBe(202);
    expect(await world.text('Nobody there.')).toMatch(/^Sorry for that/);
    expect(await world.happened(hunt.callId, 'ring.was_false')).toEqual([
      { kind: 'ring.was_false', round: 1, via: 'api' },
    ]);
  });

  test('without a ring is a conflict', async () => {
    const { callId } = await world.aConnectedCall();
    expect(problemIn(await report(callId)).status).toBe(409);
    expect(await world.text('false alarm')).toBe('You have not been rung yet.');
  });

  test('of somebody else is not to be found', async () => {
    expect(problemIn(await report(`call_${'Z'.repeat(26)}`)).status).toBe(404);
  });
});
