import { Duration } from 'aws-cdk-lib';
import type { FargateService } from 'aws-cdk-lib/aws-ecs';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Later than that the balancer has broken the streams. */
const WORTH_IT = Duration.minutes(4);

/**
 * Tells a Lambda of each task of a service that ECS has decided to stop, while the balancer still lets its connections live. docs/decisions/0035
 * @returns keeps what the Lambda failed at twice, or could not be given in time
 */
export function runWhenLeaving(scope: Construct, service: FargateService, lambda: Lambda): Queue {
  const failures = new Queue(scope, `${lambda.node.id}Failures`, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(4),
  });
  lambda.configureAsyncInvoke({
    // Lambda waits a minute before it.
    retryAttempts: 1,
    maxEventAge: WORTH_IT,
    onFailure: new SqsDestination(failures as IQueue),
  });
  new Rule(scope, `${lambda.node.id}WhenLeaving`, {
    eventPattern: {
      source: ['aws.ecs'],
      detailType: ['ECS Task State Change'],
      detail: {
        clusterArn: [service.cluster.clusterArn],
        group: [`service:${service.serviceName}`],
        desiredStatus: ['STOPPED'],
        lastStatus: ['RUNNING', 'DEACTIVATING'],
      },
    },
    targets: [
      new LambdaFunction(lambda, { retryAttempts: 3, maxEventAge: WORTH_IT, deadLetterQueue: failures as IQueue }),
    ],
  });
  return failures;
}
