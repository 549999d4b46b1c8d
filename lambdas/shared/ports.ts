import { apiGatewayLiveFeed, createApiGatewayClient } from '#adapters/apigateway/live-feed.ts';
import { dynamoDbCallStore } from '#adapters/dynamodb/call-store.ts';
import { createDynamoDbClient } from '#adapters/dynamodb/client.ts';
import { dynamoDbFactStore } from '#adapters/dynamodb/fact-store.ts';
import { dynamoDbFlowStore } from '#adapters/dynamodb/flow-store.ts';
import { dynamoDbOwnerStore } from '#adapters/dynamodb/owner-store.ts';
import { dynamoDbStartLine } from '#adapters/dynamodb/start-line.ts';
import { createLambdaClient, lambdaWorkerLink } from '#adapters/lambda/command-door.ts';
import { openAiLanguageModel } from '#adapters/openai/language-model.ts';
import { createS3Client, s3Recordings } from '#adapters/s3/recordings.ts';
import { createSfnClient, sfnWorkflow } from '#adapters/sfn/workflow.ts';
import { createTwilioClient, type TwilioClient } from '#adapters/twilio/client.ts';
import { twilioNotifier } from '#adapters/twilio/notifier.ts';
import { twilioTelephony } from '#adapters/twilio/telephony.ts';
import { httpWorkerLink } from '#adapters/worker-http/worker-link.ts';
import { PhoneNumber } from '#core/contracts/ids.ts';
import { StoreUnavailable } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log, Meter } from '#core/ports/telemetry.ts';
import type { Environment } from './environment.ts';
import type { Services } from './services.ts';

/** What adapters are made of. */
export interface Wiring {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  /** Default: the role of the Lambda. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/*
 * One function a port, each the only one that names its adapters: a bundle holds what its Lambda needs and no more.
 */

export const calls = (wiring: Wiring): Services['calls'] => dynamoDbCallStore(storeOf(wiring));

export const owners = (wiring: Wiring): Services['owners'] =>
  dynamoDbOwnerStore({ ...storeOf(wiring), clock: wiring.clock });

export const flows = (wiring: Wiring): Services['flows'] => dynamoDbFlowStore(storeOf(wiring));

export function facts(wiring: Wiring): Services['facts'] {
  const { FACTS_KEY: key } = wiring.environment;
  if (key === undefined) return noFacts;
  return dynamoDbFactStore({ ...storeOf(wiring), key: Buffer.from(key, 'base64'), clock: wiring.clock });
}

export const line = (wiring: Wiring): Services['line'] =>
  dynamoDbStartLine({ ...storeOf(wiring), startsPerSecond: wiring.environment.CALLS_STARTED_PER_SECOND });

export function telephony(wiring: Wiring): Services['telephony'] {
  const { environment: env, clock } = wiring;
  return twilioTelephony({
    client: twilioOf(wiring),
    from: PhoneNumber.parse(env.TWILIO_NUMBER),
    publicApiUrl: env.PUBLIC_API_URL,
    publicStreamUrl: env.PUBLIC_STREAM_URL,
    streamSecret: env.STREAM_SECRET,
    retry: { clock },
  });
}

export function notifier(wiring: Wiring): Services['notifier'] {
  const { environment: env, clock } = wiring;
  return twilioNotifier({
    client: twilioOf(wiring),
    from: PhoneNumber.parse(env.TWILIO_NUMBER),
    retry: { clock },
  });
}

export function workflow(wiring: Wiring): Services['workflow'] {
  const { environment: env } = wiring;
  const client = createSfnClient({ ...awsOf(wiring), endpoint: env.AWS_ENDPOINT_URL_SFN });
  return sfnWorkflow({ client, stateMachineArn: env.STATE_MACHINE_ARN });
}

/** Directly, or through the door where the Lambdas are outside the workers' network. */
export function workers(wiring: Wiring): Services['workers'] {
  const { COMMAND_DOOR: functionName, WORKER_SECRET: secret } = wiring.environment;
  if (functionName === undefined) return httpWorkerLink({ secret });
  return lambdaWorkerLink({ client: createLambdaClient(awsOf(wiring)), functionName, secret });
}

export function recordings(wiring: Wiring): Services['recordings'] {
  const { environment: env } = wiring;
  const client = createS3Client({ ...awsOf(wiring), endpoint: env.AWS_ENDPOINT_URL_S3 });
  return s3Recordings({ client, bucket: env.BUCKET_NAME });
}

export function live(wiring: Wiring): Services['live'] {
  const { WEBSOCKET_URL: endpoint } = wiring.environment;
  // No WebSocket API is configured: nobody watches.
  if (endpoint === undefined) return { push: async () => 'gone' };
  return apiGatewayLiveFeed({ client: createApiGatewayClient({ ...awsOf(wiring), endpoint }) });
}

export function model({ environment: env }: Wiring): Services['model'] {
  if (!env.OPENAI_API_KEY || !env.OPENAI_MODEL) return null;
  return openAiLanguageModel({
    apiKey: env.OPENAI_API_KEY,
    model: env.OPENAI_MODEL,
    ...(env.OPENAI_BASE_URL ? { baseUrl: env.OPENAI_BASE_URL } : {}),
    ...(env.OPENAI_FALLBACK_MODEL ? { fallbackModel: env.OPENAI_FALLBACK_MODEL } : {}),
  });
}

/** Without a key nothing is kept; calls go on without facts. */
const noFacts: Services['facts'] = {
  put: async (_callId, given) => {
    if (Object.keys(given).length > 0) throw new StoreUnavailable('facts cannot be kept: FACTS_KEY is not set');
  },
  names: async () => [],
  all: async () => ({}),
  forget: async () => {},
};

const dynamoClients = new WeakMap<Wiring, ReturnType<typeof createDynamoDbClient>>();
const twilioClients = new WeakMap<Wiring, TwilioClient>();

function storeOf(wiring: Wiring) {
  const { TABLE_NAME: table, AWS_ENDPOINT_URL_DYNAMODB: endpoint } = wiring.environment;
  const client = dynamoClients.get(wiring) ?? createDynamoDbClient({ ...awsOf(wiring), endpoint });
  dynamoClients.set(wiring, client);
  return { client, table };
}

function twilioOf(wiring: Wiring): TwilioClient {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_API_URL } = wiring.environment;
  const client = twilioClients.get(wiring) ?? createTwilioClient({ accountSid, authToken, apiBaseUrl: TWILIO_API_URL });
  twilioClients.set(wiring, client);
  return client;
}

function awsOf({ environment, credentials }: Wiring) {
  return { region: environment.AWS_REGION, ...(credentials ? { credentials } : {}) };
}
