import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { functionNameOf } from '../../lambda/context.ts';
import { errorPayload } from '../../lambda/function-error.ts';
import type { TaskState } from '../asl/definition.ts';
import type { Outcome } from '../journal/attempt-rows.ts';
import type { TaskAttempt } from '../journal/frame-rows.ts';
import { type Json, jsonBytes, MAX_STATE_DATA_BYTES } from '../json.ts';
import type { Exit } from './exit.ts';
import { withRetryAndCatch } from './handled.ts';
import { commit, evaluate, type NewEvent, type Thread, waitFor } from './run.ts';
import { wrongType } from './simple-states.ts';
import { dataLimitExceeded, heartbeatMissed, runtimeFailure, StateFailure, taskTimedOut } from './state-failure.ts';
import { newToken } from './token.ts';

const waitsForToken = (state: TaskState) => state.Resource === 'arn:aws:states:::lambda:invoke.waitForTaskToken';

export async function task(thread: Thread, state: TaskState): Promise<Exit> {
  return await withRetryAndCatch(thread, state, async () => {
    const attempt = thread.frame.attempt ?? (await begin(thread, state));
    const outcome = await waitFor(thread, outcomeOf(thread, state, attempt));
    return resultOf(thread, state, outcome);
  });
}

const lambdaArguments = z.strictObject({
  FunctionName: z.string().min(1),
  Payload: z.json().default({}),
  InvocationType: z.literal('RequestResponse').optional(),
  Qualifier: z.string().optional(),
});

/** Fixes everything about an attempt in the journal before the world hears of it, so that a restart repeats exactly the same. */
async function begin(thread: Thread, state: TaskState): Promise<TaskAttempt> {
  const { clock, journal } = thread.run.parts;
  const token = newToken();
  const given = await evaluate(thread, state.Arguments, 'Arguments', {}, waitsForToken(state) ? token : undefined);
  const parsed = lambdaArguments.safeParse(given);
  if (!parsed.success)
    throw runtimeFailure(`Arguments of lambda:invoke: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`);
  if (jsonBytes(given) > MAX_STATE_DATA_BYTES) throw dataLimitExceeded(`input of the task '${thread.frame.state}'`);
  const timeoutSeconds = await secondsOf(thread, state.TimeoutSeconds, 'TimeoutSeconds');
  const heartbeatSeconds = await secondsOf(thread, state.HeartbeatSeconds, 'HeartbeatSeconds');
  if (timeoutSeconds !== null && heartbeatSeconds !== null && heartbeatSeconds >= timeoutSeconds)
    throw runtimeFailure(
      `HeartbeatSeconds (${heartbeatSeconds}) must be smaller than TimeoutSeconds (${timeoutSeconds}).`,
    );

  const attempt = {
    token,
    functionName: functionNameOf(parsed.data.FunctionName),
    payload: parsed.data.Payload,
    submitted: false,
  };
  const nowMs = clock.now();
  const heartbeatMs = waitsForToken(state) && heartbeatSeconds !== null ? heartbeatSeconds * 1000 : null;
  const scheduled = {
    ...resourceOf(state),
    region: 'us-east-1',
    parameters: JSON.stringify(given),
    ...(timeoutSeconds === null ? {} : { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds === null ? {} : { heartbeatInSeconds: heartbeatSeconds }),
  };
  const events = [
    { type: 'TaskScheduled', details: { taskScheduledEventDetails: scheduled } },
    { type: 'TaskStarted', details: { taskStartedEventDetails: resourceOf(state) } },
  ];
  commit(thread, { attempt }, events, () =>
    journal.attempts.insert({
      token,
      executionArn: thread.run.execution.arn,
      path: thread.path,
      answerable: waitsForToken(state),
      timeoutAtMs: timeoutSeconds === null ? null : nowMs + timeoutSeconds * 1000,
      heartbeatMs,
      heartbeatAtMs: heartbeatMs === null ? null : nowMs + heartbeatMs,
    }),
  );
  return attempt;
}

async function secondsOf(thread: Thread, template: Json | undefined, field: string): Promise<number | null> {
  if (template === undefined) return null;
  const seconds = await evaluate(thread, template, field);
  if (typeof seconds !== 'number') throw wrongType(template, field, 'number', seconds);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 99_999_999)
    throw runtimeFailure(`${field} must be a whole number from 1 to 99999999, not ${seconds}.`);
  return seconds;
}

