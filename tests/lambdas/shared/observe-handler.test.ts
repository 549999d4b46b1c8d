import middy from '@middy/core';
import { expect, test } from 'vitest';
import { StoreUnavailable } from '#core/errors.ts';
import { lambdaOptions, observeHandler } from '#lambdas/shared/observe-handler.ts';
import { createContext } from '#local/aws/lambda/context.ts';
import { nextTurn } from '#local/clock/advance.ts';
import { openLambdaWorld } from '#tests/support/lambda-world.ts';

const context = createContext('Some', 'request', () => 60_000);

async function observed(handler: (event: number) => Promise<unknown>) {
  const { services, logged, counted, clock } = await openLambdaWorld();
  const lambda = middy<number, unknown>().use(observeHandler(services, 'Some')).handler(handler);
  return { lambda: (event: number) => lambda(event, context), logged, counted, clock };
}

test('runs of one sandbox that overlap are measured each by itself', async () => {
  const finish: (() => void)[] = [];
  const { lambda, counted, clock } = await observed(() => new Promise<void>((resolve) => finish.push(resolve)));
  const first = lambda(1);
  clock.pass(1_000);
  const second = lambda(2);
  clock.pass(500);
  for (const end of finish) end();
  await Promise.all([first, second]);
  expect(counted.map(({ value }) => value).toSorted((a, b) => a - b)).toEqual([500, 1_500]);
});

test('a failure of ours is logged with its reason', async () => {
  const { lambda, logged, counted } = await observed(async () => {
    throw new StoreUnavailable('DynamoDB: throttled');
  });
  await expect(lambda(1)).rejects.toThrow();
  expect(logged).toEqual([
    {
      level: 'error',
      message: 'handler failed',
      fields: { functionName: 'Some', error: 'StoreUnavailable', reason: 'DynamoDB: throttled' },
    },
  ]);
  expect(counted).toMatchObject([{ name: 'HandlerErrors' }]);
});

test('a foreign one with where it happened, and not a line of its message', async () => {
  const { lambda, logged } = await observed(async () => {
    throw new TypeError('cannot read\n+18005550100\nof undefined');
  });
  await expect(lambda(1)).rejects.toThrow();
  expect(JSON.stringify(logged)).not.toContain('8005550100');
  expect(logged[0]?.fields).toMatchObject({
    error: 'TypeError',
    stack: expect.arrayContaining([expect.stringMatching(/^\s+at /)]),
  });
});

test('a run is not ended by the middleware when its time is nearly over: the service tells that under its own name', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const running = middy(lambdaOptions).handler(() => promise)(
    {},
    createContext('test', 'request', () => 6),
  );
  for (const untilMs = performance.now() + 5; performance.now() < untilMs; ) await nextTurn();
  resolve('done');
  await expect(running).resolves.toBe('done');
});
