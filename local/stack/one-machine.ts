import { z } from 'zod';
import type { CallEvent } from '#core/contracts/events.ts';
import { CallDetail, type CreateCallBody } from '#core/contracts/http.ts';
import { Owner } from '#core/contracts/owner.ts';
import type { PacedClock } from '#local/clock/paced-clock.ts';
import { ACCOUNT_SID, OUR_NUMBER, startWorld, type World, type WorldOptions } from '#local/outside/world.ts';
import { builtInCompanies } from '#local/phone/companies/built-in.ts';
import type { Speech } from '#local/phone/sound/clip.ts';
import { type ApiAnswer, askApi } from './ask-api.ts';
import { PUBLIC_API_URL, readSecrets, type Secrets } from './settings.ts';
import { type Stack, startStack } from './start-stack.ts';

export interface OneMachineOptions {
  readonly clock: PacedClock;
  readonly dataDir: string;
  readonly port: number;
  readonly seed: number;
  readonly speech: Speech;
  /** What is different from the usual world. */
  readonly world?: Partial<Omit<WorldOptions, 'clock' | 'seed' | 'speech' | 'authToken' | 'smsUrl' | 'resolveOrigin'>>;
  readonly owner?: Owner;
  readonly workers?: number;
  /** Further variables for the Lambdas. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly callsStartedPerSecond?: number;
  readonly onEvent?: (event: CallEvent) => void;
}

/** As `POST /calls` takes it. */
export type Order = z.input<typeof CreateCallBody>;

export interface OneMachine {
  /** Our side; another one after `restart`. */
  readonly stack: Stack;
  readonly world: World;
  readonly secrets: Secrets;
  /** Asks for a call through the API, as anybody would. @returns its id @throws {Error} with the API's own words */
  request(order: Order, idempotencyKey?: string): Promise<string>;
  call(callId: string): Promise<CallDetail>;
  /** One request to the API. */
  api(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>;
  /** Ends everything of ours at once, as a power cut would, and starts it again on the same data. The world goes on. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Where the person of the one-machine world is rung, and texts from. */
export const MOBILE = '+12125550123';

/** The person whose calls are made: one mobile that is picked up. */
export const sampleOwner: Owner = Owner.parse({
  ownerId: 'owner_sam',
  name: 'Sam Rivera',
  smsNumber: MOBILE,
  devices: [{ deviceId: 'mobile', name: 'mobile', address: { kind: 'phone', number: MOBILE }, ringSeconds: 25 }],
  hunting: 'sequential',
  countries: ['US', 'CA'],
  callsADay: 200,
  callsAtOnce: 20,
  contacts: Object.fromEntries(Object.values(builtInCompanies).map(({ name, number }) => [name.toLowerCase(), number])),
});

/** The product and the simulated world around it, ready for a call. */
export async function openOneMachine(options: OneMachineOptions): Promise<OneMachine> {
  const { clock, dataDir, seed, speech } = options;
  const secrets = await readSecrets(dataDir);
  let stack: Stack | null = null;
  const world = await startWorld({
    clock,
    seed,
    speech,
    authToken: secrets.twilioAuthToken,
    smsUrl: `${PUBLIC_API_URL}/twilio/sms`,
    resolveOrigin: (origin) => stack?.resolveOrigin(origin) ?? null,
    people: { [MOBILE]: { manner: 'accepts', answerAfterMs: 4_000 } },
    ...options.world,
  });
  const startOurs = () =>
    startStack({
      dataDir,
      clock,
      secrets,
      port: options.port,
      twilioApiUrl: world.phone.endpoint,
      accountSid: ACCOUNT_SID,
      ourNumber: OUR_NUMBER,
      deepgramUrl: world.deepgram.endpoint,
      owner: options.owner ?? sampleOwner,
      ...(options.environment ? { environment: options.environment } : {}),
      ...(options.workers === undefined ? {} : { workers: options.workers }),
      ...(options.callsStartedPerSecond === undefined ? {} : { callsStartedPerSecond: options.callsStartedPerSecond }),
      ...(options.onEvent ? { onEvent: options.onEvent } : {}),
    });
  try {
    stack = await startOurs();
  } catch (error) {
    await world.close();
    throw error;
  }
  const ours = (): Stack => {
    if (!stack) throw new Error('the stack is being restarted');
    return stack;
  };
  const api: OneMachine['api'] = (method, path, body, headers) =>
    askApi(`${ours().apiUrl}${path}`, secrets.apiKey, method, body, headers);
  return {
    get stack() {
      return ours();
    },
    world,
    secrets,
    api,
    request: async (order, key) => {
      const answer = await api('POST', '/calls', order, key === undefined ? {} : { 'idempotency-key': key });
      return z.object({ callId: z.string() }).parse(expectOk(answer)).callId;
    },
    call: async (callId) => CallDetail.parse(expectOk(await api('GET', `/calls/${callId}`))),
    restart: async () => {
      const before = ours();
      const restarted = clock.busy();
      stack = null;
      try {
        await before.close();
        stack = await startOurs();
      } finally {
        restarted();
      }
    },
    close: async () => {
      await stack?.close();
      await world.close();
    },
  };
}

function expectOk({ status, body }: ApiAnswer): unknown {
  if (status >= 300) throw new Error(`the API answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
