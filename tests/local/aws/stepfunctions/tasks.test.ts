import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { FunctionError } from '#local/aws/lambda/function-error.ts';
import { lambda, lambdaWaiting, named, rig, type TestLambda } from './rig.ts';

const task = (more: Record<string, unknown> = {}) => ({
  Type: 'Task',
  Resource: lambda,
  Arguments: { FunctionName: 'f', Payload: '{% $states.input %}' },
  End: true,
  ...more,
});
const waiting = (more: Record<string, unknown> = {}) => ({
  Type: 'Task',
  Resource: lambdaWaiting,
  Arguments: { FunctionName: 'f', Payload: { taskToken: '{% $states.context.Task.Token %}' } },
  End: true,
  ...more,
});
const caught = (names: string[]) => ({
  Task: task({ Catch: [{ ErrorEquals: names, Next: 'Caught' }] }),
  Caught: { Type: 'Succeed' },
});

/** Begins a task that waits for its token, and gives the token that its Lambda got. */
async function waitingRig(
  state: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
  f: TestLambda = () => null,
) {
  const parts = await rig({ f });
  const arn = await parts.begin({ Task: waiting(state), ...more });
  await parts.invokedTimes(1);
  const token = (n = 0) => String(parts.invoked[n]?.payload.taskToken);
  const succeed = (output: unknown, n = 0) =>
    parts.client.send(new SendTaskSuccessCommand({ taskToken: token(n), output: JSON.stringify(output) }));
  const beat = () => parts.client.send(new SendTaskHeartbeatCommand({ taskToken: token() }));
  return { ...parts, arn, token, succeed, beat };
}

describe('lambda:invoke', () => {
  it('gives what Lambda answers', async () => {
    const { begin, ended, invoked } = await rig({ f: ({ n }) => ({ twice: Number(n) * 2 }) });
    const arn = await begin({ Task: task() }, { n: 21 });
    expect((await ended(arn)).output).toMatchObject({
      ExecutedVersion: '$LATEST',
      Payload: { twice: 42 },
      StatusCode: 200,
    });
    expect(invoked).toMatchObject([{ name: 'f', payload: { n: 21 } }]);
  });

  it('takes the name of the function out of an ARN; without Payload it is {}', async () => {
    const { begin, ended, invoked } = await rig();
    const Arguments = { FunctionName: 'arn:aws:lambda:us-east-1:123456789012:function:decide:live' };
    await ended(await begin({ Task: task({ Arguments }) }));
    expect(invoked).toMatchObject([{ name: 'decide', payload: {} }]);
  });

  it('an error of the function has its type as Error and the payload as Cause', async () => {
    const { begin, ended } = await rig({ f: () => Promise.reject(named('CallRefused', 'no such number')) });
    const { error, cause = '' } = await ended(await begin({ Task: task() }));
    expect(error).toBe('CallRefused');
    expect(JSON.parse(cause)).toEqual({
      errorType: 'CallRefused',
      errorMessage: 'no such number',
      trace: expect.any(Array),
    });
  });

  it('a function that ran out of time fails as Sandbox.Timedout, which States.TaskFailed means too', async () => {
    const payload = {
      errorType: 'Sandbox.Timedout',
      errorMessage: 'RequestId: 1 Error: Task timed out after 3.00 seconds',
    };
    const { begin, ended } = await rig({ f: () => Promise.reject(new FunctionError(payload)) });
    const { output } = await ended(await begin(caught(['States.TaskFailed'])));
    expect(output).toEqual({ Error: 'Sandbox.Timedout', Cause: JSON.stringify(payload) });
  });

  it('TimeoutSeconds ends it as States.Timeout without a cause, though the Lambda goes on', async () => {
    const slow = Promise.withResolvers<unknown>();
    const { begin, ended, clock, invokedTimes } = await rig({ f: () => slow.promise });
    const arn = await begin({ Task: task({ TimeoutSeconds: '{% 2 + 3 %}' }) });
    await invokedTimes(1);
    await clock.advance(5_000);
    slow.resolve('too late');
    expect(await ended(arn)).toEqual({ status: 'FAILED', error: 'States.Timeout' });
  });

  it.each([
    { what: 'a result', returns: 'x'.repeat(262_144), Arguments: { FunctionName: 'f' } },
    { what: 'arguments', returns: 1, Arguments: { FunctionName: 'f', Payload: '{% $pad("", 262144, "x") %}' } },
    { what: 'an output', returns: 1, Arguments: { FunctionName: 'f' }, Output: '{% $pad("", 262143, "x") %}' },
    {
      what: 'a variable',
      returns: 1,
      Arguments: { FunctionName: 'f' },
      Assign: { big: '{% $pad("", 262143, "x") %}' },
    },
  ])(
    '$what over 256 KiB is a States.DataLimitExceeded, which States.ALL does not catch',
    async ({ what: _, returns, ...state }) => {
      const { begin, ended } = await rig({ f: () => returns });
      const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }];
      const arn = await begin({ Task: task({ ...state, Catch }), Caught: { Type: 'Succeed' } });
      expect(await ended(arn)).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    },
  );

  it('arguments that are none fail as States.Runtime, which nothing catches', async () => {
    const { begin, ended } = await rig();
    const Catch = [{ ErrorEquals: ['States.Runtime'], Next: 'Caught' }];
    const arn = await begin({ Task: task({ Arguments: { Function: 'f' }, Catch }), Caught: { Type: 'Succeed' } });
    expect(await ended(arn)).toMatchObject({ error: 'States.Runtime', cause: expect.stringContaining('FunctionName') });
  });
});

