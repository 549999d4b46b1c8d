import { describe, expect, it } from 'vitest';
import { createLambdaClient, lambdaWorkerLink } from '#adapters/lambda/command-door.ts';
import { WorkerCommand } from '#core/contracts/worker-command.ts';
import { handler } from '#lambdas/entry/command-door.ts';
import { openScriptedServer, type ScriptedAnswer } from '#tests/support/scripted-server.ts';

const command = WorkerCommand.parse({ kind: 'finish', callId: `call_${'0'.repeat(26)}`, epoch: 3 });
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const linkAt = (endpoint: string, requestTimeoutMs = 10_000) =>
  lambdaWorkerLink({
    client: createLambdaClient({ endpoint, region: 'us-east-1', credentials, requestTimeoutMs }),
    functionName: 'door',
    secret: 'secret',
  });
const taken: ScriptedAnswer = { status: 200, body: { kind: 'taken' } };

describe('commands through the door', () => {
  it('the door is told the worker, the secret and the command', async () => {
    await using server = await openScriptedServer(taken);
    expect(await linkAt(server.url).send('http://10.77.0.5:8081', command)).toBe('taken');
    expect(server.requests).toMatchObject([{ method: 'POST', path: '/2015-03-31/functions/door/invocations' }]);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      workerUrl: 'http://10.77.0.5:8081',
      secret: 'secret',
      command,
    });
  });

  it.each(['not_here', 'unreachable'])('the answer %s is brought back, without another try', async (kind) => {
    await using server = await openScriptedServer({ status: 200, body: { kind } });
    expect(await linkAt(server.url).send('http://10.77.0.5:8081', command)).toBe(kind);
    expect(server.requests).toHaveLength(1);
  });

  it.each<[string, ScriptedAnswer]>([
    ['throttled', { status: 429, headers: { 'x-amzn-errortype': 'TooManyRequestsException' }, body: {} }],
    ['broken', { status: 500, body: {} }],
    ['failing', { status: 200, headers: { 'x-amz-function-error': 'Unhandled' }, body: { errorType: 'ZodError' } }],
    ['talking nonsense', { status: 200, body: 'taken' }],
    ['silent', 'silence'],
    ['gone', 'drop'],
  ])('a door that is %s is tried twice, then the worker counts as unreachable', async (_, answer) => {
    await using server = await openScriptedServer(answer, taken);
    const link = linkAt(server.url, answer === 'silence' ? 300 : 10_000);
    expect(await link.send('http://10.77.0.5:8081', command)).toBe('taken');
    server.script(answer);
    expect(await link.send('http://10.77.0.5:8081', command)).toBe('unreachable');
    expect(server.requests).toHaveLength(4);
  });
});

describe('the door', () => {
  it('hands the command to the worker and brings its answer back', async () => {
    await using worker = await openScriptedServer(taken);
    expect(await handler({ workerUrl: worker.url, secret: 'secret', command })).toEqual({ kind: 'taken' });
    expect(worker.requests).toMatchObject([{ path: '/commands', headers: { authorization: 'Bearer secret' } }]);
    expect(JSON.parse(worker.requests[0]?.body ?? '')).toEqual(command);
  });

  it('a worker that is gone is unreachable, not a failure', async () => {
    expect(await handler({ workerUrl: 'http://127.0.0.1:1', secret: 'secret', command })).toEqual({
      kind: 'unreachable',
    });
  });

  it.each([
    ['what is no command', { workerUrl: 'http://127.0.0.1:1', secret: 's', command: { kind: 'dance' } }],
    ['what is no worker', { workerUrl: 'file:///etc/passwd', secret: 's', command }],
  ])('%s is refused', async (_, request) => {
    await expect(handler(request)).rejects.toThrow();
  });
});
