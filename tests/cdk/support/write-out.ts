import { json } from 'node:stream/consumers';
import { cloudWatchTelemetry } from '#adapters/powertools/telemetry.ts';
import type { Told } from './emitted.ts';

/** What Lambdas and workers told, read from the standard input, is told again to what writes it on AWS: on the standard output and the one for errors. */
const lambda = cloudWatchTelemetry('hold-slayer');
const worker = cloudWatchTelemetry('stream-worker');
for (const told of (await json(process.stdin)) as Told[]) {
  const { meter, log } = told.by === 'worker' ? worker : lambda;
  if (told.kind === 'count') meter.count(told.name, told.value, 'Count', told.dimensions);
  else log[told.level](told.name, told.fields);
}
