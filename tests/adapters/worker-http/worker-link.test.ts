import { describe, expect, it } from 'vitest';
import { httpWorkerLink } from '#adapters/worker-http/worker-link.ts';
import { WorkerCommand } from '#core/contracts/worker-command.ts';
import { openScriptedServer, type ScriptedAnswer } from '#tests/support/scripted-server.ts';

const command = WorkerCommand.parse({ kind: 'finish', callId: `call_${'0'.repeat(26)}`, epoch: 3 });
const linkOf = (timeoutMs = 10_000) => httpWorkerLink({ secret: 'secret', timeoutMs });
const link = linkOf();
const taken: ScriptedAnswer = { status: 200, body: { kind: 'taken' } };

describe('worker link', () => {
  it('brings the command with the secret', async () => {
    await using server = await openScriptedServer(taken);
    expect(await link.send(`${server.url}/`, command)).toBe('taken');
    expect(server.requests).toMatchObject([
      { method: 'POST', path: '/commands', headers: { authorization: 'Bearer secret' } },
    ]);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual(command);
  });

  it('tells when the worker does not hear that call', async () => {
    await using server = await openScriptedServer({ status: 200, body: { kind: 'not_here' } });
    expect(await link.send(server.url, command)).toBe('not_here');
  });

  it.each<[string, ScriptedAnswer]>([
    ['drops the connection', 'drop'],
    ['does not answer', 'silence'],
    ['is broken', { status: 500, body: { kind: 'taken' } }],
    ['talks nonsense', { status: 200, body: 'taken' }],
    ['sends us elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
  ])('tries twice when the worker %s', async (_, answer) => {
    await using server = await openScriptedServer(answer, taken);
    const link = linkOf(answer === 'silence' ? 300 : 10_000);
    expect(await link.send(server.url, command)).toBe('taken');
    server.script(answer);
    expect(await link.send(server.url, command)).toBe('unreachable');
    expect(server.requests).toHaveLength(4);
  });

  it.each(['http://127.0.0.1:1', 'not a url'])('is unreachable at %s', async (url) => {
    expect(await link.send(url, command)).toBe('unreachable');
  });
});
