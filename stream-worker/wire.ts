import { deepgramSpeechToText } from '#adapters/deepgram/speech-to-text.ts';
import { dynamoDbAnnouncementStore } from '#adapters/dynamodb/announcement-store.ts';
import { dynamoDbCallStore } from '#adapters/dynamodb/call-store.ts';
import { createDynamoDbClient } from '#adapters/dynamodb/client.ts';
import { dynamoDbRoster } from '#adapters/dynamodb/roster.ts';
import { createS3Client, s3Recordings } from '#adapters/s3/recordings.ts';
import { createSfnClient, sfnWorkflow } from '#adapters/sfn/workflow.ts';
import { createTwilioClient } from '#adapters/twilio/client.ts';
import { twilioTelephony } from '#adapters/twilio/telephony.ts';
import { httpPeerLink } from '#adapters/worker-http/peer-link.ts';
import { PhoneNumber } from '#core/contracts/ids.ts';
import { createEars } from '#core/ears/create-ears.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log, Meter } from '#core/ports/telemetry.ts';
import { addressOf, type WorkerEnvironment } from './environment.ts';
import { startWorker } from './start-worker.ts';
import type { Worker } from './worker.ts';

export interface WireWorkerOptions {
  readonly environment: WorkerEnvironment;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  /** It was told to leave: ends the process as SIGTERM does. */
  readonly onLeave: () => void;
}

/** Starts a worker on the real clients. */
export function wireWorker({ environment: env, clock, log, meter, onLeave }: WireWorkerOptions): Promise<Worker> {
  const aws = (endpoint: string | undefined) => ({ region: env.AWS_REGION, endpoint });
  const twilio = createTwilioClient({
    accountSid: env.TWILIO_ACCOUNT_SID,
    authToken: env.TWILIO_AUTH_TOKEN,
    apiBaseUrl: env.TWILIO_API_URL,
  });
  const table = {
    client: createDynamoDbClient(aws(env.AWS_ENDPOINT_URL_DYNAMODB)),
    table: env.TABLE_NAME,
  };
  const deps = {
    clock,
    log,
    meter,
    createEars,
    calls: dynamoDbCallStore(table),
    announcements: dynamoDbAnnouncementStore({ ...table, clock }),
    peers: { roster: dynamoDbRoster(table), link: httpPeerLink({ secret: env.WORKER_SECRET }) },
    workflow: sfnWorkflow({
      client: createSfnClient(aws(env.AWS_ENDPOINT_URL_SFN)),
      stateMachineArn: env.STATE_MACHINE_ARN,
    }),
    recordings: s3Recordings({ client: createS3Client(aws(env.AWS_ENDPOINT_URL_S3)), bucket: env.BUCKET_NAME }),
    speechToText: deepgramSpeechToText({
      apiKey: env.DEEPGRAM_API_KEY,
      endpoint: env.DEEPGRAM_URL,
      model: env.DEEPGRAM_MODEL,
      clock,
    }),
    telephony: twilioTelephony({
      client: twilio,
      from: PhoneNumber.parse(env.TWILIO_NUMBER),
      publicApiUrl: env.PUBLIC_API_URL,
      publicStreamUrl: env.PUBLIC_STREAM_URL,
      streamSecret: env.STREAM_SECRET,
      retry: { clock },
    }),
  };
  return startWorker(deps, {
    host: env.LISTEN_HOST,
    port: env.STREAM_PORT,
    commandHost: env.LISTEN_HOST,
    commandPort: env.COMMAND_PORT,
    url: env.WORKER_URL,
    address: addressOf(env.LISTEN_HOST),
    publicStreamUrl: env.PUBLIC_STREAM_URL,
    twilioAuthToken: env.TWILIO_AUTH_TOKEN,
    streamSecret: env.STREAM_SECRET,
    workerSecret: env.WORKER_SECRET,
    maxStreams: env.MAX_STREAMS,
    language: env.LANGUAGE,
    onLeave,
  });
}
