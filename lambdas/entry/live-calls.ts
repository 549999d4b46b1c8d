import type { Context } from 'aws-lambda';
import { systemClock } from '#adapters/clock/system-clock.ts';
import { dynamoDbCallStore } from '#adapters/dynamodb/call-store.ts';
import { createDynamoDbClient } from '#adapters/dynamodb/client.ts';
import { cloudWatchTelemetry } from '#adapters/powertools/telemetry.ts';
import { liveCallsHandler } from '#lambdas/live-calls/live-calls.ts';
import { Environment } from '#lambdas/shared/environment.ts';
import { quietFailure } from './quiet-failure.ts';

const OwnEnvironment = Environment.pick({ TABLE_NAME: true, BUCKET_NAME: true, LOG_GROUPS: true, AWS_REGION: true });

function made() {
  const environment = OwnEnvironment.parse(process.env);
  const calls = dynamoDbCallStore({ client: createDynamoDbClient(), table: environment.TABLE_NAME });
  return quietFailure(
    liveCallsHandler({
      environment,
      calls,
      clock: systemClock,
      ...cloudWatchTelemetry('hold-slayer'),
    }),
  );
}
let kept: ReturnType<typeof made> | null = null;

/** The widget of the dashboard, which anybody who looks at it invokes: it is given no secret, and may only read the table. */
export const handler = (event: unknown, context: Context) => {
  kept ??= made();
  return kept(event, context);
};
