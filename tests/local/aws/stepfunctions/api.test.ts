import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  StartExecutionCommand,
  StopExecutionCommand,
  TagResourceCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { PortTaken } from '#local/aws/apigateway/listen.ts';
import { startStepFunctions } from '#local/aws/stepfunctions/step-functions.ts';
import { createManualClock } from '#tests/support/manual-clock.ts';
import { lambda, rig } from './rig.ts';

const roleArn = 'arn:aws:iam::000000000000:role/any';
const definitionOf = (states: Record<string, unknown>) =>
  JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states });
const waits = definitionOf({ Pause: { Type: 'Wait', Seconds: 100, End: true } });
const passes = definitionOf({ Go: { Type: 'Pass', End: true } });

async function machineRig(definition = waits) {
  const parts = await rig();
  const { stateMachineArn = '' } = await parts.client.send(
    new CreateStateMachineCommand({ name: 'call', definition, roleArn }),
  );
  const start = (name?: string, input?: string) =>
    parts.client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
  return { ...parts, stateMachineArn, start };
}

describe('state machines', () => {
  it('are created once: the same again is the same, another definition is refused', async () => {
    const { client, stateMachineArn } = await machineRig();
    const again = await client.send(new CreateStateMachineCommand({ name: 'call', definition: waits, roleArn }));
    expect(again.stateMachineArn).toBe(stateMachineArn);
    await expect(
      client.send(new CreateStateMachineCommand({ name: 'call', definition: passes, roleArn })),
    ).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' });
  });

  it('a malformed one is refused with everything that is wrong, and where', async () => {
    const { client } = await rig();
    const definition = definitionOf({
      A: { Type: 'Pass', Next: 'B' },
      C: { Type: 'Pass', Output: '{% x %}', End: true },
    });
    await expect(
      client.send(new CreateStateMachineCommand({ name: 'bad', definition, roleArn })),
    ).rejects.toMatchObject({
      name: 'InvalidDefinition',
      message:
        "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: There is no state 'B' at /States/A/Next, " +
        "MISSING_TRANSITION_TARGET: State 'C' is not reachable: no other state has it as Next, Default or Catch at /States/C, " +
        "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'x' at the top level is not supported. Use $x or $states.input.x at /States/C/Output'",
    });
  });

  it('are described, updated and listed', async () => {
    const { client, stateMachineArn } = await machineRig();
    const before = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(before).toMatchObject({ name: 'call', definition: waits, roleArn, type: 'STANDARD', status: 'ACTIVE' });
    expect(before.creationDate).toEqual(new Date('2026-01-01T00:00:00Z'));
    const updated = await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition: passes }));
    const after = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(after).toMatchObject({ definition: passes, revisionId: updated.revisionId });
    await client.send(new CreateStateMachineCommand({ name: 'another', definition: passes, roleArn }));
    const first = await client.send(new ListStateMachinesCommand({ maxResults: 1 }));
    expect(first.stateMachines?.map(({ name }) => name)).toEqual(['another']);
    const second = await client.send(new ListStateMachinesCommand({ maxResults: 1, nextToken: first.nextToken }));
    expect(second.stateMachines?.map(({ name }) => name)).toEqual(['call']);
    expect(second.nextToken).toBeUndefined();
  });

  it('an update does not touch what runs', async () => {
    const { client, stateMachineArn, start, clock, ended } = await machineRig();
    const running = await start('old');
    const definition = definitionOf({ No: { Type: 'Fail', Error: 'New' } });
    await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
    await clock.advance(100_000);
    expect((await ended(running.executionArn ?? '')).status).toBe('SUCCEEDED');
    expect(await ended((await start('new')).executionArn ?? '')).toMatchObject({ error: 'New' });
  });
});

describe('StartExecution', () => {
  it('with the same name and input is the same execution while it runs', async () => {
    const { start, clock } = await machineRig();
    const first = await start('call-1', '{"n":1}');
    await clock.advance(1_000);
    expect(await start('call-1', '{"n":1}')).toMatchObject({
      executionArn: first.executionArn,
      startDate: first.startDate,
    });
  });

  it.each([
    { what: 'another input', input: '{"n":2}', ms: 0 },
    { what: 'an execution that has ended', input: '{"n":1}', ms: 100_000 },
  ])('of a used name with $what is refused', async ({ input, ms }) => {
    const { start, clock, ended } = await machineRig();
    const { executionArn = '' } = await start('call-1', '{"n":1}');
    await clock.advance(ms);
    if (ms > 0) await ended(executionArn);
    await expect(start('call-1', input)).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  it('at the same time with the same name runs once', async () => {
    const { start, client, stateMachineArn } = await machineRig();
    const started = await Promise.all(Array.from({ length: 8 }, () => start('call-1', '{}')));
    expect(new Set(started.map(({ executionArn }) => executionArn)).size).toBe(1);
    const list = await client.send(new ListExecutionsCommand({ stateMachineArn }));
    expect(list.executions).toHaveLength(1);
  });

  it.each([
    { name: 'with space', input: '{}', error: 'InvalidName' },
    { name: 'ok', input: '{no json', error: 'InvalidExecutionInput' },
    { name: 'ok', input: JSON.stringify('x'.repeat(262_144)), error: 'ValidationException' },
  ])('$name: $error', async ({ name, input, error }) => {
    const { start } = await machineRig();
    await expect(start(name, input)).rejects.toMatchObject({ name: error });
  });
});

describe('executions', () => {
  it('are listed latest first, by status, in pages', async () => {
    const { start, stateMachineArn, client } = await machineRig();
    for (const name of ['a', 'b', 'c', 'd', 'e']) await start(name);
    const arn = (name: string) => `arn:aws:states:us-east-1:000000000000:execution:call:${name}`;
    await client.send(new StopExecutionCommand({ executionArn: arn('c') }));
    const pages: (string | undefined)[][] = [];
    const running = { stateMachineArn, statusFilter: 'RUNNING' } as const;
    for await (const page of paginateListExecutions({ client, pageSize: 3 }, running))
      pages.push(page.executions?.map(({ name }) => name) ?? []);
    expect(pages).toEqual([['e', 'd', 'b'], ['a']]);
    const aborted = await client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'ABORTED' }));
    expect(aborted.executions).toMatchObject([
      { name: 'c', status: 'ABORTED', stopDate: new Date('2026-01-01T00:00:00Z') },
    ]);
    await expect(
      client.send(new ListExecutionsCommand({ stateMachineArn, nextToken: 'garbage' })),
    ).rejects.toMatchObject({ name: 'InvalidToken' });
  });

  it('TimeoutSeconds of the machine ends one as TIMED_OUT, without an error', async () => {
    const { begin, clock, ended, history } = await rig();
    const arn = await begin({ Pause: { Type: 'Wait', Seconds: 100, End: true } }, {}, { TimeoutSeconds: 10 });
    await clock.advance(10_000);
    expect(await ended(arn)).toEqual({ status: 'TIMED_OUT' });
    expect((await history(arn)).at(-1)).toMatchObject({ type: 'ExecutionTimedOut' });
    expect(clock.untilNextMs()).toBeNull();
  });

  it('stopping one twice keeps the first reason', async () => {
    const { start, client, ended } = await machineRig();
    const { executionArn = '' } = await start();
    await client.send(new StopExecutionCommand({ executionArn, error: 'First' }));
    await client.send(new StopExecutionCommand({ executionArn, error: 'Second' }));
    expect(await ended(executionArn)).toEqual({ status: 'ABORTED', error: 'First' });
  });
});

