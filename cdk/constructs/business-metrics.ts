/** Where Lambdas and workers write their metrics (lambdas/shared/telemetry.ts). */
export const metricNamespace = 'HoldSlayer';
export const serviceDimension = { service: 'hold-slayer' } as const;
