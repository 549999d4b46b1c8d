import { json } from 'node:stream/consumers';
import { cloudWatchLog, cloudWatchMeter } from '#lambdas/shared/telemetry.ts';
import { workerTelemetry } from '#stream-worker/telemetry.ts';
import type { Told } from './emitted.ts';

/** What Lambdas and workers told, read from the standard input, is told again to what writes it on AWS: on the standard output and the one for errors. */
const lambda = { meter: cloudWatchMeter(), log: cloudWatchLog() };
const worker = workerTelemetry();
for (const told of (await json(process.stdin)) as Told[]) {
  const { meter, log } = told.by === 'worker' ? worker : lambda;
  if (told.kind === 'count') meter.count(told.name, told.value, 'Count', told.dimensions);
  else log[told.level](told.name, told.fields);
}
