import { beforeAll, describe, expect, it } from 'vitest';
import { lambda, rig } from './rig.ts';

let shared: Awaited<ReturnType<typeof rig>>;
beforeAll(async () => {
  let takeDown = async () => {};
  const finished = (end: () => Promise<void>) => {
    takeDown = end;
  };
  shared = await rig({}, { finished });
  return takeDown;
});
const run = async (states: Record<string, unknown>, input: unknown = {}) =>
  await shared.ended(await shared.begin(states, input));

const end = { End: true };
const output = (value: unknown) => ({ Start: { Type: 'Pass', Output: value, ...end } });

describe('values', () => {
  it.each([
    { given: 'literal text, {% not at the start %}', gives: 'literal text, {% not at the start %}' },
    { given: '{% $states.input.a + 1 %}', gives: 3 },
    {
      given: { deep: ['{% $states.input.list[n > 1].n %}', true, null] },
      gives: { deep: [[2, 3], true, null] },
    },
    { given: '{% $states.input.none %}', gives: null },
    { given: { v: '{% $states.input.none %}' }, gives: { v: null } },
    { given: '{% $range(0, 10, 5) %}', gives: [0, 5, 10] },
    { given: '{% $partition([1, 2, 3], 2) %}', gives: [[1, 2], [3]] },
    { given: '{% $parse(\'{"x":[1]}\').x[0] %}', gives: 1 },
    {
      given: '{% $hash("hold", "SHA-1") %}',
      gives: '43c88f6f2c6e76a184d95f9dc52d4724577e0aa9',
    },
    { given: '{% $random(42) = $random(42) and $random(42) < 1 %}', gives: true },
    { given: '{% $length($uuid()) %}', gives: 36 },
    { given: '{% $now() %}', gives: '2026-01-01T00:00:00.000Z' },
    { given: '{% $now("[Y]-[M01]") & " " & $string($millis()) %}', gives: '2026-01 1767225600000' },
  ])('$given', async ({ given, gives }) => {
    const ended = await run(output(given), { a: 2, list: [{ n: 1 }, { n: 2 }, { n: 3 }], none: null });
    expect(ended).toEqual({ status: 'SUCCEEDED', output: gives });
  });

  it.each([
    {
      given: { a: { b: ['{% $states.input.absent %}'] } },
      cause:
        "The JSONata expression '$states.input.absent' specified for the field 'Output/a/b[0]' returned nothing (undefined).",
    },
    {
      given: '{% $range(0, 3) %}',
      cause: "The JSONata expression '$range(0, 3)' specified for the field 'Output' returned nothing (undefined).",
    },
    {
      given: '{% $states.input.a + "text" %}',
      cause: /specified for the field 'Output' threw an error during evaluation\. T2002/,
    },
    { given: '{% $hash("x", "SHA-9") %}', cause: /\$hash knows MD5, SHA-1, SHA-256, SHA-384, SHA-512; not 'SHA-9'/ },
  ])('$given fails the state', async ({ given, cause }) => {
    const ended = await run(output(given), { a: 2 });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(ended.cause).toMatch(
      /^An error occurred while executing the state 'Start' \(entered at the event id #2\)\. /,
    );
    if (typeof cause === 'string') expect(ended.cause).toContain(cause);
    else expect(ended.cause).toMatch(cause);
  });

  it('the context tells execution, machine and state', async () => {
    const context = await run(output('{% $states.context %}'), { who: 'me' });
    expect(context.output).toMatchObject({
      Execution: {
        Id: expect.stringMatching(/^arn:aws:states:us-east-1:000000000000:execution:m-\d+:[0-9a-f-]{36}$/),
        Input: { who: 'me' },
        Name: expect.stringMatching(/^[0-9a-f-]{36}$/),
        StartTime: '2026-01-01T00:00:00.000Z',
      },
      State: { Name: 'Start', EnteredTime: '2026-01-01T00:00:00.000Z', RetryCount: 0 },
      StateMachine: { Id: expect.stringContaining(':stateMachine:m-'), Name: expect.stringMatching(/^m-/) },
    });
    expect(context.output).not.toHaveProperty('Task');
  });
});

describe('variables', () => {
  it('Assign and Output are evaluated side by side; the next state sees what was assigned', async () => {
    const ended = await run({
      First: { Type: 'Pass', Assign: { x: 1 }, Next: 'Second' },
      Second: { Type: 'Pass', Assign: { x: '{% $x + 1 %}', before: '{% $x %}' }, Output: '{% $x %}', Next: 'Third' },
      Third: { Type: 'Pass', Output: { out: '{% $states.input %}', x: '{% $x %}', before: '{% $before %}' }, ...end },
    });
    expect(ended.output).toEqual({ out: 1, x: 2, before: 1 });
  });

  it('a state without Output passes its input on', async () => {
    const ended = await run(
      { A: { Type: 'Pass', Assign: { y: 1 }, Next: 'B' }, B: { Type: 'Succeed' } },
      { kept: true },
    );
    expect(ended.output).toEqual({ kept: true });
  });
});

describe('Choice', () => {
  const states = {
    Which: {
      Type: 'Choice',
      Choices: [
        {
          Condition: '{% $states.input.n > 10 %}',
          Next: 'Big',
          Assign: { how: 'rule 0' },
          Output: '{% $states.input.n %}',
        },
        { Condition: '{% $states.input.n > 5 %}', Next: 'Big', Assign: { how: 'rule 1' } },
      ],
      Default: 'Small',
      Assign: { how: 'default' },
    },
    Big: { Type: 'Pass', Output: { big: '{% $states.input %}', how: '{% $how %}' }, ...end },
    Small: { Type: 'Pass', Output: { small: '{% $states.input %}', how: '{% $how %}' }, ...end },
  };
  it.each([
    { n: 11, gives: { big: 11, how: 'rule 0' } },
    { n: 6, gives: { big: { n: 6 }, how: 'rule 1' } },
    { n: 1, gives: { small: { n: 1 }, how: 'default' } },
  ])('$n', async ({ n, gives }) => {
    expect((await run(states, { n })).output).toEqual(gives);
  });

  it.each([
    {
      condition: '{% $states.input.text %}',
      error: 'States.QueryEvaluationError',
      cause: "Expected 'boolean', but was 'string' for value: \"yes\"",
    },
    {
      condition: '{% $states.input.absent %}',
      error: 'States.QueryEvaluationError',
      cause: "'Choices[0]/Condition' returned nothing",
    },
    { condition: '{% false %}', error: 'States.NoChoiceMatched', cause: 'No choice rule matched' },
  ])('$condition ends with $error', async ({ condition, error, cause }) => {
    const ended = await run(
      { Which: { Type: 'Choice', Choices: [{ Condition: condition, Next: 'Done' }] }, Done: { Type: 'Succeed' } },
      { text: 'yes' },
    );
    expect(ended).toMatchObject({ status: 'FAILED', error });
    expect(ended.cause).toContain(cause);
  });
});

describe('Fail', () => {
  it('tells error and cause as they are', async () => {
    const ended = await run(
      { No: { Type: 'Fail', Error: 'Busy', Cause: '{% "line " & $states.input.line %}' } },
      { line: '7' },
    );
    expect(ended).toEqual({ status: 'FAILED', error: 'Busy', cause: 'line 7' });
  });
  it('may have neither', async () => {
    expect(await run({ No: { Type: 'Fail' } })).toEqual({ status: 'FAILED' });
  });
});

describe('Wait', () => {
  it.each([
    { wait: { Seconds: 30 }, ms: 30_000 },
    { wait: { Seconds: '{% $states.input.s %}' }, ms: 90_000 },
    { wait: { Timestamp: '2026-01-01T00:02:00Z' }, ms: 120_000 },
    { wait: { Timestamp: '{% $states.input.until %}' }, ms: 60_000 },
  ])('$wait', async ({ wait, ms }) => {
    const { clock, begin, status, ended } = await rig();
    const arn = await begin(
      { Pause: { Type: 'Wait', ...wait, ...end } },
      { s: 90, until: '2026-01-01T01:01:00+01:00' },
    );
    await clock.advance(ms - 1);
    expect(await status(arn)).toBe('RUNNING');
    await clock.advance(1);
    expect((await ended(arn)).status).toBe('SUCCEEDED');
  });

  it.each([
    {
      wait: { Seconds: '{% -1 %}' },
      error: 'States.Runtime',
      cause: 'Seconds must be a whole number from 0 to 99999999, not -1',
    },
    { wait: { Seconds: '{% "5" %}' }, error: 'States.QueryEvaluationError', cause: "Expected 'number'" },
    {
      wait: { Timestamp: 'tomorrow' },
      error: 'States.Runtime',
      cause: 'Timestamp must be like 2026-01-31T12:00:00Z, not "tomorrow"',
    },
  ])('$wait fails', async ({ wait, error, cause }) => {
    const ended = await run({ Pause: { Type: 'Wait', ...wait, ...end } });
    expect(ended).toMatchObject({ status: 'FAILED', error, cause: expect.stringContaining(cause) });
  });
});

describe('Parallel', () => {
  const branch = (name: string, state: Record<string, unknown>) => ({
    StartAt: name,
    States: { [name]: { ...state, ...end } },
  });

  it('gives the outputs in order; variables of branches stay inside', async () => {
    const ended = await run(
      {
        Start: { Type: 'Pass', Assign: { x: 'outer' }, Next: 'Both' },
        Both: {
          Type: 'Parallel',
          Arguments: { n: '{% $states.input.n %}' },
          Branches: [
            branch('Slow', { Type: 'Pass', Assign: { x: 'inner' }, Output: '{% $states.input.n & $x %}' }),
            branch('Fast', { Type: 'Pass', Output: 'two' }),
          ],
          Next: 'After',
        },
        After: { Type: 'Pass', Output: { both: '{% $states.input %}', x: '{% $x %}' }, ...end },
      },
      { n: 1, dropped: true },
    );
    expect(ended.output).toEqual({ both: ['1outer', 'two'], x: 'outer' });
  });

  it('the first failure ends the others and can be caught', async () => {
    const { begin, ended, clock } = await rig({
      bad: () => Promise.reject(Object.assign(new Error('no'), { name: 'Broken' })),
    });
    const arn = await begin({
      Both: {
        Type: 'Parallel',
        Branches: [
          branch('Long', { Type: 'Wait', Seconds: 1000 }),
          branch('Bad', { Type: 'Task', Resource: lambda, Arguments: { FunctionName: 'bad' } }),
        ],
        Catch: [{ ErrorEquals: ['Broken'], Next: 'Caught', Output: '{% $states.errorOutput.Error %}' }],
        ...end,
      },
      Caught: { Type: 'Succeed' },
    });
    expect(await ended(arn)).toEqual({ status: 'SUCCEEDED', output: 'Broken' });
    expect(clock.untilNextMs()).toBeNull();
  });

  it('goes on in the middle of its branches after a restart', async () => {
    const { begin, ended, clock, restart, invoked, invokedTimes } = await rig({ once: () => 'done' });
    const arn = await begin({
      Both: {
        Type: 'Parallel',
        Branches: [
          branch('Long', { Type: 'Wait', Seconds: 60, Output: 'waited' }),
          branch('Once', {
            Type: 'Task',
            Resource: lambda,
            Arguments: { FunctionName: 'once' },
            Output: '{% $states.result.Payload %}',
          }),
        ],
        ...end,
      },
    });
    await invokedTimes(1);
    await clock.advance(20_000);
    await restart();
    await clock.advance(40_000);
    expect(await ended(arn)).toEqual({ status: 'SUCCEEDED', output: ['waited', 'done'] });
    expect(invoked).toHaveLength(1);
  });
});
