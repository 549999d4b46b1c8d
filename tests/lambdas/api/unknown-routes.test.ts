import { afterAll, beforeAll, expect, test } from 'vitest';
import { Problem } from '#core/contracts/http.ts';
import { functions } from '#lambdas/functions.ts';
import { httpRoutes } from '#lambdas/routes.ts';
import { type HttpApi, startHttpApi } from '#local/aws/apigateway/http-api.ts';
import { createContext } from '#local/aws/lambda/context.ts';
import { openLambdaWorld } from '#tests/support/lambda-world.ts';
import { createManualClock } from '#tests/support/manual-clock.ts';

/** The one route table, as API Gateway has it, with the Lambdas behind it. */
let gateway: HttpApi;
beforeAll(async () => {
  const { services } = await openLambdaWorld();
  const invoke = async (name: string, event: unknown) => {
    if (name !== 'Api') throw new Error(`${name} is not asked for here`);
    const handler: (event: never, context: never) => unknown = functions.Api(services);
    return handler(event as never, createContext(name, 'request', () => 60_000) as never);
  };
  gateway = await startHttpApi({ port: 0, clock: createManualClock(), routes: httpRoutes, invoke });
});
afterAll(() => gateway.close());

test.each([
  ['an address that there never was', 'GET', '/nothing/here'],
  ['the root', 'GET', '/'],
  ['a method that a route does not take', 'PATCH', '/calls'],
  ['a webhook that there is not', 'POST', '/twilio/fax'],
  ['a stage in front', 'POST', '/prod/calls'],
])('%s (%s %s) is answered as all that is wrong', async (_, method, path) => {
  const answer = await fetch(gateway.endpoint + path, { method, ...(method === 'GET' ? {} : { body: '{}' }) });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  expect(Problem.parse(await answer.json())).toMatchObject({ status: 404, title: 'There is no such address' });
});
