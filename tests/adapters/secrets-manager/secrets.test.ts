import { describe, expect, it } from 'vitest';
import { createSecretsClient, readSecrets } from '#adapters/secrets-manager/secrets.ts';
import { openScriptedServer, type ScriptedAnswer } from '#tests/support/scripted-server.ts';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const clientAt = (endpoint: string, requestTimeoutMs = 10_000) =>
  createSecretsClient({ endpoint, region: 'us-east-1', credentials, requestTimeoutMs });
const secret = (value: unknown): ScriptedAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: { SecretString: typeof value === 'string' ? value : JSON.stringify(value) },
});

describe('secrets', () => {
  it('the variables of all secrets are read at once', async () => {
    await using server = await openScriptedServer(secret({ ONE: '1' }), secret({ TWO: '2' }));
    expect(await readSecrets(clientAt(server.url), ['a', 'b'])).toEqual({ ONE: '1', TWO: '2' });
    expect(server.requests.map(({ body }) => JSON.parse(body))).toEqual([{ SecretId: 'a' }, { SecretId: 'b' }]);
  });

  it('a throttle and a fault of the service pass', async () => {
    const throttled = { status: 400, headers: { 'x-amzn-errortype': 'ThrottlingException' }, body: {} };
    await using server = await openScriptedServer(throttled, { status: 500, body: {} }, secret({ ONE: '1' }));
    expect(await readSecrets(clientAt(server.url), ['a'])).toEqual({ ONE: '1' });
  });

  it.each<[string, ScriptedAnswer, RegExp]>([
    [
      'does not exist',
      { status: 400, headers: { 'x-amzn-errortype': 'ResourceNotFoundException' }, body: {} },
      /NotFound.* for a$/,
    ],
    [
      'may not be read',
      { status: 400, headers: { 'x-amzn-errortype': 'AccessDeniedException' }, body: {} },
      /AccessDenied.* for a$/,
    ],
    ['does not come', 'silence', /Secrets Manager: .* for a$/],
    ['is no JSON', secret('hunter2'), /the secret a is not what it should be/],
    ['holds more than texts', secret({ ONE: 1 }), /the secret a is not what it should be/],
  ])('a secret that %s is named, and what is in it is not', async (_, answer, message) => {
    await using server = await openScriptedServer(answer);
    const read = readSecrets(clientAt(server.url, answer === 'silence' ? 100 : 10_000), ['a']);
    await expect(read).rejects.toMatchObject({ name: 'StoreUnavailable', message: expect.stringMatching(message) });
    await expect(read).rejects.not.toThrow('hunter2');
  });
});