describe('GetExecutionHistory', () => {
  it('tells what happened, forwards, backwards, in pages, and without data when asked', async () => {
    const { begin, ended, client, history } = await rig({ f: () => 'answer' });
    const executionArn = await begin({
      Ask: {
        Type: 'Task',
        Resource: lambda,
        Arguments: { FunctionName: 'f' },
        Assign: { x: 1 },
        Output: '{% $states.result.Payload %}',
        Next: 'Done',
      },
      Done: { Type: 'Succeed' },
    });
    await ended(executionArn);
    const events = await history(executionArn);
    expect(events.map(({ id, previousEventId, type }) => [id, previousEventId, type])).toEqual([
      [1, 0, 'ExecutionStarted'],
      [2, 0, 'TaskStateEntered'],
      [3, 2, 'TaskScheduled'],
      [4, 3, 'TaskStarted'],
      [5, 4, 'TaskSucceeded'],
      [6, 5, 'TaskStateExited'],
      [7, 6, 'SucceedStateEntered'],
      [8, 7, 'SucceedStateExited'],
      [9, 8, 'ExecutionSucceeded'],
    ]);
    expect(events[5]?.stateExitedEventDetails).toMatchObject({
      name: 'Ask',
      output: '"answer"',
      assignedVariables: { x: '1' },
    });
    expect(events[2]?.taskScheduledEventDetails?.parameters).toBe('{"FunctionName":"f"}');

    const backwards: (number | undefined)[] = [];
    const request = { executionArn, reverseOrder: true };
    for await (const page of paginateGetExecutionHistory({ client, pageSize: 4 }, request))
      backwards.push(...(page.events ?? []).map(({ id }) => id));
    expect(backwards).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);

    const bare = await client.send(new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }));
    expect(bare.events?.at(-1)?.executionSucceededEventDetails).toEqual({});
  });
});

describe('requests that are wrong', () => {
  it.each([
    { command: new DescribeExecutionCommand({ executionArn: 'nonsense' }), name: 'InvalidArn' },
    {
      command: new DescribeExecutionCommand({
        executionArn: 'arn:aws:states:us-east-1:000000000000:execution:call:gone',
      }),
      name: 'ExecutionDoesNotExist',
    },
    {
      command: new DescribeStateMachineCommand({
        stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:gone',
      }),
      name: 'StateMachineDoesNotExist',
    },
    { command: new TagResourceCommand({ resourceArn: 'arn:x', tags: [] }), name: 'UnknownOperationException' },
  ])('$name', async ({ command, name }) => {
    const { client } = await rig();
    await expect(client.send(command as DescribeExecutionCommand)).rejects.toMatchObject({ name });
  });

  it('no JSON at all', async () => {
    const { endpoint } = await rig();
    const response = await fetch(endpoint(), {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSStepFunctions.StartExecution' },
      body: '{',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: 'SerializationException' });
  });
});

describe('starting the service', () => {
  const options = (dataDir: string, port = 0) => ({
    dataDir,
    port,
    clock: createManualClock(),
    invokeLambda: async () => null,
  });

  it('on a taken port says so', async () => {
    const { endpoint, dataDir } = await rig();
    const port = Number(new URL(endpoint()).port);
    const failing = startStepFunctions(options(`${dataDir}/other`, port));
    await expect(failing).rejects.toBeInstanceOf(PortTaken);
    await expect(failing).rejects.toMatchObject({
      name: 'PortTaken',
      port,
      message: expect.stringContaining(`Port ${port}`),
    });
  });

  it('on a folder that is in use says so', async () => {
    const { dataDir } = await rig();
    await expect(startStepFunctions(options(dataDir))).rejects.toMatchObject({
      name: 'JournalUnusable',
      message: expect.stringContaining('another process uses it'),
    });
  });

  it('on something that is no folder says so', async () => {
    await expect(startStepFunctions(options('/dev/null/x'))).rejects.toMatchObject({ name: 'JournalUnusable' });
  });
});
