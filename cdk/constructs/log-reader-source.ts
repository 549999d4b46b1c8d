import { Duration } from 'aws-cdk-lib';
import type { ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, type Function as LambdaFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/**
 * New events of the log go to their readers, in order for each call. What cannot be read is tried again, split until the bad one is alone,
 * and told to the failure queue: that message names the shard and the sequence numbers, from which the events are read again.
 */
export function readLog(scope: Construct, table: Table, readers: LambdaFunction, readersPerShard: number): Queue {
  const failures = new Queue(scope, 'LogReaderFailures', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  readers.addEventSource(
    new DynamoEventSource(table as ITable, {
      startingPosition: StartingPosition.LATEST,
      batchSize: 100,
      parallelizationFactor: readersPerShard,
      retryAttempts: 8,
      // A text message that is an hour late is worse than none.
      maxRecordAge: Duration.hours(1),
      bisectBatchOnError: true,
      onFailure: new SqsDlq(failures),
      // Events are only ever added; the many changes of call records cost no invocation.
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { NewImage: { __edb_e__: { S: FilterRule.isEqual('event') } } },
        }),
      ],
    }),
  );
  return failures;
}
