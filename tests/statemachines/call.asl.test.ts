import aslValidator from 'asl-validator';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Action } from '#core/contracts/action.ts';
import { callMachine, type TaskContract, type TaskName } from '#core/contracts/call-machine.ts';
import { functions } from '#lambdas/functions.ts';
import { callDefinition, withFunctions } from '#statemachines/call-definition.ts';

const WAITS = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
const INVOKES = 'arn:aws:states:::lambda:invoke';

/** Errors that the services themselves raise (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html). */
const SERVICE_ERRORS = new Set([
  'States.ALL',
  'States.Timeout',
  'States.HeartbeatTimeout',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.Unknown',
  'Sandbox.Timedout',
  'Runtime.ExitError',
  'Runtime.OutOfMemory',
]);

const Handler = z.object({ ErrorEquals: z.array(z.string()), Next: z.string().optional() });
const State = z.object({
  Type: z.string(),
  Resource: z.string().optional(),
  Arguments: z.object({ FunctionName: z.string(), Payload: z.record(z.string(), z.string()) }).optional(),
  TimeoutSeconds: z.number().optional(),
  HeartbeatSeconds: z.number().optional(),
  Retry: z.array(Handler).optional(),
  Catch: z.array(Handler).optional(),
  Choices: z.array(z.object({ Condition: z.string(), Next: z.string() })).optional(),
  Next: z.string().optional(),
  Default: z.string().optional(),
});
const machine = z
  .object({ QueryLanguage: z.literal('JSONata'), StartAt: z.string(), States: z.record(z.string(), State) })
  .parse(JSON.parse(callDefinition));
const contracts: Readonly<Record<string, TaskContract>> = callMachine;
const tasks = Object.entries(machine.States).filter(([, state]) => state.Type === 'Task');

test('is valid Amazon States Language', () => {
  const definition = withFunctions(callDefinition, (name) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`);
  const { isValid, errorsText } = aslValidator(JSON.parse(definition));
  expect(isValid, errorsText()).toBe(true);
});

test('uses no JSONPath, so that it runs on one machine as on AWS', () => {
  expect(callDefinition).not.toMatch(/"(InputPath|OutputPath|ResultPath|ResultSelector|Parameters)"|\.\$"/);
});

test('every contract has its task state and every task state its contract and its Lambda', () => {
  expect(tasks.map(([name]) => name).toSorted()).toEqual(Object.keys(callMachine).toSorted());
  for (const [name, state] of tasks) {
    expect(state.Arguments?.FunctionName).toBe(`\${${name}}`);
    expect(functions).toHaveProperty(name);
  }
});

describe.each(tasks)('%s', (name, state) => {
  const contract = contracts[name];
  const waits = contract?.told !== undefined;

  test('waits for a token exactly if it is told something, with a heartbeat shorter than its timeout', () => {
    expect(state.Resource).toBe(waits ? WAITS : INVOKES);
    expect(state.TimeoutSeconds).toBeGreaterThan(0);
    if (waits) expect(state.HeartbeatSeconds).toBeLessThan(state.TimeoutSeconds ?? 0);
    else expect(state.HeartbeatSeconds).toBeUndefined();
  });

  test('hands over what its contract asks for, and nothing else', () => {
    const shape = contract?.input instanceof z.ZodObject ? Object.keys(contract.input.shape) : [];
    expect(Object.keys(state.Arguments?.Payload ?? {}).toSorted()).toEqual(shape.toSorted());
  });

  test('retries what can pass and names only errors that can be thrown', () => {
    const names = [...(state.Retry ?? []), ...(state.Catch ?? [])].flatMap(({ ErrorEquals }) => ErrorEquals);
    for (const error of names) expect(SERVICE_ERRORS.has(error) || contract?.errors.includes(error), error).toBe(true);
    for (const error of contract?.errors ?? []) expect(names).toContain(error);
  });

  test('a Lambda whose process died, for its memory say, is run again', () => {
    const retried = (state.Retry ?? []).flatMap(({ ErrorEquals }) => ErrorEquals);
    expect(retried).toEqual(expect.arrayContaining(['Lambda.Unknown', 'Runtime.ExitError', 'Runtime.OutOfMemory']));
  });

  test('whatever fails, Finish runs', () => {
    if (name === 'Finish') return;
    expect(state.Catch?.at(-1)).toMatchObject({ ErrorEquals: ['States.ALL'], Next: 'Finish' });
  });
});

test('Route knows every step that can be decided', () => {
  const conditions = machine.States.Route?.Choices?.map(({ Condition }) => Condition).join('\n') ?? '';
  for (const option of Action.options) expect(conditions).toContain(`'${option.shape.next.value}'`);
});

test('a lost worker leads through Reattach back to the same step', () => {
  for (const name of ['Listen', 'Hold', 'AskUser', 'ReachUser', 'Bridge'] satisfies TaskName[]) {
    const lost = machine.States[name]?.Catch?.find(({ ErrorEquals }) =>
      ErrorEquals.includes('States.HeartbeatTimeout'),
    );
    expect(lost?.Next).toBe('Reattach');
  }
  expect(machine.States.Reattach?.Next).toBe('Decide');
});
