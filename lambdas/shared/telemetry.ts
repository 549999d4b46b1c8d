import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Log, Meter, MeterUnit } from '#core/ports/telemetry.ts';

const units: Readonly<Record<MeterUnit, (typeof MetricUnit)[keyof typeof MetricUnit]>> = {
  Count: MetricUnit.Count,
  Milliseconds: MetricUnit.Milliseconds,
  Seconds: MetricUnit.Seconds,
};

/** JSON lines on standard output, which Lambda hands to CloudWatch Logs. */
export function cloudWatchLog(): Log {
  const logger = new Logger({ serviceName: 'hold-slayer' });
  return {
    info: (message, fields = {}) => logger.info(message, fields),
    warn: (message, fields = {}) => logger.warn(message, fields),
    error: (message, fields = {}) => logger.error(message, fields),
  };
}

/** Metrics in CloudWatch's embedded format: lines of the same log, so that counting costs no request. */
export function cloudWatchMeter(): Meter {
  const metrics = new Metrics({ namespace: 'HoldSlayer', serviceName: 'hold-slayer' });
  return {
    count: (name, value, unit, dimensions = {}) => {
      const single = metrics.singleMetric();
      for (const [dimension, of] of Object.entries(dimensions)) single.addDimension(dimension, of);
      single.addMetric(name, units[unit], value);
    },
  };
}
