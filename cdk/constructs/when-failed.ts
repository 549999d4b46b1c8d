import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import type { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/**
 * Tells of each execution that ended otherwise than by its last step. Such events are best effort: the run of every minute finds what they miss.
 * @param failures keeps events that the Lambda could not be given
 */
export function runWhenFailed(scope: Construct, machine: StateMachine, lambda: Lambda, failures: Queue): void {
  new Rule(scope, `${lambda.node.id}WhenFailed`, {
    eventPattern: {
      source: ['aws.states'],
      detailType: ['Step Functions Execution Status Change'],
      detail: { stateMachineArn: [machine.stateMachineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
    },
    targets: [
      new LambdaFunction(lambda, {
        retryAttempts: 3,
        maxEventAge: Duration.minutes(5),
        deadLetterQueue: failures as IQueue,
      }),
    ],
  });
}