describe('Catch', () => {
  it.each([
    { names: ['Other'], catches: false },
    { names: ['Other', 'Broken'], catches: true },
    { names: ['States.TaskFailed'], catches: true },
    { names: ['States.Timeout'], catches: false },
    { names: ['States.ALL'], catches: true },
  ])('$names: $catches', async ({ names, catches }) => {
    const { begin, ended } = await rig({ f: () => Promise.reject(named('Broken')) });
    expect(await ended(await begin(caught(names)))).toMatchObject(
      catches ? { status: 'SUCCEEDED', output: { Error: 'Broken' } } : { status: 'FAILED', error: 'Broken' },
    );
  });

  it('has its own Assign and Output, which see errorOutput and input', async () => {
    const { begin, ended } = await rig({ f: () => Promise.reject(named('Broken')) });
    const arn = await begin(
      {
        Task: task({
          Assign: { skipped: true },
          Catch: [
            {
              ErrorEquals: ['States.ALL'],
              Next: 'After',
              Assign: { why: '{% $states.errorOutput.Error %}' },
              Output: '{% $states.input %}',
            },
          ],
        }),
        After: {
          Type: 'Pass',
          Output: { why: '{% $why %}', input: '{% $states.input %}', skipped: '{% $exists($skipped) %}' },
          End: true,
        },
      },
      { n: 1 },
    );
    expect((await ended(arn)).output).toEqual({ why: 'Broken', input: { n: 1 }, skipped: false });
  });

  it('an expression that fails in Output is an error of the state', async () => {
    const { begin, ended, history } = await rig({ f: () => 1 });
    const arn = await begin({
      Task: task({
        Output: '{% $states.result.Payload.absent %}',
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Caught' }],
      }),
      Caught: { Type: 'Succeed' },
    });
    expect(await ended(arn)).toMatchObject({
      status: 'SUCCEEDED',
      output: {
        Error: 'States.QueryEvaluationError',
        Cause: expect.stringContaining(
          "executing the state 'Task' (entered at the event id #2). The JSONata expression",
        ),
      },
    });
    expect((await history(arn)).map((event) => event.type)).toContain('EvaluationFailed');
  });
});

