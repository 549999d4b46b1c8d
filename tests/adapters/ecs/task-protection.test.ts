import { describe, expect, it } from 'vitest';
import { ecsTaskProtection } from '#adapters/ecs/task-protection.ts';
import { openScriptedServer, type ScriptedAnswer } from '#tests/support/scripted-server.ts';

const taken = (ProtectionEnabled: boolean): ScriptedAnswer => ({
  status: 200,
  body: { protection: { ProtectionEnabled, TaskArn: 'arn:task', ExpirationDate: '2026-11-25T12:00:00Z' } },
});

describe("ECS's task protection", () => {
  it('is asked of the agent, with an end', async () => {
    await using agent = await openScriptedServer(taken(true), taken(false));
    const protection = ecsTaskProtection({ agentUri: `${agent.url}/api/abc` });
    await protection.protect(15);
    await protection.release();
    expect(agent.requests.map(({ method, path, body }) => [method, path, JSON.parse(body)])).toEqual([
      ['PUT', '/api/abc/task-protection/v1/state', { ProtectionEnabled: true, ExpiresInMinutes: 15 }],
      ['PUT', '/api/abc/task-protection/v1/state', { ProtectionEnabled: false }],
    ]);
  });

  it('is asked again after a failure', async () => {
    await using agent = await openScriptedServer({ status: 500, body: {} }, taken(true));
    await ecsTaskProtection({ agentUri: agent.url }).protect(15);
    expect(agent.requests).toHaveLength(2);
  });

  it.each<[string, ScriptedAnswer, RegExp]>([
    [
      'ECS refuses',
      { status: 200, body: { failure: { Arn: 'arn:task', Reason: 'DEPLOYMENT_BLOCKED' } } },
      /DEPLOYMENT_BLOCKED/,
    ],
    [
      'the role may not',
      { status: 400, body: { error: { Code: 'AccessDeniedException', Message: 'no' } } },
      /AccessDeniedException/,
    ],
    ['the answer is another one', taken(false), /status 200/],
    ['the agent is away', 'drop', /TypeError/],
    ['the agent is silent', 'silence', /TimeoutError/],
    ['the answer is no JSON', { status: 200, body: '<html>' }, /SyntaxError/],
  ])('%s: it is told why', async (_, answer, reason) => {
    await using agent = await openScriptedServer(answer);
    const asked = ecsTaskProtection({ agentUri: agent.url, timeoutMs: 100 }).protect(15);
    await expect(asked).rejects.toMatchObject({ name: 'StoreUnavailable', message: expect.stringMatching(reason) });
    expect(agent.requests).toHaveLength(2);
  });
});
