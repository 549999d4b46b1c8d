import { describe, expect, it } from 'vitest';
import { matches } from '#local/aws/stepfunctions/engine/retry-and-catch.ts';
import {
  dataLimitExceeded,
  heartbeatMissed,
  queryEvaluationFailed,
  runtimeFailure,
  StateFailure,
  taskTimedOut,
} from '#local/aws/stepfunctions/engine/state-failure.ts';

const failures = {
  'an error of a task': new StateFailure('Broken', 'cause'),
  'a failure without a name': new StateFailure(undefined, undefined),
  'a timeout': taskTimedOut(),
  'a missed heartbeat': heartbeatMissed(),
  'an expression that fails': queryEvaluationFailed('cause'),
  'too much data': dataLimitExceeded('output'),
  'a runtime failure': runtimeFailure('cause'),
};

describe('what a name in ErrorEquals means', () => {
  it.each([
    { name: 'Broken', means: ['an error of a task'] },
    {
      name: 'States.ALL',
      means: [
        'an error of a task',
        'a failure without a name',
        'a timeout',
        'a missed heartbeat',
        'an expression that fails',
      ],
    },
    {
      name: 'States.TaskFailed',
      means: ['an error of a task', 'a failure without a name', 'an expression that fails'],
    },
    { name: 'States.Timeout', means: ['a timeout', 'a missed heartbeat'] },
    { name: 'States.HeartbeatTimeout', means: ['a missed heartbeat'] },
    { name: 'States.QueryEvaluationError', means: ['an expression that fails'] },
    { name: 'States.DataLimitExceeded', means: ['too much data'] },
    { name: 'States.Runtime', means: [] },
  ])('$name: $means', ({ name, means }) => {
    const meant = Object.entries(failures).flatMap(([what, failure]) => (matches(name, failure) ? [what] : []));
    expect(meant).toEqual(means);
  });
});