describe('Retry', () => {
  const attemptsMs = async (retry: unknown[], f: TestLambda, options: { random?: () => number } = {}) => {
    const { begin, ended, clock, invoked } = await rig({ f }, options);
    const startMs = clock.now();
    const arn = await begin({ Task: task({ Retry: retry }) });
    for (;;) if ((await clock.advanceToNext()) === null) break;
    return { ended: await ended(arn), atMs: invoked.map(({ atMs }) => atMs - startMs) };
  };
  const broken: TestLambda = () => Promise.reject(named('Broken'));

  it.each([
    { retry: { ErrorEquals: ['Broken'] }, atMs: [0, 1_000, 3_000, 7_000] },
    { retry: { ErrorEquals: ['Broken'], IntervalSeconds: 3, BackoffRate: 1, MaxAttempts: 2 }, atMs: [0, 3_000, 6_000] },
    {
      retry: { ErrorEquals: ['Broken'], IntervalSeconds: 10, BackoffRate: 3, MaxDelaySeconds: 20, MaxAttempts: 3 },
      atMs: [0, 10_000, 30_000, 50_000],
    },
    { retry: { ErrorEquals: ['Broken'], MaxAttempts: 0 }, atMs: [0] },
    { retry: { ErrorEquals: ['Other'] }, atMs: [0] },
    {
      retry: { ErrorEquals: ['States.ALL'], IntervalSeconds: 4, MaxAttempts: 2, JitterStrategy: 'FULL' },
      atMs: [0, 1_000, 3_000],
    },
  ])('$retry', async ({ retry, atMs }) => {
    const result = await attemptsMs([retry], broken, { random: () => 0.25 });
    expect(result).toMatchObject({ ended: { status: 'FAILED', error: 'Broken' }, atMs });
  });

  it('each retrier counts for itself; the first that names the error decides', async () => {
    const errors = ['A', 'B', 'A', 'A'];
    const result = await attemptsMs(
      [
        { ErrorEquals: ['A'], IntervalSeconds: 1, MaxAttempts: 2 },
        { ErrorEquals: ['B'], IntervalSeconds: 60, MaxAttempts: 1 },
        { ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 9 },
      ],
      () => Promise.reject(named(errors.shift() ?? 'none left')),
    );
    expect(result.atMs).toEqual([0, 1_000, 61_000, 63_000]);
    expect(result.ended).toMatchObject({ error: 'A' });
  });

  it('tells the state its RetryCount, and its second success', async () => {
    let runs = 0;
    const { begin, ended, clock, invoked, invokedTimes } = await rig({
      f: () => (runs++ === 0 ? Promise.reject(named('Broken')) : 'well'),
    });
    const Arguments = { FunctionName: 'f', Payload: { retry: '{% $states.context.State.RetryCount %}' } };
    const arn = await begin({
      Task: task({ Arguments, Retry: [{ ErrorEquals: ['States.ALL'] }], Output: '{% $states.result.Payload %}' }),
    });
    await invokedTimes(1);
    await clock.advanceToNext();
    expect(await ended(arn)).toEqual({ status: 'SUCCEEDED', output: 'well' });
    expect(invoked.map(({ payload }) => payload.retry)).toEqual([0, 1]);
  });
});

