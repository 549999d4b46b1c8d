import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/**
 * Invokes a Lambda of the VPC with `{"kind": "awake"}`. From one that was idle for weeks AWS takes its network interfaces, and fails its next
 * invocations until they are made anew: the first call after a quiet month would not reach its worker.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
export function keepAwake(scope: Construct, lambda: Lambda): void {
  new Rule(scope, `${lambda.node.id}EveryDay`, {
    schedule: Schedule.rate(Duration.days(1)),
    targets: [new LambdaFunction(lambda, { event: RuleTargetInput.fromObject({ kind: 'awake' }) })],
  });
}
