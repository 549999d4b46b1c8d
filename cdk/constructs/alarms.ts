import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Configuration } from '#cdk/configuration.ts';
import { failedPercent, falseRingsAnHour, finishedCalls, lambdaMetric, workerMetric } from './business-metrics.ts';
import type { Calls } from './calls.ts';
import type { Media } from './media.ts';

interface AlarmSpec {
  readonly name: string;
  /** What a person at three in the morning should know. Each has a section of that name in docs/operations.md. */
  readonly description: string;
  readonly metric: IMetric;
  readonly threshold: number;
  readonly below?: boolean;
  /** Periods in a row. Default 1. */
  readonly periods?: number;
  /** Silence is a fault too. */
  readonly missingIsBad?: boolean;
}

/** Alarms that mean that somebody loses a call, or soon will, or pays too much. */
export function makeAlarms(scope: Construct, calls: Calls, media: Media, configuration: Configuration): Alarm[] {
  return specs(calls, media, configuration).map(
    ({ name, description, metric, threshold, below = false, periods = 1, missingIsBad = false }) =>
      new Alarm(scope, name, {
        alarmName: `${configuration.stackName}-${name}`,
        alarmDescription: `${description} See docs/operations.md, ${name}.`,
        metric,
        threshold,
        evaluationPeriods: periods,
        comparisonOperator: below
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: missingIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      }),
  );
}

function specs(calls: Calls, media: Media, { workers, dailyCostAlarmUsd }: Configuration): AlarmSpec[] {
  const { byName, commandDoor } = calls.functions;
  const five = { period: Duration.minutes(5), statistic: Stats.SUM };
  const sumOf = (metrics: Record<string, IMetric>) =>
    new MathExpression({
      expression: Object.keys(metrics).join(' + '),
      usingMetrics: metrics,
      period: Duration.minutes(5),
    });
  return [
    {
      name: 'CallsFailed',
      description: 'A call ended without a decision of ours: its outcome is "failed".',
      metric: finishedCalls('failed'),
      threshold: 1,
    },
    {
      name: 'ErrorBudgetSpent',
      description: 'More than 1% of the calls of a day ended by a fault of ours.',
      metric: failedPercent(20),
      threshold: 1,
    },
    {
      name: 'FalseRings',
      description: 'People say that nobody was on the line, more often than once in 20 hours on hold.',
      metric: falseRingsAnHour(3),
      threshold: 0.05,
    },
    {
      name: 'ExecutionsFailed',
      description: 'An execution ended without Finish; a line may still be open.',
      metric: sumOf({
        failed: calls.machine.metricFailed(five),
        timed: calls.machine.metricTimedOut(five),
        aborted: calls.machine.metricAborted(five),
      }),
      threshold: 1,
    },
    {
      name: 'NoWorkerReady',
      description: 'No worker takes streams: calls go on, but nobody hears them.',
      metric: media.targets.metrics.healthyHostCount({ period: Duration.minutes(1), statistic: Stats.MINIMUM }),
      threshold: 1,
      below: true,
      periods: 2,
      missingIsBad: true,
    },
    {
      name: 'ReattachFailing',
      description: 'More than half of the streams that were asked for after one was lost did not come.',
      metric: lambdaMetric('StreamReattached', { statistic: Stats.AVERAGE }),
      threshold: 0.5,
      below: true,
      periods: 2,
    },
    {
      name: 'HandOverFails',
      description: 'A worker that ECS takes away could not be told: its calls are lost for a second when it goes.',
      metric: media.handOverFailures.metricNumberOfMessagesSent(five),
      threshold: 1,
    },
    {
      name: 'WorkersFull',
      description: 'Workers hear nearly as many streams as they can; the next ones are refused.',
      metric: workerMetric('LiveStreams', { minutes: 1, statistic: Stats.AVERAGE }),
      threshold: workers.mostStreams * 0.9,
      periods: 3,
    },
    {
      name: 'FramesLate',
      description: 'Audio is dealt with late: humans are recognised late.',
      metric: workerMetric('FrameLagP99', { minutes: 1, statistic: Stats.MAXIMUM }),
      threshold: 200,
      periods: 3,
    },
    {
      name: 'RingsLate',
      description: 'Half of the people were rung more than 2.5 s after the first word.',
      metric: lambdaMetric('HumanToRinging', { minutes: 60, statistic: Stats.percentile(50) }),
      threshold: 2_500,
    },
    {
      name: 'WebhooksFail',
      description: 'Requests of Twilio or of people end with a fault of ours.',
      metric: calls.httpApi.metricServerError(five),
      threshold: 5,
    },
    {
      name: 'WebhooksRefused',
      description: 'Many webhooks without a valid signature: an attack, or the auth token was changed at Twilio only.',
      metric: lambdaMetric('WebhookRefused'),
      threshold: 20,
    },
    {
      name: 'LambdasThrottled',
      description: 'Lambdas that answer Twilio or command workers are refused for their number.',
      metric: sumOf({
        webhooks: byName.Twilio.metricThrottles(five),
        api: byName.Api.metricThrottles(five),
        sms: byName.Sms.metricThrottles(five),
        door: commandDoor.metricThrottles(five),
      }),
      threshold: 1,
    },
    {
      name: 'EventsUnread',
      description: 'Events of the log could not be read: a message or a live view was missed.',
      metric: calls.readerFailures.metricApproximateNumberOfMessagesVisible({ ...five, statistic: Stats.MAXIMUM }),
      threshold: 1,
    },
    {
      name: 'ReadersLate',
      description: 'Readers of the log lag: messages to people come late.',
      metric: byName.LogReaders.metric('IteratorAge', { ...five, statistic: Stats.MAXIMUM }),
      threshold: 60_000,
    },
    {
      name: 'ReaperFails',
      description: 'Nobody looks for calls that lost their way.',
      metric: calls.reaperFailures.metricNumberOfMessagesSent(five),
      threshold: 3,
    },
    {
      name: 'CallsLostTheirWay',
      description: 'Many calls had to be found and brought back: something that should tell us does not.',
      metric: lambdaMetric('CallsRescued'),
      threshold: 5,
    },
    {
      name: 'CostsHigh',
      description: 'Calls of the last day cost more than the settings expect.',
      metric: lambdaMetric('CallCostUsd', { minutes: 24 * 60 }),
      threshold: dailyCostAlarmUsd,
    },
  ];
}
