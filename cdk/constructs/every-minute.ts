import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/**
 * Nothing is asked again of a run that failed: the next one does the same work.
 * @returns where failed runs are told, those too that never began since the account's concurrency was used up
 */
export function runEveryMinute(scope: Construct, lambda: Lambda): Queue {
  const failures = new Queue(scope, `${lambda.node.id}Failures`, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(4),
  });
  lambda.configureAsyncInvoke({
    retryAttempts: 0,
    maxEventAge: Duration.minutes(1),
    onFailure: new SqsDestination(failures as IQueue),
  });
  new Rule(scope, `${lambda.node.id}EveryMinute`, {
    schedule: Schedule.rate(Duration.minutes(1)),
    targets: [new LambdaFunction(lambda, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
  });
  return failures;
}
