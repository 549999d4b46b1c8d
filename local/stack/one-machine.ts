import { z } from 'zod';
import type { CallEvent } from '#core/contracts/events.ts';
import { CallDetail } from '#core/contracts/http.ts';
import { Owner } from '#core/contracts/owner.ts';
import type { PacedClock } from '#local/clock/paced-clock.ts';
import { ACCOUNT_SID, OUR_NUMBER, startWorld, type World } from '#local/outside/world.ts';
import { builtInCompanies } from '#local/phone/companies/built-in.ts';
import type { Party } from '#local/phone/party.ts';
import type { Speech } from '#local/phone/sound/clip.ts';
import { PUBLIC_API_URL, readSecrets, type Secrets } from './settings.ts';
import { type Stack, startStack } from './start-stack.ts';

export interface OneMachineOptions {
  readonly clock: PacedClock;
  readonly dataDir: string;
  readonly port: number;
  readonly seed: number;
  readonly speech: Speech;
  readonly parties?: Readonly<Record<string, () => Party>>;
  readonly onEvent?: (event: CallEvent) => void;
}

export interface OneMachine {
  readonly stack: Stack;
  readonly world: World;
  readonly secrets: Secrets;
  /** Asks for a call through the API, as anybody would. @returns its id @throws {Error} with the API's own words */
  request(order: { number: string; intent: string }): Promise<string>;
  call(callId: string): Promise<CallDetail>;
  close(): Promise<void>;
}

const MOBILE = '+12125550123';

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
    people: { [MOBILE]: { manner: 'accepts' } },
    ...(options.parties ? { parties: options.parties } : {}),
  });
  try {
    const started = await startStack({
      dataDir,
      clock,
      secrets,
      port: options.port,
      twilioApiUrl: world.phone.endpoint,
      accountSid: ACCOUNT_SID,
      ourNumber: OUR_NUMBER,
      deepgramUrl: world.deepgram.endpoint,
      owner: sampleOwner,
      ...(options.onEvent ? { onEvent: options.onEvent } : {}),
    });
    stack = started;
    const api = apiClient(started.apiUrl, secrets.apiKey);
    return {
      stack: started,
      world,
      secrets,
      request: async (order) => z.object({ callId: z.string() }).parse(await api('POST', '/calls', order)).callId,
      call: async (callId) => CallDetail.parse(await api('GET', `/calls/${callId}`)),
      close: async () => {
        await started.close();
        await world.close();
      },
    };
  } catch (error) {
    await world.close();
    throw error;
  }
}

function apiClient(apiUrl: string, key: string) {
  return async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${apiUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${text}`);
    return JSON.parse(text);
  };
}
