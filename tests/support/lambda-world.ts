import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { z } from 'zod';
import type { Action } from '#core/contracts/action.ts';
import type { TaskName } from '#core/contracts/call-machine.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent, Happening, HappeningKind } from '#core/contracts/events.ts';
import { CallId, type CallSid, type PhoneNumber, TaskToken } from '#core/contracts/ids.ts';
import type { Told } from '#core/contracts/observation.ts';
import type { Owner } from '#core/contracts/owner.ts';
import type { WorkerCommand } from '#core/contracts/worker-command.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import type { Recordings } from '#core/ports/recordings.ts';
import { keyDigest } from '#lambdas/api/authenticate.ts';
import { functions } from '#lambdas/functions.ts';
import { Environment } from '#lambdas/shared/environment.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { createContext } from '#local/aws/lambda/context.ts';
import { aRequest } from './a-request.ts';
import { anOwner } from './an-owner.ts';
import { breakable } from './breakable.ts';
import { fakeTelephony } from './fake-telephony.ts';
import { fakeWorkflow } from './fake-workflow.ts';
import { createHastyClock } from './hasty-clock.ts';
import { httpEvent, type RequestParts, twilioEvent } from './http-event.ts';
import { memoryCallStore } from './memory-call-store.ts';
import { memoryFactStore } from './memory-fact-store.ts';
import { memoryFlowStore } from './memory-flow-store.ts';
import { memoryOwnerStore } from './memory-owner-store.ts';
import { memoryStartLine } from './memory-start-line.ts';

export const API_KEY = 'hs_the_key_of_sam';
export const AUTH_TOKEN = 'the auth token';
export const ORIGIN = 'https://api.example.com';

export interface LambdaAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const Answer = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.unknown()).default({}),
  body: z.string().default(''),
});

