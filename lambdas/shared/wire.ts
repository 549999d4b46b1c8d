import { apiGatewayLiveFeed, createApiGatewayClient } from '#adapters/apigateway/live-feed.ts';
import { dynamoDbCallStore } from '#adapters/dynamodb/call-store.ts';
import { createDynamoDbClient } from '#adapters/dynamodb/client.ts';
import { dynamoDbOwnerStore } from '#adapters/dynamodb/owner-store.ts';
import { openAiLanguageModel } from '#adapters/openai/language-model.ts';
import { createS3Client, s3Recordings } from '#adapters/s3/recordings.ts';
import { createSfnClient, sfnWorkflow } from '#adapters/sfn/workflow.ts';
import { createTwilioClient } from '#adapters/twilio/client.ts';
import { twilioNotifier } from '#adapters/twilio/notifier.ts';
import { twilioTelephony } from '#adapters/twilio/telephony.ts';
import { httpWorkerLink } from '#adapters/worker-http/worker-link.ts';
import { PhoneNumber } from '#core/contracts/ids.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { LiveFeed } from '#core/ports/notifier.ts';
import type { Log, Meter } from '#core/ports/telemetry.ts';
import type { Environment } from './environment.ts';
import type { Services } from './services.ts';

export interface WireOptions {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  /** Default: the role of the Lambda. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** No WebSocket API is configured: nobody watches. */
const nobodyWatches: LiveFeed = { push: async () => 'gone' };

/** The real clients behind the ports. */
export function wire({ environment: env, clock, log, meter, credentials }: WireOptions): Services {
  const aws = { region: env.AWS_REGION, ...(credentials ? { credentials } : {}) };
  const dynamo = createDynamoDbClient({ ...aws, endpoint: env.AWS_ENDPOINT_URL_DYNAMODB });
  const s3 = createS3Client({ ...aws, endpoint: env.AWS_ENDPOINT_URL_S3 });
  const sfn = createSfnClient({ ...aws, endpoint: env.AWS_ENDPOINT_URL_SFN });
  const twilio = createTwilioClient({
    accountSid: env.TWILIO_ACCOUNT_SID,
    authToken: env.TWILIO_AUTH_TOKEN,
    apiBaseUrl: env.TWILIO_API_URL,
  });
  const from = PhoneNumber.parse(env.TWILIO_NUMBER);
  const store = { client: dynamo, table: env.TABLE_NAME };
  return {
    environment: env,
    calls: dynamoDbCallStore(store),
    owners: dynamoDbOwnerStore({ ...store, clock }),
    telephony: twilioTelephony({
      client: twilio,
      from,
      publicApiUrl: env.PUBLIC_API_URL,
      publicStreamUrl: env.PUBLIC_STREAM_URL,
      streamSecret: env.STREAM_SECRET,
      retry: { clock },
    }),
    notifier: twilioNotifier({ client: twilio, from, retry: { clock } }),
    workflow: sfnWorkflow({ client: sfn, stateMachineArn: env.STATE_MACHINE_ARN }),
    workers: httpWorkerLink({ secret: env.WORKER_SECRET }),
    recordings: s3Recordings({ client: s3, bucket: env.BUCKET_NAME }),
    live: env.WEBSOCKET_URL
      ? apiGatewayLiveFeed({ client: createApiGatewayClient({ ...aws, endpoint: env.WEBSOCKET_URL }) })
      : nobodyWatches,
    model: modelOf(env),
    clock,
    log,
    meter,
  };
}

function modelOf(env: Environment): Services['model'] {
  if (!env.OPENAI_API_KEY || !env.OPENAI_MODEL) return null;
  return openAiLanguageModel({
    apiKey: env.OPENAI_API_KEY,
    model: env.OPENAI_MODEL,
    ...(env.OPENAI_BASE_URL ? { baseUrl: env.OPENAI_BASE_URL } : {}),
    ...(env.OPENAI_FALLBACK_MODEL ? { fallbackModel: env.OPENAI_FALLBACK_MODEL } : {}),
  });
}
