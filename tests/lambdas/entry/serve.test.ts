import type { Context } from 'aws-lambda';
import { afterEach, expect, it, vi } from 'vitest';
import { serve } from '#lambdas/entry/serve.ts';
import { openScriptedServer } from '#tests/support/scripted-server.ts';

const plain = {
  TABLE_NAME: 'table',
  BUCKET_NAME: 'bucket',
  STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:0:stateMachine:m',
  PUBLIC_API_URL: 'https://api.example.com',
  PUBLIC_STREAM_URL: 'wss://streams.example.com/stream',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_NUMBER: '+15005550006',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
};
const secrets = { TWILIO_AUTH_TOKEN: 'token', STREAM_SECRET: 's'.repeat(48), WORKER_SECRET: 'w'.repeat(48) };
const answer = {
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: { SecretString: JSON.stringify(secrets) },
};
const context = {} as Context;

function stub(variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}
afterEach(() => void vi.unstubAllEnvs());

it('services are made once, of the environment, the secrets and the needed ports', async () => {
  await using server = await openScriptedServer(answer);
  stub({ ...plain, SECRET_IDS: 'one', AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url });
  let made = 0;
  const handler = serve(
    ({ environment, calls }) => {
      made += 1;
      return async (event: unknown) => ({ event, token: environment.TWILIO_AUTH_TOKEN, calls });
    },
    { calls: ({ environment }) => ({ ofTable: environment.TABLE_NAME }) as never },
  );
  const expected = { token: 'token', calls: { ofTable: 'table' } };
  expect(await handler('first', context)).toEqual({ event: 'first', ...expected });
  expect(await handler('second', context)).toEqual({ event: 'second', ...expected });
  expect(made).toBe(1);
  expect(server.requests).toHaveLength(1);
});

it('without its secrets a request fails by a name that the state machine retries, and the next request asks again', async () => {
  const denied = { status: 400, headers: { 'x-amzn-errortype': 'AccessDeniedException' }, body: {} };
  await using server = await openScriptedServer(denied);
  stub({ ...plain, SECRET_IDS: 'one', AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url });
  const handler = serve(() => async () => 'done', {});
  await expect(handler('first', context)).rejects.toMatchObject({ name: 'StoreUnavailable' });
  server.script(answer);
  expect(await handler('second', context)).toBe('done');
});

it('what a handler throws tells nothing that was sent', async () => {
  await using server = await openScriptedServer(answer);
  stub({ ...plain, SECRET_IDS: 'one', AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url });
  const handler = serve(() => () => Promise.reject(new TypeError('no route to +18005550100')), {});
  const failure = handler('first', context);
  await expect(failure).rejects.toMatchObject({ name: 'TypeError' });
  await expect(failure).rejects.not.toThrow('8005550100');
});
