import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { expect, it, onTestFinished } from 'vitest';
import type { ChildMessage, ParentMessage } from './killed-child.ts';
import { clientFor, lambda, lambdaWaiting } from './rig.ts';

/** Runs the service in a process of its own on one folder; `kill` is SIGKILL, `start` brings it back. */
async function machine() {
  const dataDir = await mkdtemp(join(tmpdir(), 'step-functions-'));
  let child: ChildProcess;
  let client: ReturnType<typeof clientFor>;
  const invoked: { name: string; token: string | null; payload: unknown; life: number }[] = [];
  let life = 0;

  const message = async (type: ChildMessage['type']) => {
    for await (const [got] of EventEmitter.on(child, 'message') as AsyncIterable<[ChildMessage]>)
      if (got.type === type) return got;
    throw new Error('The child ended');
  };
  const tell = (told: ParentMessage) => child.send(told);

  const start = async (startMs: number) => {
    life += 1;
    child = fork(new URL('./killed-child.ts', import.meta.url), [dataDir, String(startMs)], { stdio: 'inherit' });
    const mine = life;
    child.on('message', (got: ChildMessage) => {
      if (got.type === 'invoked') invoked.push({ name: got.name, token: got.token, payload: got.payload, life: mine });
    });
    const ready = await message('ready');
    client = clientFor(ready.type === 'ready' ? ready.endpoint : '');
  };
  const kill = async () => {
    client.destroy();
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  onTestFinished(async () => {
    await kill();
    await rm(dataDir, { recursive: true });
  });

  return {
    invoked,
    start,
    kill,
    client: () => client,
    advance: async (ms: number) => {
      tell({ type: 'advance', ms });
      await message('advanced');
    },
    /** Lambda invocations of this life, once there are so many. */
    invocations: async (times: number) => {
      const mine = life;
      const now = () => invoked.filter((entry) => entry.life === mine);
      while (now().length < times) await once(child, 'message');
      return now();
    },
    ended: async (executionArn: string) => {
      for (;;) {
        const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
        if (execution.status !== 'RUNNING') return execution;
      }
    },
  };
}

const START_MS = Date.UTC(2026, 0, 1);
const waiting = (name: string, more: Record<string, unknown>) => ({
  Type: 'Task',
  Resource: lambdaWaiting,
  Arguments: { FunctionName: name, Payload: { taskToken: '{% $states.context.Task.Token %}', id: '{% $uuid() %}' } },
  ...more,
});

async function begin(client: ReturnType<typeof clientFor>, states: Record<string, unknown>) {
  const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states });
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({ name: 'call', definition, roleArn: 'arn:x' }),
  );
  const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn, name: 'call-1' }));
  return executionArn;
}

it('an execution goes on after SIGKILL: same token, same deadline, nothing done twice that was done', async () => {
  const { start, kill, client, invocations, advance, ended } = await machine();
  await start(START_MS);
  const arn = await begin(client(), {
    Plain: {
      Type: 'Task',
      Resource: lambda,
      Arguments: { FunctionName: 'done' },
      Assign: { from: '{% $states.result.Payload %}' },
      Next: 'Pause',
    },
    Pause: { Type: 'Wait', Seconds: 60, Next: 'Hold' },
    Hold: waiting('done', {
      HeartbeatSeconds: 100,
      TimeoutSeconds: 300,
      Output: { heard: '{% $states.result %}', from: '{% $from %}' },
      Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Missed' }],
      End: true,
    }),
    Missed: { Type: 'Fail', Error: 'Missed' },
  });
  await invocations(1);
  await advance(40_000);

  await kill();
  await start(START_MS + 40_000);
  await advance(19_999);
  expect(await invocations(0)).toEqual([]);
  await advance(1);
  const [hold] = await invocations(1);
  await submitted(client(), arn);

  await kill();
  await start(START_MS + 120_000);
  await client().send(new SendTaskSuccessCommand({ taskToken: hold?.token ?? '', output: '"human"' }));
  const execution = await ended(arn);
  expect(JSON.parse(execution.output ?? '')).toEqual({ heard: 'human', from: 'result of done' });
  expect(await invocations(0)).toEqual([]);
});

it('a heartbeat that was due while nobody ran is missed on the next start', async () => {
  const { start, kill, client, invocations, advance, ended } = await machine();
  await start(START_MS);
  const arn = await begin(client(), { Hold: waiting('done', { HeartbeatSeconds: 10, End: true }) });
  await invocations(1);
  await submitted(client(), arn);
  await kill();
  await start(START_MS + 11_000);
  await advance(1);
  expect(await ended(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
});

it('a Lambda without a recorded result is invoked again, with the same token and payload', async () => {
  const { start, kill, client, invocations } = await machine();
  await start(START_MS);
  await begin(client(), { Hold: waiting('never', { End: true }) });
  const [first] = await invocations(1);
  await kill();
  await start(START_MS);
  const [second] = await invocations(1);
  expect(first?.token).toMatch(/^AQ/);
  expect(second).toEqual({ ...first, life: 2 });
});

it('an answer that was acknowledged survives a kill that comes at once', async () => {
  const { start, kill, client, invocations, ended } = await machine();
  await start(START_MS);
  const arn = await begin(client(), { Hold: waiting('never', { End: true }) });
  const [first] = await invocations(1);
  await client().send(new SendTaskSuccessCommand({ taskToken: first?.token ?? '', output: '7' }));
  await kill();
  await start(START_MS);
  expect((await ended(arn)).output).toBe('7');
});

/** Resolves when the journal says that the Lambda of the waiting task has returned. */
async function submitted(client: ReturnType<typeof clientFor>, executionArn: string) {
  for (;;) {
    const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    if (events.some((event) => event.type === 'TaskSubmitted')) return;
  }
}
