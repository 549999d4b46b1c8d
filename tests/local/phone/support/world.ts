import { setTimeout as rest, setImmediate as turn } from 'node:timers/promises';
import twilio from 'twilio';
import type { PhoneFaults } from '#local/phone/faults.ts';
import { type PhoneNetwork, type PhoneNetworkOptions, startPhoneNetwork } from '#local/phone/network.ts';
import type { Party } from '#local/phone/party.ts';
import { createManualClock, type ManualClock } from '#tests/support/manual-clock.ts';
import { type Product, startProduct } from './product.ts';

export const ACCOUNT_SID = `AC${'0123456789abcdef'.repeat(2)}`;
export const AUTH_TOKEN = 'the-auth-token-of-the-tests';
export const US = '+15005550006';
export const COMPANY = '+18005550100';
export const PERSON = '+14155550123';

const PATIENCE_REAL_MS = 10_000;
/** After so many turns of the event loop a wait leaves the processor to others between two looks. */
const BUSY_TURNS = 100;

export interface World {
  readonly clock: ManualClock;
  readonly network: PhoneNetwork;
  readonly product: Product;
  /** The real client of the helper library, with its requests led to the network. */
  readonly client: twilio.Twilio;
  /** Lets call time pass, 20 ms after 20 ms. Each step waits until every webhook and handshake in flight is answered. */
  pass(ms: number): Promise<void>;
  /** Lets call time pass without waiting for anybody. */
  passBlindly(ms: number): Promise<void>;
  /** Waits, in real time, until something that call time does not move is so. */
  until(isSo: () => boolean, what: string): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions extends Partial<PhoneNetworkOptions> {
  readonly people?: Readonly<Record<string, Party>>;
  readonly faults?: PhoneFaults;
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const clock = createManualClock();
  const product = await startProduct(AUTH_TOKEN);
  let inFlight = 0;
  const network = await startPhoneNetwork({
    clock,
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    seed: 'tests',
    callsPerSecond: 1000,
    resolveOrigin: product.resolveOrigin,
    parties: (number) => options.people?.[number] ?? null,
    onWork: () => {
      inFlight += 1;
      let held = true;
      return () => {
        if (held) inFlight -= 1;
        held = false;
      };
    },
    ...options,
  });
  const until = async (isSo: () => boolean, what: string) => {
    const deadline = performance.now() + PATIENCE_REAL_MS;
    let turns = 0;
    while (!isSo()) {
      if (performance.now() > deadline) throw new Error(`waited in vain until ${what}`);
      turns += 1;
      await (turns < BUSY_TURNS ? turn() : rest(1));
    }
  };
  const passBlindly = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 20) {
      await clock.advance(20);
    }
  };
  return {
    clock,
    network,
    product,
    client: twilio(ACCOUNT_SID, AUTH_TOKEN, { httpClient: clientFor(network.endpoint) }),
    until,
    passBlindly,
    pass: async (ms) => {
      for (let passed = 0; passed < ms; passed += 20) {
        await clock.advance(20);
        await until(() => inFlight === 0, 'the webhooks in flight were answered');
      }
    },
    close: async () => {
      await network.close();
      await product.close();
    },
  };
}

type RequestOf<TData> = Parameters<typeof twilio.RequestClient.prototype.request<TData>>[0];

function clientFor(endpoint: string): twilio.RequestClient {
  return new (class extends twilio.RequestClient {
    override request<TData>(options: RequestOf<TData>) {
      options.uri = options.uri.replace('https://api.twilio.com', endpoint);
      return super.request<TData>(options);
    }
  })({ timeout: 5000 });
}