/** Runs the Lambda unless its part is done, and waits for whatever settles the attempt first. */
async function outcomeOf(thread: Thread, state: TaskState, attempt: TaskAttempt): Promise<Outcome> {
  const { attempts, invokeLambda } = thread.run.parts;
  const settled = new AbortController();
  const signal = AbortSignal.any([thread.run.signal, settled.signal]);
  const outcome = attempts.outcome(attempt.token, thread.run.signal);
  const runLambda = async () => {
    try {
      const answer = await invokeLambda(attempt.functionName, structuredClone(attempt.payload), signal);
      if (!signal.aborted) returned(thread, state, attempt, answer);
    } catch (thrown) {
      if (!signal.aborted) attempts.settle(attempt.token, { kind: 'failed', ...failureOf(thrown) });
    }
  };
  if (!attempt.submitted) void runLambda();
  return await outcome.finally(() => settled.abort());
}

function returned(thread: Thread, state: TaskState, attempt: TaskAttempt, answer: unknown): void {
  const result = invocationResult(answer);
  const output = JSON.stringify(result);
  if (!waitsForToken(state)) {
    thread.run.parts.attempts.settle(attempt.token, { kind: 'succeeded', output: result });
    return;
  }
  const details = { taskSubmittedEventDetails: { ...resourceOf(state), output } };
  commit(thread, { attempt: { ...attempt, submitted: true } }, [{ type: 'TaskSubmitted', details }]);
}

/** What Lambda's Invoke answers, as a task sees it. */
function invocationResult(answer: unknown): Json {
  const requestId = randomUUID();
  const payload: Json = JSON.parse(JSON.stringify(answer ?? null));
  return {
    ExecutedVersion: '$LATEST',
    Payload: payload,
    SdkHttpMetadata: { HttpHeaders: { 'x-amzn-RequestId': requestId }, HttpStatusCode: 200 },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: 200,
  };
}

/** Errors of the service have their text as the cause, errors of the function the payload that Lambda answered. */
function failureOf(thrown: unknown): { error: string; cause: string } {
  const payload = errorPayload(thrown);
  const ofService = payload.errorType.startsWith('Lambda.');
  return { error: payload.errorType, cause: ofService ? payload.errorMessage : JSON.stringify(payload) };
}

function resultOf(thread: Thread, state: TaskState, outcome: Outcome): Json {
  const resource = resourceOf(state);
  const failed = (event: NewEvent, failure: StateFailure): never => {
    commit(thread, {}, [event]);
    throw failure;
  };
  switch (outcome.kind) {
    case 'succeeded': {
      if (jsonBytes(outcome.output) > MAX_STATE_DATA_BYTES)
        return failed(
          taskFailed({ ...resource, error: 'States.DataLimitExceeded' }),
          dataLimitExceeded(`result of the state/task '${state.Resource}'`),
        );
      const details = { ...resource, output: JSON.stringify(outcome.output) };
      commit(thread, {}, [{ type: 'TaskSucceeded', details: { taskSucceededEventDetails: details } }]);
      return outcome.output;
    }
    case 'failed': {
      const { error, cause } = outcome;
      return failed(taskFailed({ ...resource, error, cause }), new StateFailure(error, cause));
    }
    case 'timed-out': {
      const details = { taskTimedOutEventDetails: { ...resource, error: 'States.Timeout' } };
      return failed({ type: 'TaskTimedOut', details }, outcome.heartbeat ? heartbeatMissed() : taskTimedOut());
    }
    case 'abandoned':
      throw new Error(`The attempt of ${thread.frame.state} was abandoned while its execution runs`);
  }
}

const taskFailed = (details: Record<string, unknown>): NewEvent => ({
  type: 'TaskFailed',
  details: { taskFailedEventDetails: details },
});

const resourceOf = (state: TaskState) => ({
  resourceType: 'lambda',
  resource: state.Resource.slice('arn:aws:states:::lambda:'.length),
});
