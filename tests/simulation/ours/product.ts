import { createTwilioClient } from '#adapters/twilio/client.ts';
import { twilioNotifier } from '#adapters/twilio/notifier.ts';
import { twilioTelephony } from '#adapters/twilio/telephony.ts';
import { PhoneNumber } from '#core/contracts/ids.ts';
import { createEars } from '#core/ears/create-ears.ts';
import { StoreUnavailable } from '#core/errors.ts';
import type { CallStore } from '#core/ports/call-store.ts';
import type { Clock } from '#core/ports/clock.ts';
import { Environment } from '#lambdas/shared/environment.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { ACCOUNT_SID, OUR_NUMBER } from '#local/outside/world.ts';
import type { PhoneNetwork } from '#local/phone/network.ts';
import { PUBLIC_API_URL, PUBLIC_STREAM_URL } from '#local/stack/settings.ts';
import type { Fates } from '#tests/simulation/fates.ts';
import { RequestsWithinTheProcess } from '#tests/simulation/outside/carrier.ts';
import { openModel } from '#tests/simulation/outside/model.ts';
import type { SpeechService } from '#tests/simulation/outside/speech-service.ts';
import type { Rates } from '#tests/simulation/rates.ts';
import type { VirtualClock } from '#tests/simulation/virtual-clock.ts';
import { memoryAnnouncementStore } from '#tests/support/memory-announcement-store.ts';
import { memoryFactStore } from '#tests/support/memory-fact-store.ts';
import { memoryFlowStore } from '#tests/support/memory-flow-store.ts';
import { memoryOwnerStore } from '#tests/support/memory-owner-store.ts';
import { memoryRoster } from '#tests/support/memory-roster.ts';
import { memoryStartLine } from '#tests/support/memory-start-line.ts';
import { openBucket } from './bucket.ts';
import { openGateway } from './gateway.ts';
import { openLambdas } from './lambdas.ts';
import { mortal, mortalClock } from './life.ts';
import type { LogBook } from './log-book.ts';
import { openLogStream } from './log-stream.ts';
import { openStateMachine } from './state-machine.ts';
import { unreliable } from './unreliable.ts';
import { openFleet } from './worker-fleet.ts';

export const SECRETS = {
  authToken: 'the-auth-token-of-the-simulation',
  stream: 's'.repeat(40),
  worker: 'w'.repeat(40),
} as const;

/** An account that may start ten calls a second. */
const LINE_EVERY_MS = 100;

export type Product = ReturnType<typeof openProduct>;

/** Everything of ours in this process, on ports that fail. */
export function openProduct(options: {
  readonly clock: VirtualClock;
  readonly fates: Fates;
  readonly rates: Rates;
  readonly logBook: LogBook;
  readonly dataDir: string;
  readonly workers: number;
  readonly store: CallStore;
  readonly network: () => PhoneNetwork;
  readonly speech: SpeechService;
}) {
  const { clock, fates, rates, logBook, store, network, speech } = options;
  const bucket = openBucket();
  const owners = memoryOwnerStore(clock);
  const dynamo = <T extends object>(name: string, port: T) =>
    unreliable(port, { name, ...rates.store, error: (why) => new StoreUnavailable(`DynamoDB: ${why}`) }, fates, clock);
  const calls = dynamo('calls', store);
  const announcements = dynamo('announcements', memoryAnnouncementStore());
  const roster = dynamo('roster', memoryRoster());
  const recordings = unreliable(
    bucket.recordings,
    { name: 's3', ...rates.store, error: (why) => new StoreUnavailable(`S3: ${why}`) },
    fates,
    clock,
  );
  const telephonyOn = (own: Clock) => {
    const retry = { clock: own, chance: () => fates.draw('retry') };
    const httpClient = new RequestsWithinTheProcess(network, clock, fates);
    const client = createTwilioClient({ accountSid: ACCOUNT_SID, authToken: SECRETS.authToken, httpClient });
    const from = PhoneNumber.parse(OUR_NUMBER);
    return {
      notifier: twilioNotifier({ client, from, retry }),
      telephony: twilioTelephony({
        client,
        from,
        publicApiUrl: PUBLIC_API_URL,
        publicStreamUrl: PUBLIC_STREAM_URL,
        streamSecret: SECRETS.stream,
        retry,
      }),
    };
  };

  const machine = openStateMachine({
    dataDir: options.dataDir,
    clock,
    invokeLambda: (name, payload) => invoke(name, payload),
    random: () => fates.draw('jitter'),
  });
  const workflow = unreliable(
    machine.workflow,
    {
      name: 'steps',
      ...rates.store,
      error: (why) => new StoreUnavailable(`Step Functions: ${why}`),
      callOf: machine.callOf,
    },
    fates,
    clock,
  );
  const fleet = openFleet({
    size: options.workers,
    during: speech.during,
    clock,
    fates,
    config: {
      publicStreamUrl: PUBLIC_STREAM_URL,
      twilioAuthToken: SECRETS.authToken,
      streamSecret: SECRETS.stream,
      workerSecret: SECRETS.worker,
    },
    depsFor: (life, link) => {
      const own = mortalClock(clock, life);
      return {
        calls: mortal(calls, life),
        workflow: mortal(workflow, life),
        recordings: mortal(recordings, life),
        telephony: mortal(telephonyOn(own).telephony, life),
        speechToText: speech.portFor(own),
        clock: own,
        log: logBook.log,
        meter: logBook.meter,
        announcements: mortal(announcements, life),
        peers: { roster: mortal(roster, life), link },
        createEars,
      };
    },
  });
  const services: Services = {
    environment: Environment.parse({
      TABLE_NAME: 'table',
      BUCKET_NAME: 'bucket',
      STATE_MACHINE_ARN: 'arn:machine',
      PUBLIC_API_URL,
      PUBLIC_STREAM_URL,
      TWILIO_ACCOUNT_SID: ACCOUNT_SID,
      TWILIO_AUTH_TOKEN: SECRETS.authToken,
      TWILIO_NUMBER: OUR_NUMBER,
      STREAM_SECRET: SECRETS.stream,
      WORKER_SECRET: SECRETS.worker,
      FACTS_KEY: Buffer.alloc(32).toString('base64'),
    }),
    ...telephonyOn(clock),
    calls,
    owners: dynamo('owners', owners),
    flows: dynamo('flows', memoryFlowStore()),
    line: dynamo('line', memoryStartLine(LINE_EVERY_MS)),
    facts: dynamo('facts', memoryFactStore()),
    workflow,
    workers: fleet.link,
    recordings,
    live: { push: async () => 'gone' },
    model: openModel(fates, clock, rates.model),
    clock,
    log: logBook.log,
    meter: logBook.meter,
  };
  const invoke = openLambdas(services, fates, clock, rates.lambda);
  const logStream = openLogStream({ clock, fates, faults: rates.logStream, invoke });
  return { machine, fleet, bucket, owners, services, invoke, logStream, gateway: openGateway(invoke, clock) };
}
