import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Log, Meter, MeterUnit } from '#core/ports/telemetry.ts';

const units: Readonly<Record<MeterUnit, (typeof MetricUnit)[keyof typeof MetricUnit]>> = {
  Count: MetricUnit.Count,
  Milliseconds: MetricUnit.Milliseconds,
  Seconds: MetricUnit.Seconds,
};

/**
 * JSON lines on standard output, which Lambda and Fargate hand to CloudWatch Logs. Metrics are among them, in CloudWatch's embedded format, so that
 * counting costs no request.
 * @param serviceName of the Lambdas or of the workers: a dimension of each metric, by which the dashboard finds it
 */
export function cloudWatchTelemetry(serviceName: 'hold-slayer' | 'stream-worker'): {
  readonly log: Log;
  readonly meter: Meter;
} {
  const logger = new Logger({ serviceName });
  const metrics = new Metrics({ namespace: 'HoldSlayer', serviceName });
  return {
    log: {
      info: (message, fields = {}) => logger.info(message, fields),
      warn: (message, fields = {}) => logger.warn(message, fields),
      error: (message, fields = {}) => logger.error(message, fields),
    },
    meter: {
      count: (name, value, unit, dimensions = {}) => {
        const single = metrics.singleMetric();
        for (const [dimension, of] of Object.entries(dimensions)) single.addDimension(dimension, of);
        single.addMetric(name, units[unit], value);
      },
    },
  };
}
