import { join } from 'node:path';
import { createDynamoDbClient } from '#adapters/dynamodb/client.ts';
import { eventOfImage } from '#adapters/dynamodb/event-of-image.ts';
import { createS3Client } from '#adapters/s3/recordings.ts';
import { createSfnClient } from '#adapters/sfn/workflow.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import type { Owner } from '#core/contracts/owner.ts';
import { keyDigest } from '#lambdas/api/authenticate.ts';
import { functions } from '#lambdas/functions.ts';
import { httpRoutes, webSocketRoutes } from '#lambdas/routes.ts';
import { Environment } from '#lambdas/shared/environment.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { wire } from '#lambdas/shared/wire.ts';
import { startHttpApi } from '#local/aws/apigateway/http-api.ts';
import { startWebSocketApi } from '#local/aws/apigateway/websocket-api.ts';
import { startDynamoDb } from '#local/aws/dynamodb/start-dynamodb.ts';
import { createLambdaRuntime } from '#local/aws/lambda/runtime.ts';
import { startS3 } from '#local/aws/s3/start-s3.ts';
import { startStepFunctions } from '#local/aws/stepfunctions/step-functions.ts';
import type { PacedClock } from '#local/clock/paced-clock.ts';
import type { WorkerEnvironment } from '#stream-worker/environment.ts';
import { openLogFile } from './log-file.ts';
import { prepareAws } from './prepare-aws.ts';
import { type RunningFile, tellRunning } from './running-file.ts';
import * as settings from './settings.ts';
import { startWorkerFleet, type WorkerFleet } from './worker-fleet.ts';

export interface StackOptions {
  readonly dataDir: string;
  readonly clock: PacedClock;
  readonly secrets: settings.Secrets;
  /** Of the API on 127.0.0.1; 0 = any. */
  readonly port: number;
  /** The carrier and the speech-to-text service. */
  readonly twilioApiUrl: string;
  readonly accountSid: string;
  readonly ourNumber: string;
  readonly deepgramUrl: string;
  readonly owner: Owner;
  /** Worker processes. Default 1. */
  readonly workers?: number;
  /** A reader of the event log, told every event at least once. */
  readonly onEvent?: (event: CallEvent) => void;
  /** What the carrier's account may start. Default 50: the simulated one has no limit. */
  readonly callsStartedPerSecond?: number;
  /** Further variables for the Lambdas, a language model's address say. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Stack {
  readonly apiUrl: string;
  readonly webSocketUrl: string;
  readonly services: Services;
  readonly fleet: WorkerFleet;
  /** Where an object of the calls' bucket lies on the disk; null: there is none. */
  fileOf(key: string): string | null;
  /** Where a public origin of ours is reached. */
  resolveOrigin(publicOrigin: string): string | null;
  close(): Promise<void>;
}

/** Longest run of a Lambda, as CDK sets it. */
const LAMBDA_TIMEOUT_MS = 60_000;

/** Of a worker process: what the worker reads, and where it logs. A name that nobody reads is no variable. */
type WorkerVariables = Partial<Record<keyof WorkerEnvironment | 'LOG_FOLDER', string>>;

