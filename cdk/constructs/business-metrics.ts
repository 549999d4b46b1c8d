import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { CallState, Outcome } from '#core/contracts/outcome.ts';

/** Where Lambdas and workers write their metrics (adapters/powertools/telemetry.ts). */
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

/** How many calls are in each state, as the reaper counts them every minute. */
export function callsByState(): Metric[] {
  return CallState.options
    .filter((state) => state !== 'finished')
    .map((state) =>
      metric({ ...lambdas, state })('LiveCalls', { minutes: 1, statistic: Stats.MAXIMUM }).with({ label: state }),
    );
}

/** US dollars for an hour on hold: all costs of the calls that ended, over all that they held. */
export function costOfHoldHour(minutes: number): IMetric {
  return new MathExpression({
    expression: 'IF(held > 0, usd * 3600 / held)',
    usingMetrics: { usd: lambdaMetric('CallCostUsd', { minutes }), held: lambdaMetric('HoldTime', { minutes }) },
    period: Duration.minutes(minutes),
    label: 'USD an hour on hold',
  });
}

/** The share of a day's calls that ended by a fault of ours, in percent; nothing is said of fewer than `least` calls. */
export function failedPercent(least: number): IMetric {
  const minutes = 24 * 60;
  return new MathExpression({
    expression: `IF(ended >= ${least}, 100 * FILL(failed, 0) / ended, 0)`,
    usingMetrics: {
      failed: finishedCalls('failed', { minutes }),
      // An alarm takes ten metrics, fewer than there are outcomes; every call that ends has a cost.
      ended: lambdaMetric('CallCostUsd', { minutes, statistic: Stats.SAMPLE_COUNT }),
    },
    period: Duration.minutes(minutes),
    label: 'failed calls (%)',
  });
}

/** Rings in which nobody was on the line, by people's word, for each hour on hold of a day. */
export function falseRingsAnHour(least: number): IMetric {
  const minutes = 24 * 60;
  return new MathExpression({
    expression: `IF(rings >= ${least} AND held > 0, rings * 3600 / held, 0)`,
    usingMetrics: {
      rings: lambdaMetric('FalseRingReported', { minutes }),
      held: lambdaMetric('HoldTime', { minutes }),
    },
    period: Duration.minutes(minutes),
    label: 'false rings an hour on hold',
  });
}

/** Minutes of audio that were sent to speech-to-text. */
export function speechMinutes(minutes: number): IMetric {
  return new MathExpression({
    expression: 'speech / 60',
    usingMetrics: { speech: lambdaMetric('SpeechToTextTime', { minutes }) },
    period: Duration.minutes(minutes),
    label: 'minutes of speech-to-text',
  });
}

/**
 * A metric of the Lambdas that has further dimensions whose values nobody knows beforehand: one line for each combination that occurred.
 * @param dimensions all of them, besides the service
 */
export function eachOf(metricName: string, dimensions: readonly string[], statistic: string, label: string): IMetric {
  const schema = [namespace, ...[...dimensions, 'service'].toSorted()].join(',');
  return new MathExpression({
    expression: `SEARCH('{${schema}} MetricName="${metricName}" service="${lambdas.service}"', '${statistic}', 3600)`,
    usingMetrics: {},
    period: Duration.hours(1),
    label,
  });
}
