import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { FailureRecord } from '#local/aws/lambda/async-invocation.ts';
import { FunctionError } from '#local/aws/lambda/function-error.ts';
import { createLambdaRuntime } from '#local/aws/lambda/runtime.ts';
import { createManualClock } from '#tests/support/manual-clock.ts';

function rig() {
  const clock = createManualClock();
  let working = 0;
  const lambda = createLambdaRuntime({
    clock,
    timeoutMs: 3_000,
    onWork: () => {
      working += 1;
      return () => {
        working -= 1;
      };
    },
  });
  return { clock, lambda, working: () => working };
}

const failureOf = (running: Promise<unknown>) =>
  running.then(
    () => expect.fail('should have failed'),
    (error: unknown) => (error instanceof FunctionError ? error : expect.fail(`not a FunctionError: ${error}`)),
  );

describe('invoke', () => {
  it('gives the handler a copy of the event and the caller a copy of the result', async () => {
    const { lambda } = rig();
    const kept = { list: [1], when: new Date(0), gone: undefined };
    let got: unknown;
    lambda.register('echo', (event: { list: number[] }) => {
      got = event;
      event.list.push(2);
      return { event, map: new Map() };
    });
    const answer = await lambda.invoke('echo', kept);
    expect(got).toEqual({ list: [1, 2], when: '1970-01-01T00:00:00.000Z' });
    expect(kept.list).toEqual([1]);
    expect(answer).toEqual({ event: { list: [1, 2], when: '1970-01-01T00:00:00.000Z' }, map: {} });
  });

  it('undefined comes back as null; an ARN names the same function', async () => {
    const { lambda } = rig();
    lambda.register('nothing', async () => undefined);
    expect(await lambda.invoke('arn:aws:lambda:eu-west-1:123456789012:function:nothing:live', null)).toBeNull();
  });

  it('the context tells who is asked and how long there is', async () => {
    const { clock, lambda } = rig();
    const seen: unknown[] = [];
    lambda.register('look', async (_event, context: Context) => {
      seen.push(context.functionName, context.getRemainingTimeInMillis());
      await clock.sleep(1_000);
      seen.push(context.getRemainingTimeInMillis());
      return context.awsRequestId;
    });
    const running = lambda.invoke('look', {});
    await clock.advance(1_000);
    expect(await running).toMatch(/^[0-9a-f-]{36}$/);
    expect(seen).toEqual(['look', 3_000, 2_000]);
  });

  it.each([
    {
      thrown: Object.assign(new Error('no such number'), { name: 'CallRefused' }),
      type: 'CallRefused',
      text: 'no such number',
    },
    { thrown: 'just text', type: 'string', text: 'just text' },
  ])('what the handler throws becomes $type', async ({ thrown, type, text }) => {
    const { lambda } = rig();
    lambda.register('thrower', () => {
      throw thrown;
    });
    const error = await failureOf(lambda.invoke('thrower', {}));
    expect(error.name).toBe(type);
    expect(error.payload).toMatchObject({ errorType: type, errorMessage: text, trace: expect.any(Array) });
  });

  it('a result that is no JSON is an error of the function', async () => {
    const { lambda } = rig();
    lambda.register('big', () => ({ amount: 10n }));
    expect((await failureOf(lambda.invoke('big', {}))).message).toBe('Unable to stringify response body');
    lambda.register('huge', () => 'x'.repeat(6_291_557));
    expect((await failureOf(lambda.invoke('huge', {}))).name).toBe('Function.ResponseSizeTooLarge');
  });

  it('a function that runs out of time ends as Sandbox.Timedout, without a trace', async () => {
    const { clock, lambda, working } = rig();
    lambda.register('slow', () => clock.sleep(10_000), { timeoutMs: 1_500 });
    const failing = failureOf(lambda.invoke('slow', {}));
    await clock.advance(1_499);
    expect(working()).toBe(1);
    await clock.advance(1);
    const error = await failing;
    expect(error.payload).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^RequestId: \S+ Error: Task timed out after 1\.50 seconds$/),
    });
    expect(working()).toBe(0);
  });

  it('an unknown function is told together with the known ones', async () => {
    const { lambda } = rig();
    lambda.register('decide', () => 1);
    await expect(lambda.invoke('deside', {})).rejects.toMatchObject({
      name: 'Lambda.ResourceNotFoundException',
      message: 'Function not found: deside. Registered: decide',
    });
  });

  it('an aborted caller stops waiting; the function runs on', async () => {
    const { clock, lambda, working } = rig();
    let finished = false;
    lambda.register('slow', async () => {
      await clock.sleep(1_000);
      finished = true;
    });
    const abort = new AbortController();
    const waiting = lambda.invoke('slow', {}, abort.signal);
    abort.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    expect(working()).toBe(1);
    await clock.advance(1_000);
    expect(finished).toBe(true);
    expect(working()).toBe(0);
  });
});

describe('invokeAsync', () => {
  it('tries three times, after 0, 1 and 2 more minutes, then tells the destination', async () => {
    const { clock, lambda } = rig();
    const startMs = clock.now();
    const attempts: [number, string][] = [];
    const records: FailureRecord[] = [];
    lambda.register(
      'reader',
      (_event, context: Context) => {
        attempts.push([clock.now() - startMs, context.awsRequestId]);
        throw new RangeError('still broken');
      },
      { onFailure: (record) => void records.push(record) },
    );
    await lambda.invokeAsync('reader', { n: 1 });
    await clock.advance(180_000);
    await lambda.idle();
    expect(attempts.map(([ms]) => ms)).toEqual([0, 60_000, 180_000]);
    expect(new Set(attempts.map(([, id]) => id)).size).toBe(1);
    expect(records).toMatchObject([
      {
        requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
        requestPayload: { n: 1 },
        responsePayload: { errorType: 'RangeError', errorMessage: 'still broken' },
      },
    ]);
  });

  it('stops at the first success, and resolves before the function has run to its end', async () => {
    const { clock, lambda } = rig();
    let runs = 0;
    lambda.register('second-time-lucky', async () => {
      runs += 1;
      await clock.sleep(10);
      if (runs === 1) throw new Error('not yet');
    });
    await lambda.invokeAsync('second-time-lucky', {});
    expect(runs).toBe(1);
    await clock.advance(600_000);
    await lambda.idle();
    expect(runs).toBe(2);
  });
});
