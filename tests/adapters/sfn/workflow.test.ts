import { describe, expect, it } from 'vitest';
import { createSfnClient, sfnWorkflow } from '#adapters/sfn/workflow.ts';
import { CallId, TaskToken } from '#core/contracts/ids.ts';
import { openScriptedServer, type ScriptedAnswer, type ScriptedServer } from '#tests/support/scripted-server.ts';

const callId = CallId.parse(`call_${'0'.repeat(26)}`);
const token = TaskToken.parse('token');
const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:call';
const executionArn = `arn:aws:states:us-east-1:000000000000:execution:call:${callId}`;
const fault = (name: string): ScriptedAnswer => ({ status: 400, body: { __type: name, message: name } });

const workflowAt = (server: ScriptedServer, { maxAttempts = 1, requestTimeoutMs = 10_000 } = {}) =>
  sfnWorkflow({
    client: createSfnClient({
      region: 'us-east-1',
      endpoint: server.url,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts,
      requestTimeoutMs,
    }),
    stateMachineArn,
  });
const sent = ({ requests }: ScriptedServer) =>
  requests.map(({ headers, body }) => [headers['x-amz-target'], JSON.parse(body)]);

describe('workflow on Step Functions', () => {
  it('starts one execution, named after the call', async () => {
    await using server = await openScriptedServer({ status: 200, body: { executionArn, startDate: 1 } });
    expect(await workflowAt(server).start(callId)).toEqual({ executionArn });
    expect(sent(server)).toEqual([
      ['AWSStepFunctions.StartExecution', { stateMachineArn, name: callId, input: `{"callId":"${callId}"}` }],
    ]);
  });

  it('gives the name of an execution that was there', async () => {
    await using server = await openScriptedServer(fault('ExecutionAlreadyExists'));
    expect(await workflowAt(server).start(callId)).toEqual({ executionArn });
  });

  it.each([
    [{ status: 200, body: { executionArn, status: 'RUNNING' } }, true],
    [{ status: 200, body: { executionArn, status: 'FAILED' } }, false],
    [fault('ExecutionDoesNotExist'), false],
  ] as const)('knows whether an execution runs', async (answer, runs) => {
    await using server = await openScriptedServer(answer);
    expect(await workflowAt(server).isRunning(callId)).toBe(runs);
    expect(sent(server)).toEqual([['AWSStepFunctions.DescribeExecution', { executionArn }]]);
  });

  it('tells a step and keeps it alive', async () => {
    await using server = await openScriptedServer({ status: 200, body: {} });
    const told = { kind: 'human', observationId: 'event-1' };
    expect(await workflowAt(server).tell(token, told)).toBe('told');
    expect(await workflowAt(server).beat(token)).toBe('alive');
    expect(sent(server)).toEqual([
      ['AWSStepFunctions.SendTaskSuccess', { taskToken: token, output: JSON.stringify(told) }],
      ['AWSStepFunctions.SendTaskHeartbeat', { taskToken: token }],
    ]);
  });

  it.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])('%s: the step does not wait any more', async (name) => {
    await using server = await openScriptedServer(fault(name));
    expect(await workflowAt(server).tell(token, { kind: 'human', observationId: 'event-1' })).toBe('gone');
    expect(await workflowAt(server).beat(token)).toBe('gone');
  });

  it.each<[string, ScriptedAnswer]>([
    ['throttles', fault('ThrottlingException')],
    ['is broken', { status: 500, body: {} }],
    ['is silent', 'silence'],
    ['drops the connection', 'drop'],
    ['does not know the machine', fault('StateMachineDoesNotExist')],
  ])('is unavailable when the service %s', async (_, answer) => {
    await using server = await openScriptedServer(answer);
    const workflow = workflowAt(server, { requestTimeoutMs: answer === 'silence' ? 200 : 10_000 });
    const unavailable = { name: 'StoreUnavailable' };
    await expect(workflow.start(callId)).rejects.toMatchObject(unavailable);
    await expect(workflow.tell(token, { kind: 'human', observationId: 'event-1' })).rejects.toMatchObject(unavailable);
    await expect(workflow.beat(token)).rejects.toMatchObject(unavailable);
  });

  it('tries again by itself', async () => {
    await using server = await openScriptedServer('drop', { status: 200, body: {} });
    expect(await workflowAt(server, { maxAttempts: 3 }).beat(token)).toBe('alive');
    expect(server.requests).toHaveLength(2);
  });
});