describe('lambda:invoke.waitForTaskToken', () => {
  it('ends with what was sent with the token, and not with what the Lambda returned', async () => {
    const { arn, ended, succeed, token } = await waitingRig({}, {}, () => 'ignored');
    await succeed({ kind: 'human' });
    expect(await ended(arn)).toEqual({ status: 'SUCCEEDED', output: { kind: 'human' } });
    expect(token().length).toBeGreaterThan(500);
  });

  it('the answer may come before the Lambda returns', async () => {
    const slow = Promise.withResolvers<unknown>();
    const { arn, ended, succeed } = await waitingRig({}, {}, () => slow.promise);
    await succeed('early');
    expect(await ended(arn)).toEqual({ status: 'SUCCEEDED', output: 'early' });
    slow.resolve(null);
  });

  it('fails at once when its Lambda fails', async () => {
    const { arn, ended } = await waitingRig({}, {}, () => Promise.reject(named('StoreUnavailable')));
    expect(await ended(arn)).toMatchObject({ status: 'FAILED', error: 'StoreUnavailable' });
  });

  it.each([
    {
      sent: { error: 'Refused', cause: 'line busy' },
      gives: { status: 'FAILED', error: 'Refused', cause: 'line busy' },
    },
    { sent: {}, gives: { status: 'FAILED' } },
  ])('SendTaskFailure $sent', async ({ sent, gives }) => {
    const { arn, ended, client, token } = await waitingRig();
    await client.send(new SendTaskFailureCommand({ taskToken: token(), ...sent }));
    expect(await ended(arn)).toEqual(gives);
  });

  it('a second answer is refused as TaskTimedOut, whatever it says', async () => {
    const { succeed, client, token, beat, arn, ended } = await waitingRig();
    await succeed(1);
    await ended(arn);
    const gone = { name: 'TaskTimedOut', message: "Task Timed Out: 'Provided task does not exist anymore'" };
    await expect(succeed(2)).rejects.toMatchObject(gone);
    await expect(client.send(new SendTaskFailureCommand({ taskToken: token() }))).rejects.toMatchObject(gone);
    await expect(beat()).rejects.toMatchObject(gone);
  });

  it('of many answers at once exactly one counts', async () => {
    const { succeed, arn, ended } = await waitingRig();
    const answers = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => succeed(n)));
    const won = answers.flatMap((answer, n) => (answer.status === 'fulfilled' ? [n] : []));
    expect(won).toHaveLength(1);
    expect((await ended(arn)).output).toBe(won[0]);
  });

  it.each([
    { what: 'a made-up token', tokenOf: () => 'no-such-token', name: 'InvalidToken' },
    {
      what: 'a token of another folder',
      tokenOf: (token: string) => token.replace(/.{20}(=*)$/, 'AAAAAAAAAAAAAAAAAAAA$1'),
      name: 'TaskDoesNotExist',
    },
  ])('$what is refused as $name', async ({ tokenOf, name }) => {
    const { client, token } = await waitingRig();
    const taskToken = tokenOf(token());
    await expect(client.send(new SendTaskSuccessCommand({ taskToken, output: '1' }))).rejects.toMatchObject({ name });
    await expect(client.send(new SendTaskHeartbeatCommand({ taskToken }))).rejects.toMatchObject({ name });
  });

  it.each([
    { output: '{no json', name: 'InvalidOutput' },
    { output: JSON.stringify('x'.repeat(262_144)), name: 'ValidationException' },
  ])('an output that cannot be taken is refused as $name and the task waits on', async ({ output, name }) => {
    const { client, token, status, arn } = await waitingRig();
    await expect(client.send(new SendTaskSuccessCommand({ taskToken: token(), output }))).rejects.toMatchObject({
      name,
    });
    expect(await status(arn)).toBe('RUNNING');
  });

  it('a stopped execution takes no answer any more', async () => {
    const { client, arn, succeed, ended, clock } = await waitingRig({ TimeoutSeconds: 60 });
    await client.send(new StopExecutionCommand({ executionArn: arn, error: 'Canceled', cause: 'by the owner' }));
    expect(await ended(arn)).toEqual({ status: 'ABORTED', error: 'Canceled', cause: 'by the owner' });
    await expect(succeed(1)).rejects.toMatchObject({ name: 'TaskTimedOut' });
    expect(clock.untilNextMs()).toBeNull();
  });
});

