import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { onTestFinished } from 'vitest';
import { isJsonObject, type JsonObject } from '#local/aws/stepfunctions/json.ts';
import {
  type StepFunctions,
  type StepFunctionsOptions,
  startStepFunctions,
} from '#local/aws/stepfunctions/step-functions.ts';
import { createManualClock } from '#tests/support/manual-clock.ts';

/** A Lambda of a test: gets the payload, may throw. */
export type TestLambda = (payload: JsonObject) => unknown;

export const lambda = 'arn:aws:states:::lambda:invoke';
export const lambdaWaiting = 'arn:aws:states:::lambda:invoke.waitForTaskToken';

export interface RigOptions extends Pick<StepFunctionsOptions, 'onEnded'> {
  readonly random?: () => number;
  /** When to take it down. Default: at the end of the test. */
  readonly finished?: (takeDown: () => Promise<void>) => void;
}

/** Step Functions on a hand-driven clock and a fresh folder, with the real SDK client. */
export async function rig(lambdas: Record<string, TestLambda> = {}, options: RigOptions = {}) {
  const { finished = onTestFinished, ...more } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'step-functions-'));
  const clock = createManualClock();
  const invoked: { name: string; payload: JsonObject; atMs: number }[] = [];
  const waiters: (() => void)[] = [];
  let working = 0;

  const start = (port: number) =>
    startStepFunctions({
      dataDir,
      port,
      clock,
      ...more,
      onWork: () => {
        working += 1;
        return () => {
          working -= 1;
        };
      },
      invokeLambda: async (name, payload) => {
        const given = isJsonObject(payload) ? payload : {};
        invoked.push({ name, payload: given, atMs: clock.now() });
        for (const wake of waiters.splice(0)) wake();
        return await lambdas[name]?.(given);
      },
    });

  let service: StepFunctions = await start(0);
  const client = clientFor(service.endpoint);
  finished(async () => {
    client.destroy();
    await service.close();
    await rm(dataDir, { recursive: true });
  });

  return {
    clock,
    invoked,
    dataDir,
    client,
    endpoint: () => service.endpoint,
    working: () => working,

    /** Lets go of the executions and starts a new service on the same folder. */
    restart: async () => {
      await service.close();
      service = await start(Number(new URL(service.endpoint).port));
    },

    /** Creates a machine of these states and starts an execution. */
    begin: async (states: Record<string, unknown>, input: unknown = {}, more: Record<string, unknown> = {}) => {
      const [startAt = ''] = Object.keys(states);
      const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: startAt, States: states, ...more });
      const machine = await client.send(
        new CreateStateMachineCommand({
          name: `m-${Math.abs(hash(definition))}`,
          definition,
          roleArn: 'arn:aws:iam::1:role/x',
        }),
      );
      const { executionArn = '' } = await client.send(
        new StartExecutionCommand({ stateMachineArn: machine.stateMachineArn, input: JSON.stringify(input) }),
      );
      return executionArn;
    },

    /** Resolves when Lambdas were invoked this often in all. */
    invokedTimes: async (times: number) => {
      while (invoked.length < times) await new Promise<void>((resolve) => waiters.push(resolve));
    },

    /** Asks until the execution has ended. The clock must not be needed for it any more. */
    ended: async (executionArn: string): Promise<Ended> => {
      for (;;) {
        const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
        if (execution.status !== 'RUNNING') return summary(execution);
      }
    },

    status: async (executionArn: string) => (await client.send(new DescribeExecutionCommand({ executionArn }))).status,

    history: async (executionArn: string) =>
      (await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }))).events ?? [],
  };
}

export interface Ended {
  readonly status: string | undefined;
  readonly output?: unknown;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

function summary({ status, output, error, cause }: DescribeExecutionCommandOutput): Ended {
  return {
    status,
    ...(output === undefined ? {} : { output: JSON.parse(output) }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}

export const clientFor = (endpoint: string) =>
  new SFNClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: 1,
  });

/** An error with the name that a Lambda would report. */
export const named = (name: string, message = 'as the test wants it') => Object.assign(new Error(message), { name });

const hash = (text: string) => [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7);
