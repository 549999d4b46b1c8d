import { beforeEach, describe, expect, test } from 'vitest';
import { observed } from '#core/call/tell.ts';
import type { CallId } from '#core/contracts/ids.ts';
import { ModelUnavailable } from '#core/errors.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import type { LanguageModel } from '#core/ports/language-model.ts';
import { functions } from '#lambdas/functions.ts';
import { createContext } from '#local/aws/lambda/context.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

/** No option shares a word with the intent. */
const MENU =
  'For hydration fixtures, press one. For verdant grounds, press two. To cancel your membership, press four.';
const SURE = 'For account balances, press one. For billing and disputes, press two.';

let world: LambdaWorld;
let callId: CallId;
let asked: Parameters<LanguageModel['ask']>[0][];
let failed: { model: string; error: string }[];
beforeEach(async () => {
  world = await openLambdaWorld();
  ({ callId } = await world.aConnectedCall({ intent: 'my thingamajig on account 8675309421 is odd' }));
  asked = [];
  failed = [];
});

/** Decides at a prompt with a model that answers so. */
async function decided(answer: () => Promise<string> | string, text = MENU, more: Partial<typeof world.services> = {}) {
  const model: LanguageModel = {
    ask: async (question) => {
      asked.push(question);
      return { text: await answer(), model: 'scripted', inputTokens: 900, outputTokens: 40, failed };
    },
  };
  const observation = { kind: 'prompt', atMs: mediaMs(5_000), fromMs: mediaMs(0), text, confidence: 0.9 } as const;
  const observationId = await observed(world.services, callId, observation, 'prompt');
  const lambda: (event: never, context: never) => unknown = functions.Decide({ ...world.services, model, ...more });
  const input = { callId, observationId, lost: null };
  await lambda(input as never, createContext('Decide', 'request', () => 60_000) as never);
  const [decision] = await world.happened(callId, 'step.decided');
  return decision;
}

const says = (action: string, value: string | null) => () =>
  JSON.stringify({ action, value, confidence: 0.9, reason: 'it fits' });
const counts = () => world.counted.map(({ name }) => name).filter((name) => name.startsWith('Model'));
const alone = () => decided(says('wait', null), MENU, { model: null });

describe('a model, when our own reading is unsure', () => {
  test('its good answer is taken, and counted', async () => {
    expect(await decided(says('press', '2'))).toMatchObject({ by: 'model', action: { next: 'press', digits: '2' } });
    expect(counts()).toEqual(['ModelLatency', 'ModelInputTokens', 'ModelOutputTokens', 'ModelAnswerTaken']);
    expect(asked).toMatchObject([
      { timeoutMs: 4_000, schema: { required: ['action', 'value', 'confidence', 'reason'] } },
    ]);
  });

  test('a number in its reason does not reach the log', async () => {
    const answer = { action: 'press', value: '2', confidence: 0.9, reason: 'account 8675309421, or four two four two' };
    const reason = 'account [10 digits], or [4 digits]';
    expect(await decided(() => JSON.stringify(answer))).toMatchObject({ by: 'model', action: { reason } });
  });

  test('the log of the call has what it took and cost, and which model was not there', async () => {
    failed = [{ model: 'first', error: 'RateLimitError' }];
    const environment = { ...world.services.environment, OPENAI_USD_PER_MILLION_TOKENS: '2/10' };
    await decided(says('press', '2'), MENU, { environment });
    const [answered] = await world.happened(callId, 'model.answered');
    expect(answered).toMatchObject({ model: 'scripted', inputTokens: 900, outputTokens: 40, result: 'taken' });
    expect(answered?.usd).toBeCloseTo(0.0022);
    expect(await world.happened(callId, 'model.unavailable')).toMatchObject(failed);
    expect(counts()).toContain('ModelUnavailable');
    await decided(says('press', '7'));
    expect((await world.happened(callId, 'model.answered')).length).toBe(1);
  });

  test('it is told no numbers of the person', async () => {
    await world.services.facts.put(callId, { account_number: '8675309421' });
    await decided(says('press', '2'), `Thank you for calling about 8 6 7 5 3 0 9 4 2 1. ${MENU}`);
    expect(asked).toHaveLength(1);
    expect(JSON.stringify(asked)).toContain('account_number');
    expect(JSON.stringify(asked)).not.toMatch(/8675309421|8 6 7 5/);
  });

  test.each<[string, () => string]>([
    ['a key that was not offered', says('press', '7')],
    ['a key that the guard holds', says('press', '4')],
    ['a phrase that the guard holds', says('say', 'cancel my membership')],
    ['a fact that nobody gave', says('enter', 'ssn')],
    ['hanging up on a menu', says('hangup', null)],
    ['no JSON', () => 'I would press two.'],
    ['another form', () => '{"key": 2}'],
    ['nothing', () => ''],
  ])('%s: our own decision stands', async (_what, answer) => {
    const decision = await decided(answer);
    expect(decision?.by).not.toBe('model');
    expect(decision?.action).not.toMatchObject({ digits: '7' });
    expect(decision?.action).not.toMatchObject({ digits: '4' });
    expect(counts()).toContain('ModelAnswerRefused');
  });

  test.each<[string, () => Promise<string>]>([
    ['it is down', () => Promise.reject(new ModelUnavailable('429, 500'))],
    ['its client has a fault', () => Promise.reject(new TypeError('fetch failed'))],
  ])('%s: the call goes on without it', async (_what, answer) => {
    expect((await decided(answer))?.by).not.toBe('model');
    expect(counts()).toEqual(['ModelUnavailable']);
  });

  test('it never answers: the menu does not wait for it', async () => {
    const after = (_ms: number, act: () => void) => {
      act();
      return () => {};
    };
    const clock = { ...world.clock, after };
    expect((await decided(() => new Promise<string>(() => {}), MENU, { clock }))?.by).not.toBe('model');
    expect(counts()).toEqual(['ModelUnavailable']);
  });
});

test('a sure reading asks no model', async () => {
  ({ callId } = await world.aConnectedCall({ intent: 'dispute a charge' }));
  expect(await decided(says('press', '1'), SURE)).toMatchObject({ by: 'reading', action: { digits: '2' } });
  expect(asked).toEqual([]);
});

test('without a model the same prompt is decided on alone', async () => {
  expect((await alone())?.by).not.toBe('model');
});

test('two runs of one decision, of which the model answered only one: both do what came into the log first', async () => {
  const observation = {
    kind: 'prompt',
    atMs: mediaMs(5_000),
    fromMs: mediaMs(0),
    text: MENU,
    confidence: 0.9,
  } as const;
  const input = { callId, observationId: await observed(world.services, callId, observation, 'prompt'), lost: null };
  const run = (model: LanguageModel | null): Promise<unknown> => {
    const lambda: (event: never, context: never) => unknown = functions.Decide({ ...world.services, model });
    return Promise.resolve(lambda(input as never, createContext('Decide', 'request', () => 60_000) as never));
  };
  let other: unknown = null;
  const slow: LanguageModel = {
    ask: async () => {
      other = await run(null);
      return { text: says('press', '2')(), model: 'scripted', inputTokens: 900, outputTokens: 40, failed };
    },
  };
  const own = await run(slow);
  const [decision, ...others] = await world.happened(callId, 'step.decided');
  expect(others).toEqual([]);
  expect(decision?.by).not.toBe('model');
  expect([own, other]).toEqual([{ next: decision?.action.next }, { next: decision?.action.next }]);
  expect((await world.record(callId)).action).toEqual(decision?.action);
});