/** Everything of ours, on one machine: the same Lambdas, state machine and worker, and what AWS would run beneath them. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir, clock, secrets } = options;
  const onWork = () => clock.busy();
  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const shut of opened.splice(0).reverse()) await shut();
  };
  try {
    const dynamo = await startDynamoDb({ dataDir: join(dataDir, 'dynamodb'), clock, onWork });
    opened.push(() => dynamo.close());
    const s3 = await startS3({ dataDir: join(dataDir, 's3'), credentials: settings.CREDENTIALS, onWork });
    opened.push(() => s3.close());
    const lambdas = createLambdaRuntime({ clock, onWork, timeoutMs: LAMBDA_TIMEOUT_MS });
    let deployed = () => {};
    const ready = new Promise<void>((resolve) => {
      deployed = resolve;
    });
    /** Executions and requests of an earlier life may come before the functions are there. */
    const invoke = async (name: string, event: unknown, signal?: AbortSignal) => {
      await ready;
      return lambdas.invoke(name, event, signal);
    };

    const http = await startHttpApi({ port: options.port, clock, routes: httpRoutes, invoke, onWork });
    opened.push(() => http.close());
    const webSockets = await startWebSocketApi({
      at: http,
      clock,
      stage: settings.WEBSOCKET_STAGE,
      routes: Object.fromEntries(webSocketRoutes.map((route) => [route, 'Live'])),
      invoke,
      onWork,
    });
    opened.push(() => webSockets.close());
    const sfn = await startStepFunctions({
      dataDir: join(dataDir, 'stepfunctions'),
      clock,
      invokeLambda: invoke,
      onWork,
      // As the rule on AWS does it. What fails now is found by the run of every minute.
      onEnded: (event) => {
        if (event.detail.status !== 'SUCCEEDED') lambdas.invoke('Reaper', event).catch(() => {});
      },
    });
    opened.push(() => sfn.close());

    const endpoints = {
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
      AWS_ENDPOINT_URL_S3: s3.endpoint,
      AWS_ENDPOINT_URL_SFN: sfn.endpoint,
    };
    const aws = { region: settings.REGION, credentials: settings.CREDENTIALS };
    const { stateMachineArn } = await prepareAws({
      dynamo: createDynamoDbClient({ ...aws, endpoint: dynamo.endpoint }),
      s3: createS3Client({ ...aws, endpoint: s3.endpoint }),
      sfn: createSfnClient({ ...aws, endpoint: sfn.endpoint }),
    });
    const variables = {
      TABLE_NAME: settings.TABLE_NAME,
      BUCKET_NAME: settings.BUCKET_NAME,
      STATE_MACHINE_ARN: stateMachineArn,
      PUBLIC_API_URL: settings.PUBLIC_API_URL,
      PUBLIC_STREAM_URL: settings.PUBLIC_STREAM_URL,
      TWILIO_ACCOUNT_SID: options.accountSid,
      TWILIO_AUTH_TOKEN: secrets.twilioAuthToken,
      TWILIO_NUMBER: options.ourNumber,
      TWILIO_API_URL: options.twilioApiUrl,
      STREAM_SECRET: secrets.streamSecret,
      WORKER_SECRET: secrets.workerSecret,
      FACTS_KEY: secrets.factsKey,
      WEBSOCKET_URL: webSockets.managementEndpoint,
      AWS_REGION: settings.REGION,
      CALLS_STARTED_PER_SECOND: String(options.callsStartedPerSecond ?? 50),
      ...endpoints,
      ...options.environment,
    };
    const file = openLogFile(dataDir, 'lambdas', () => clock.now());
    opened.push(() => file.close());
    const { log, meter } = file;
    const services = wire({
      environment: Environment.parse(variables),
      clock,
      log,
      meter,
      credentials: settings.CREDENTIALS,
    });
    for (const [name, make] of Object.entries(functions)) lambdas.register<never>(name, make(services));
    deployed();
    await services.owners.put(options.owner);
    await services.owners.addKey(options.owner.ownerId, keyDigest(secrets.apiKey));

    await dynamo.subscribe(settings.TABLE_NAME, {
      name: 'log-readers',
      read: async (event) => void (await lambdas.invoke('LogReaders', event)),
    });
    const { onEvent } = options;
    if (onEvent) {
      await dynamo.subscribe(settings.TABLE_NAME, {
        name: 'terminal',
        read: async ({ Records }) => {
          for (const { dynamodb } of Records) {
            const event = eventOfImage(dynamodb?.NewImage);
            if (event) onEvent(event);
          }
        },
      });
    }
    const { origin: streamOrigin, pathname } = new URL(settings.PUBLIC_STREAM_URL);
    let told: RunningFile | null = null;
    const fleet = await startWorkerFleet({
      onChange: (origin) => {
        const changed = told?.change({ STREAM_URL: `${origin}${pathname}` });
        changed?.catch(() => log.warn('the file that tells how the stack is looked at could not be written'));
      },
      size: options.workers ?? 1,
      clock,
      environment: {
        ...variables,
        ...settings.ENVIRONMENT_CREDENTIALS,
        DEEPGRAM_API_KEY: settings.DEEPGRAM_API_KEY,
        DEEPGRAM_URL: options.deepgramUrl,
        LISTEN_HOST: '127.0.0.1',
        LOG_FOLDER: dataDir,
      } satisfies WorkerVariables,
    });
    opened.push(() => fleet.close());

    told = await tellRunning(dataDir, {
      ...variables,
      ...settings.ENVIRONMENT_CREDENTIALS,
      DEEPGRAM_API_KEY: settings.DEEPGRAM_API_KEY,
      DEEPGRAM_URL: options.deepgramUrl,
      API_URL: http.endpoint,
      STREAM_URL: `${fleet.pickStreamOrigin()}${pathname}`,
    });
    opened.push(told.forget);

    const stopReaping = everyMinute(clock, () => lambdas.invoke('Reaper', {}));
    opened.push(async () => stopReaping());

    return {
      apiUrl: http.endpoint,
      webSocketUrl: webSockets.endpoint,
      services,
      fleet,
      fileOf: (key) => s3.fileOf(settings.BUCKET_NAME, key),
      resolveOrigin: (origin) => {
        if (origin === settings.PUBLIC_API_URL) return http.endpoint;
        return origin === streamOrigin ? fleet.pickStreamOrigin() : null;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** As the schedule on AWS does it, and once now: what an earlier life left behind is looked after first. */
function everyMinute(clock: PacedClock, run: () => Promise<unknown>): () => void {
  let cancel = () => {};
  let stopped = false;
  const again = () => {
    cancel = clock.after(60_000, () => {
      // A run that failed is in the log of the Lambda; the next one comes in a minute.
      run().catch(() => {});
      if (!stopped) again();
    });
  };
  run().catch(() => {});
  again();
  return () => {
    stopped = true;
    cancel();
  };
}