/** All Lambdas over ports without an outside, a clock that waits for nobody, and means to see and break what is behind the ports. */
export async function openLambdaWorld(
  owner: Owner = anOwner(),
  stores: Partial<Pick<Services, 'calls' | 'owners' | 'flows' | 'facts'>> = {},
) {
  const clock = createHastyClock();
  const carrier = fakeTelephony(clock);
  const workflow = fakeWorkflow();
  const calls = breakable(stores.calls ?? memoryCallStore());
  const owners = breakable(stores.owners ?? memoryOwnerStore(clock));
  const flows = breakable(stores.flows ?? memoryFlowStore());
  const facts = breakable(stores.facts ?? memoryFactStore());
  const telephony = breakable(carrier);
  const line = breakable(memoryStartLine());
  const sms: { to: PhoneNumber; text: string }[] = [];
  const notifier = breakable({ sms: async (to: PhoneNumber, text: string) => void sms.push({ to, text }) });
  const commands: WorkerCommand[] = [];
  /** What the worker says to a command. */
  const worker: { answer: Awaited<ReturnType<Services['workers']['send']>> } = { answer: 'taken' };
  const pushed: { connectionId: string; message: unknown }[] = [];
  const goneConnections = new Set<string>();
  const logged: { level: string; message: string; fields: unknown }[] = [];
  const counted: { name: string; value: number; dimensions: unknown }[] = [];
  const log = (level: string) => (message: string, fields?: unknown) => void logged.push({ level, message, fields });
  const recordings = breakable<Recordings>({
    storePiece: async () => {},
    compose: async (callId) => ({ outbound: `${callId}_outbound.wav`, mixed: `${callId}_mixed.wav` }),
    link: async (key, seconds) => `https://bucket.example.com/${key}?expires=${seconds}`,
  });

  const services: Services = {
    environment: Environment.parse({
      TABLE_NAME: 'table',
      BUCKET_NAME: 'bucket',
      STATE_MACHINE_ARN: 'arn:machine',
      PUBLIC_API_URL: ORIGIN,
      PUBLIC_STREAM_URL: 'wss://media.example.com/streams',
      TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: AUTH_TOKEN,
      TWILIO_NUMBER: '+15005550006',
      STREAM_SECRET: 's'.repeat(32),
      WORKER_SECRET: 'w'.repeat(32),
      FACTS_KEY: Buffer.alloc(32).toString('base64'),
    }),
    calls: calls.port,
    owners: owners.port,
    flows: flows.port,
    facts: facts.port,
    line: line.port,
    telephony: telephony.port,
    notifier: notifier.port,
    workflow,
    workers: {
      send: async (_url, command) => {
        commands.push(command);
        return worker.answer;
      },
    },
    recordings: recordings.port,
    live: {
      push: async (connectionId, message) => {
        if (goneConnections.has(connectionId)) return 'gone';
        pushed.push({ connectionId, message });
        return 'sent';
      },
    },
    model: null,
    clock,
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    meter: { count: (name, value, _unit, dimensions) => void counted.push({ name, value, dimensions }) },
  };

  const context = createContext('test', 'request', () => 60_000);
  const http = async (
    handler: (event: APIGatewayProxyEventV2, context: never) => unknown,
    event: APIGatewayProxyEventV2,
  ): Promise<LambdaAnswer> => {
    const { statusCode: status, headers, body } = Answer.parse(await handler(event, context as never));
    return { status, headers, body };
  };

  const api = functions.Api(services);
  const smsLambda = functions.Sms(services);
  const twilio = functions.Twilio(services);
  let tokens = 0;

  const world = {
    services,
    clock,
    carrier,
    workflow,
    breaks: { calls, owners, flows, facts, line, telephony, notifier, recordings },
    sms,
    commands,
    worker,
    pushed,
    goneConnections,
    logged,
    counted,
    owner,

    /** A request to the API. @param key null: none is sent */
    api: (method: string, path: string, parts: Partial<RequestParts> & { key?: string | null } = {}) => {
      const { key = API_KEY, headers = {}, ...rest } = parts;
      const authorization = key === null ? {} : { authorization: `Bearer ${key}` };
      return http(api, httpEvent({ method, path, headers: { ...authorization, ...headers }, ...rest }));
    },

    /** A callback of Twilio about the call, with a valid signature. */
    twilio: (path: string, form: Readonly<Record<string, string>>) =>
      http(twilio, twilioEvent({ authToken: AUTH_TOKEN, origin: ORIGIN, path: `/twilio/calls/${path}`, form })),

    /** The same with another signature. */
    forged: (path: string, form: Readonly<Record<string, string>>) =>
      http(
        path === '/twilio/sms' ? smsLambda : twilio,
        twilioEvent({ authToken: 'guessed', origin: ORIGIN, path, form }),
      ),

    /** A text to our number. @returns what is answered; null = nothing */
    text: async (body: string, more: Readonly<Record<string, string>> = {}): Promise<string | null> => {
      const form = {
        MessageSid: `SM${String(++tokens).padStart(32, '0')}`,
        From: owner.smsNumber ?? '',
        To: '+15005550006',
        Body: body,
        ...more,
      };
      const answer = await http(
        smsLambda,
        twilioEvent({ authToken: AUTH_TOKEN, origin: ORIGIN, path: '/twilio/sms', form }),
      );
      if (answer.status !== 200) throw new Error(`the Lambda answered ${answer.status}`);
      return /<Message>(.*?)<\/Message>/s.exec(answer.body)?.[1]?.replaceAll('&quot;', '"') ?? null;
    },

    /** Runs one task state. */
    run: async (name: TaskName, input: object): Promise<unknown> => {
      const lambda: (event: never, context: never) => unknown = functions[name](services);
      return lambda(input as never, context as never);
    },

    /** Runs a task that waits. @returns its token */
    wait: async (name: TaskName, callId: CallId, more: object = {}): Promise<TaskToken> => {
      const taskToken = TaskToken.parse(`token-${String(++tokens).padStart(24, '0')}`);
      await world.run(name, { callId, taskToken, ...more });
      return taskToken;
    },

    /** Runs Decide for what a step was told. @returns the next step */
    decide: async (callId: CallId, told: Told | undefined, lost: string | null = null): Promise<string> =>
      z
        .object({ next: z.string() })
        .parse(await world.run('Decide', { callId, observationId: told?.observationId ?? null, lost })).next,

    told: (token: TaskToken): string | null => workflow.told.get(token)?.kind ?? null,

    /** A call in the store, not dialled yet. */
    aCall: async (request: Parameters<typeof aRequest>[0] = {}): Promise<CallId> => {
      const callId = CallId.parse(`call_${String(++tokens).padStart(26, '0')}`);
      const devices = owner.devices;
      const created = {
        callId,
        ownerId: owner.ownerId,
        createdAt: clock.now(),
        request: aRequest({ devices, ...request }),
      };
      await services.calls.create(created);
      return callId;
    },

    /** A call whose company has answered and is heard by a worker. */
    aConnectedCall: async (request: Parameters<typeof aRequest>[0] = {}): Promise<{ callId: CallId; leg: CallSid }> => {
      const callId = await world.aCall(request);
      await world.wait('PlaceCall', callId, { attempt: 1 });
      const leg = await world.companyLeg(callId);
      carrier.become(leg, 'in-progress');
      await services.calls.attachWorker(callId, 1, 'http://10.0.0.1:8081', clock.now());
      await world.twilio(`${callId}/status/company/1`, { CallSid: leg, CallStatus: 'in-progress' });
      return { callId, leg };
    },

    companyLeg: async (callId: CallId): Promise<CallSid> => {
      const { companyCallSid } = await world.record(callId);
      if (!companyCallSid) throw new Error('the call has no company leg');
      return companyCallSid;
    },

    /** As a run of Decide leaves it. */
    hasDecided: async (callId: CallId, action: Action): Promise<void> => {
      await services.calls.append(callId, { at: clock.now(), what: { kind: 'step.decided', action, by: 'rules' } });
      await services.calls.patch(callId, { action });
    },

    /** The call is put on hold. @returns the token of the step */
    holds: async (callId: CallId): Promise<TaskToken> => {
      await world.hasDecided(callId, { next: 'hold', sinceMs: mediaMs(0) });
      return world.wait('Hold', callId);
    },

    record: async (callId: CallId): Promise<CallRecord> => {
      const call = await services.calls.get(callId);
      if (!call) throw new Error('there is no such call');
      return call;
    },

    log: (callId: CallId): Promise<readonly CallEvent[]> => services.calls.events(callId),

    /** Happenings of a kind, in order. */
    happened: async <K extends HappeningKind>(callId: CallId, kind: K) =>
      (await services.calls.events(callId)).flatMap(({ what }) =>
        what.kind === kind ? [what as Extract<Happening, { kind: K }>] : [],
      ),
  };
  await services.owners.put(owner);
  await services.owners.addKey(owner.ownerId, keyDigest(API_KEY));
  return world;
}

export type LambdaWorld = Awaited<ReturnType<typeof openLambdaWorld>>;
