import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Outcome } from '#core/contracts/outcome.ts';

/** Where Lambdas and workers write their metrics (lambdas/shared/telemetry.ts, stream-worker/telemetry.ts). */
const namespace = 'HoldSlayer';
const lambdas = { service: 'hold-slayer' };
const workers = { service: 'stream-worker' };

type Options = { readonly minutes?: number; readonly statistic?: string };

const metric =
  (dimensionsMap: Record<string, string>) =>
  (metricName: string, options: Options = {}) =>
    new Metric({
      namespace,
      metricName,
      dimensionsMap,
      period: Duration.minutes(options.minutes ?? 5),
      statistic: options.statistic ?? Stats.SUM,
    });

export const lambdaMetric = metric(lambdas);
export const workerMetric = metric(workers);

export function finishedCalls(outcome: Outcome, options: Options = {}): Metric {
  return metric({ ...lambdas, outcome })('CallFinished', options).with({ label: outcome });
}

export const outcomes = Outcome.options;
