import { describe, expect, it } from 'vitest';
import { parseDefinition } from '#local/aws/stepfunctions/asl/parse-definition.ts';
import { lambda } from './rig.ts';

const machine = (states: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...more });
const task = (more: Record<string, unknown>) => ({
  Task: { Type: 'Task', Resource: lambda, Arguments: { FunctionName: 'f' }, End: true, ...more },
});
const problems = (text: string) => {
  const parsed = parseDefinition(text);
  return parsed.ok ? [] : parsed.diagnostics.map(({ code, message, location }) => `${code} ${location}: ${message}`);
};
const done = { Type: 'Succeed' };

describe('a definition that is refused', () => {
  it.each([
    ['{"StartAt":', 'INVALID_JSON_DESCRIPTION /: Unexpected end of JSON input'],
    [
      machine({ A: done }, { QueryLanguage: 'JSONPath' }),
      'SCHEMA_VALIDATION_FAILED /QueryLanguage: Invalid input: expected "JSONata"',
    ],
    [
      machine({ A: { Type: 'Pass', InputPath: '$.x', End: true } }),
      "SCHEMA_VALIDATION_FAILED /States/A: Field 'InputPath' belongs to JSONPath; only JSONata runs here: use Arguments, Output and Assign",
    ],
    [
      machine({ A: { Type: 'Pass', Heartbeat: 1, End: true } }),
      "SCHEMA_VALIDATION_FAILED /States/A: Field 'Heartbeat' is not supported",
    ],
    [
      machine({ A: { Type: 'Map', End: true } }),
      'SCHEMA_VALIDATION_FAILED /States/A/Type: Type must be one of Task, Choice, Pass, Wait, Succeed, Fail, Parallel',
    ],
    [machine({ A: { Type: 'Pass', Next: 'B' } }), "MISSING_TRANSITION_TARGET /States/A/Next: There is no state 'B'"],
    [
      machine({ A: done, B: done }),
      "MISSING_TRANSITION_TARGET /States/B: State 'B' is not reachable: no other state has it as Next, Default or Catch",
    ],
    [machine({ A: { Type: 'Pass', Next: 'A' } }), 'MISSING_END_STATE /: No state ends the workflow'],
    [
      machine({ A: { Type: 'Pass' } }),
      "SCHEMA_VALIDATION_FAILED /States/A: Exactly one of 'Next' and 'End: true' is needed",
    ],
    [
      machine({ A: { Type: 'Wait', End: true } }),
      "SCHEMA_VALIDATION_FAILED /States/A: Exactly one of 'Seconds' and 'Timestamp' is needed",
    ],
    [
      machine(task({ TimeoutSeconds: 30, HeartbeatSeconds: 30 })),
      'SCHEMA_VALIDATION_FAILED /States/Task/HeartbeatSeconds: HeartbeatSeconds (30) must be smaller than TimeoutSeconds (30)',
    ],
    [
      machine(task({ TimeoutSeconds: 'soon' })),
      'SCHEMA_VALIDATION_FAILED /States/Task/TimeoutSeconds: must be a JSONata expression between {% and %}',
    ],
    [
      machine(task({ Resource: 'arn:aws:states:::sqs:sendMessage' })),
      'SCHEMA_VALIDATION_FAILED /States/Task/Resource: Invalid option: expected one of "arn:aws:states:::lambda:invoke"|"arn:aws:states:::lambda:invoke.waitForTaskToken"',
    ],
    [
      machine(task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }] })),
      'SCHEMA_VALIDATION_FAILED /States/Task/Retry/0: States.ALL must be in the last entry',
    ],
    [
      machine({ ...task({ Catch: [{ ErrorEquals: ['States.ALL', 'A'], Next: 'B' }] }), B: done }),
      'SCHEMA_VALIDATION_FAILED /States/Task/Catch/0: States.ALL must appear alone',
    ],
    [
      machine({ A: { Type: 'Pass', Assign: { $x: 1 }, End: true } }),
      'SCHEMA_VALIDATION_FAILED /States/A/Assign/$x: Invalid key in record',
    ],
    [
      machine({ A: { Type: 'Pass', Output: { v: '{% 1 + %}' }, End: true } }),
      'INVALID_JSONATA_EXPRESSION /States/A/Output/v: Unexpected end of expression',
    ],
    [
      machine({ A: { Type: 'Pass', Output: '{% phone %}', End: true } }),
      "UNSUPPORTED_JSONATA_EXPRESSION /States/A/Output: Reference to 'phone' at the top level is not supported. Use $phone or $states.input.phone",
    ],
    [
      machine({ A: { Type: 'Pass', Output: '{% $map($states.input.a, function($x) { b & $x }) %}', End: true } }),
      "UNSUPPORTED_JSONATA_EXPRESSION /States/A/Output: Reference to 'b' at the top level is not supported. Use $b or $states.input.b",
    ],
    [
      machine({ A: { Type: 'Pass', Output: '{% $$.x %}', End: true } }),
      "UNSUPPORTED_JSONATA_EXPRESSION /States/A/Output: Reference to '$$' is not supported.",
    ],
    [
      machine({ A: { Type: 'Pass', Output: '{% $eval("1") %}', End: true } }),
      'UNSUPPORTED_JSONATA_EXPRESSION /States/A/Output: Function $eval is not supported; use $parse for JSON text',
    ],
    [
      machine({ A: { Type: 'Pass', Output: '{% $states.errorOutput.Error %}', End: true } }),
      'UNSUPPORTED_JSONATA_EXPRESSION /States/A/Output: Reference to $states.errorOutput is only supported in Catch',
    ],
    [
      machine({
        P: { Type: 'Parallel', Branches: [{ StartAt: 'X', States: { X: { Type: 'Pass', Next: 'Y' } } }], End: true },
      }),
      "MISSING_TRANSITION_TARGET /States/P/Branches/0/States/X/Next: There is no state 'Y'",
    ],
  ])('%s', (text, problem) => {
    expect(problems(text)).toContain(problem);
  });
});

describe('a definition that is taken', () => {
  it.each([
    ['names in later steps and predicates', '{% $states.input.items[value > 3].name %}'],
    ['objects, blocks and functions', '{% ($f := function($x) { $x.a }; {"k": $f($states.input)}) %}'],
    ['a name inside a step', '{% $states.input.list.(a & b) %}'],
    ['text that is no expression', 'phone {% and %} more'],
  ])('%s', (_, Output) => {
    expect(problems(machine({ A: { Type: 'Pass', Output, End: true } }))).toEqual([]);
  });

  it('errorOutput in a Catch', () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'B', Output: '{% $states.errorOutput %}' }];
    expect(problems(machine({ ...task({ Catch }), B: done }))).toEqual([]);
  });
});
