import { dynamoDbCallStore } from '#adapters/dynamodb/call-store.ts';
import { createDynamoDbClient } from '#adapters/dynamodb/client.ts';
import { createS3Client, s3Recordings } from '#adapters/s3/recordings.ts';
import { createSfnClient, sfnWorkflow } from '#adapters/sfn/workflow.ts';
import { createTwilioClient } from '#adapters/twilio/client.ts';
import { twilioTelephony } from '#adapters/twilio/telephony.ts';
import { PhoneNumber } from '#core/contracts/ids.ts';
import { createEars } from '#core/ears/create-ears.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log, Meter } from '#core/ports/telemetry.ts';
import type { WorkerEnvironment } from './environment.ts';
import { startWorker } from './start-worker.ts';
import type { Worker } from './worker.ts';

/** The worker with the real clients behind its ports. */
export function wireWorker(options: {
  readonly environment: WorkerEnvironment;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
}): Promise<Worker> {
  const { environment: env, clock, log, meter } = options;
  const region = env.AWS_REGION;
  const dynamo = createDynamoDbClient({ region, endpoint: env.AWS_ENDPOINT_URL_DYNAMODB });
  const twilio = createTwilioClient({
    accountSid: env.TWILIO_ACCOUNT_SID,
    authToken: env.TWILIO_AUTH_TOKEN,
    apiBaseUrl: env.TWILIO_API_URL,
  });
  const deps = {
    calls: dynamoDbCallStore({ client: dynamo, table: env.TABLE_NAME }),
    workflow: sfnWorkflow({
      client: createSfnClient({ region, endpoint: env.AWS_ENDPOINT_URL_SFN }),
      stateMachineArn: env.STATE_MACHINE_ARN,
    }),
    recordings: s3Recordings({
      client: createS3Client({ region, endpoint: env.AWS_ENDPOINT_URL_S3 }),
      bucket: env.BUCKET_NAME,
    }),
    speechToText: { open: () => ({ send: () => {}, flush: () => {}, close: async () => {} }) },
    telephony: twilioTelephony({
      client: twilio,
      from: PhoneNumber.parse(env.TWILIO_NUMBER),
      publicApiUrl: env.PUBLIC_API_URL,
      publicStreamUrl: env.PUBLIC_STREAM_URL,
      streamSecret: env.STREAM_SECRET,
      retry: { clock },
    }),
    clock,
    log,
    meter,
    createEars,
  };
  return startWorker(deps, {
    host: env.HOST,
    port: env.STREAM_PORT,
    commandHost: env.HOST,
    commandPort: env.COMMAND_PORT,
    url: env.COMMAND_URL,
    publicStreamUrl: env.PUBLIC_STREAM_URL,
    twilioAuthToken: env.TWILIO_AUTH_TOKEN,
    streamSecret: env.STREAM_SECRET,
    workerSecret: env.WORKER_SECRET,
    maxStreams: env.MAX_STREAMS,
  });
}