describe('deadlines of a waiting task', () => {
  const after = {
    Missed: { Type: 'Pass', Output: { missed: '{% $states.input %}' }, End: true },
    Late: { Type: 'Pass', Output: { late: '{% $states.input %}' }, End: true },
  };
  const catching = (...names: string[]) => [
    { ErrorEquals: names.slice(0, 1), Next: 'Missed' },
    { ErrorEquals: names.slice(1), Next: 'Late' },
  ];

  it('heartbeats keep it alive until TimeoutSeconds', async () => {
    const { clock, beat, arn, status, ended } = await waitingRig({ HeartbeatSeconds: 10, TimeoutSeconds: 60 });
    for (let n = 0; n < 6; n += 1) {
      await clock.advance(9_000);
      await beat();
    }
    expect(await status(arn)).toBe('RUNNING');
    await clock.advance(6_000);
    expect(await ended(arn)).toEqual({ status: 'FAILED', error: 'States.Timeout' });
    await expect(beat()).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('a missed heartbeat is a States.Timeout that States.HeartbeatTimeout catches', async () => {
    const { clock, arn, ended, history } = await waitingRig(
      {
        HeartbeatSeconds: '{% 10 %}',
        TimeoutSeconds: 60,
        Catch: catching('States.HeartbeatTimeout', 'States.Timeout'),
      },
      after,
    );
    await clock.advance(10_000);
    expect((await ended(arn)).output).toEqual({ missed: { Error: 'States.Timeout' } });
    const timedOut = (await history(arn)).find((event) => event.type === 'TaskTimedOut');
    expect(timedOut?.taskTimedOutEventDetails).toEqual({
      error: 'States.Timeout',
      resource: 'invoke.waitForTaskToken',
      resourceType: 'lambda',
    });
  });

  it('each heartbeat moves the deadline, and the last one lasts its full time', async () => {
    const { clock, beat, arn, status, ended } = await waitingRig(
      { HeartbeatSeconds: 10, Catch: catching('States.HeartbeatTimeout', 'States.ALL') },
      after,
    );
    await clock.advance(7_000);
    await beat();
    await clock.advance(9_999);
    expect(await status(arn)).toBe('RUNNING');
    await clock.advance(1);
    expect((await ended(arn)).output).toHaveProperty('missed');
  });

  it('States.Timeout catches a missed heartbeat too; States.HeartbeatTimeout catches no other timeout', async () => {
    const missed = await waitingRig({ HeartbeatSeconds: 10, Catch: catching('States.Timeout', 'States.ALL') }, after);
    await missed.clock.advance(10_000);
    expect((await missed.ended(missed.arn)).output).toHaveProperty('missed');
    const late = await waitingRig(
      { TimeoutSeconds: 10, Catch: catching('States.HeartbeatTimeout', 'States.ALL') },
      after,
    );
    await late.clock.advance(10_000);
    expect((await late.ended(late.arn)).output).toHaveProperty('late');
  });

  it('a retry waits with a new token; the old one is void', async () => {
    const { clock, arn, ended, succeed, token, invokedTimes } = await waitingRig({
      HeartbeatSeconds: 10,
      Retry: [{ ErrorEquals: ['States.HeartbeatTimeout'], IntervalSeconds: 1, MaxAttempts: 1 }],
    });
    await clock.advance(11_000);
    await invokedTimes(2);
    expect(token(1)).not.toBe(token(0));
    await expect(succeed('old', 0)).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await succeed('new', 1);
    expect((await ended(arn)).output).toBe('new');
  });

  it('limits that do not fit each other fail as States.Runtime', async () => {
    const { begin, ended } = await rig();
    const arn = await begin({ Task: waiting({ HeartbeatSeconds: '{% 60 %}', TimeoutSeconds: '{% 60 %}' }) });
    expect(await ended(arn)).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringContaining('must be smaller than TimeoutSeconds (60)'),
    });
  });
});

describe('work', () => {
  it('is told while the interpreter thinks, and not while it waits', async () => {
    const { clock, succeed, working, arn, ended } = await waitingRig();
    await clock.advance(1);
    expect(working()).toBe(0);
    await succeed(1);
    await ended(arn);
    await clock.advance(1);
    expect(working()).toBe(0);
  });
});
