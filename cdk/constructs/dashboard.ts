import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  CustomWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  LogQueryWidget,
  Row,
  SingleValueWidget,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Configuration } from '#cdk/configuration.ts';
import {
  callsByState,
  costOfHoldHour,
  eachOf,
  failedPercent,
  finishedCalls,
  lambdaMetric,
  outcomes,
  speechMinutes,
  workerMetric,
} from './business-metrics.ts';
import type { Calls } from './calls.ts';
import type { Data } from './data.ts';
import type { Media } from './media.ts';

const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
  new GraphWidget({ title, left, right, width: 8, height: 6 });

const percentiles = (of: (statistic: string) => IMetric) => [50, 95].map((percent) => of(Stats.percentile(percent)));

/** What happens to people's calls first, machines after. */
export function makeDashboard(
  scope: Construct,
  {
    calls,
    media,
    data,
    alarms,
    configuration,
  }: {
    readonly calls: Calls;
    readonly media: Media;
    readonly data: Data;
    readonly alarms: Alarm[];
    readonly configuration: Configuration;
  },
): Dashboard {
  const { byName } = calls.functions;
  const dashboard = new Dashboard(scope, 'Dashboard', {
    dashboardName: configuration.stackName,
    defaultInterval: Duration.hours(6),
  });
  const rows = [
    [new AlarmStatusWidget({ title: 'Alarms', alarms, width: 24, height: 3 })],
    [
      new SingleValueWidget({
        title: 'Now and today',
        width: 24,
        height: 3,
        metrics: [
          workerMetric('LiveStreams', { minutes: 1 }).with({ label: 'live streams' }),
          finishedCalls('connected', { minutes: 24 * 60 }).with({ label: 'connected, 24 h' }),
          finishedCalls('failed', { minutes: 24 * 60 }).with({ label: 'failed, 24 h' }),
          lambdaMetric('FalseRingReported', { minutes: 24 * 60 }).with({ label: 'false rings told by people, 24 h' }),
          lambdaMetric('CallCostUsd', { minutes: 24 * 60 }).with({ label: 'USD, 24 h' }),
        ],
      }),
    ],
    [
      new CustomWidget({
        title: 'Live calls',
        functionArn: byName.LiveCalls.functionArn,
        width: 24,
        height: 7,
        updateOnResize: false,
        updateOnTimeRangeChange: false,
      }),
    ],
    [
      graph(
        'Outcomes',
        outcomes.map((outcome) => finishedCalls(outcome, { minutes: 60 })),
      ),
      graph(
        'Time on hold (s)',
        percentiles((statistic) => lambdaMetric('HoldTime', { minutes: 60, statistic })),
      ),
      graph(
        'First word to ringing (ms)',
        percentiles((statistic) => lambdaMetric('HumanToRinging', { minutes: 60, statistic })),
      ),
    ],
    [
      new GraphWidget({ title: 'Live calls by state', left: callsByState(), stacked: true, width: 8, height: 6 }),
      graph('False rings', [
        lambdaMetric('FalseRingReported', { minutes: 60 }).with({ label: 'told by people' }),
        lambdaMetric('FalseRing', { minutes: 60 }).with({ label: 'taken back by the ears' }),
      ]),
      graph('Failed calls of a day (%)', [failedPercent(1)]),
    ],
    [
      graph(
        'Streams',
        [
          workerMetric('LiveStreams', { minutes: 1, statistic: Stats.AVERAGE }).with({ label: 'a task' }),
          workerMetric('LiveStreams', { minutes: 1, statistic: Stats.MAXIMUM }).with({ label: 'fullest task' }),
        ],
        [media.targets.metrics.healthyHostCount({ period: Duration.minutes(1) })],
      ),
      graph('Frame lag p99 (ms)', [
        workerMetric('FrameLagP99', { minutes: 1, statistic: Stats.AVERAGE }).with({ label: 'mean task' }),
        workerMetric('FrameLagP99', { minutes: 1, statistic: Stats.MAXIMUM }).with({ label: 'slowest task' }),
      ]),
      graph('Workers (%)', [media.service.metricCpuUtilization(), media.service.metricMemoryUtilization()]),
    ],
    [
      graph(
        'Streams that were lost',
        [
          lambdaMetric('StreamReattached', { statistic: Stats.SAMPLE_COUNT }).with({ label: 'asked for anew' }),
          lambdaMetric('StreamReattached').with({ label: 'came' }),
        ],
        [lambdaMetric('CallsRescued').with({ label: 'calls that the reaper brought back' })],
      ),
      graph(
        'Wait to be dialled (ms)',
        percentiles((statistic) => lambdaMetric('StartDelay', { statistic })),
      ),
      graph('Lambdas that failed', [eachOf('HandlerErrors', ['functionName', 'error'], 'Sum', 'failed')]),
    ],
    [
      graph(
        'Executions',
        [calls.machine.metricStarted(), calls.machine.metricSucceeded()],
        [calls.machine.metricFailed(), calls.machine.metricTimedOut(), calls.machine.metricAborted()],
      ),
      graph(
        'Webhooks and API',
        [calls.httpApi.metricCount()],
        [
          calls.httpApi.metricServerError(),
          lambdaMetric('WebhookRefused'),
          eachOf('WebhookFailed', ['error'], 'Sum', 'webhook failed'),
        ],
      ),
      graph(
        'Answers to webhooks (ms)',
        percentiles((statistic) => byName.Twilio.metricDuration({ statistic })),
      ),
    ],
    [
      graph(
        'Speech-to-text (min) and money (USD)',
        [speechMinutes(60)],
        [lambdaMetric('CallCostUsd', { minutes: 60 }), costOfHoldHour(60)],
      ),
      graph(
        'Language models (ms, errors, USD)',
        [eachOf('ModelLatency', ['model'], 'p50', 'p50'), eachOf('ModelLatency', ['model'], 'p95', 'p95')],
        [
          eachOf('ModelUnavailable', ['model', 'error'], 'Sum', 'no answer'),
          eachOf('ModelAnswerRefused', ['model', 'why'], 'Sum', 'answer refused'),
          eachOf('ModelCostUsd', ['model'], 'Sum', 'USD'),
        ],
      ),
      graph(
        'Decisions (ms)',
        percentiles((statistic) => byName.Decide.metricDuration({ statistic })),
        [byName.Decide.metricErrors()],
      ),
    ],
    [
      graph(
        'Table',
        [data.table.metricConsumedWriteCapacityUnits(), data.table.metricConsumedReadCapacityUnits()],
        [byName.LogReaders.metric('IteratorAge', { statistic: Stats.MAXIMUM })],
      ),
      new LogQueryWidget({
        title: 'Hold time by company (s)',
        width: 16,
        height: 6,
        logGroupNames: [byName.LogReaders.logGroup.logGroupName],
        queryLines: [
          'filter message = "hold ended"',
          'stats count() as holds, pct(heldSeconds, 50) as p50, pct(heldSeconds, 95) as p95 by company',
          'sort holds desc',
        ],
      }),
    ],
  ];
  dashboard.addWidgets(...rows.map((widgets) => new Row(...widgets)));
  return dashboard;
}
