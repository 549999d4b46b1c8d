import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Log, Meter, MeterUnit } from '#core/ports/telemetry.ts';

const units: Readonly<Record<MeterUnit, (typeof MetricUnit)[keyof typeof MetricUnit]>> = {
  Count: MetricUnit.Count,
  Milliseconds: MetricUnit.Milliseconds,
  Seconds: MetricUnit.Seconds,
};

/** JSON lines on standard output, which Fargate hands to CloudWatch Logs; metrics among them in CloudWatch's embedded format. */
export function workerTelemetry(): { readonly log: Log; readonly meter: Meter } {
  const logger = new Logger({ serviceName: 'stream-worker' });
  const metrics = new Metrics({ namespace: 'HoldSlayer', serviceName: 'stream-worker' });
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
