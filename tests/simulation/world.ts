import type { CallEvent } from '#core/contracts/events.ts';
import type { CallStore } from '#core/ports/call-store.ts';
import { overheardParty, overheardSentence } from '#local/deepgram/overheard.ts';
import { ACCOUNT_SID, OUR_NUMBER } from '#local/outside/world.ts';
import { composedVoice } from '#local/phone/audio/voice.ts';
import { companyParty } from '#local/phone/companies/company-party.ts';
import { type PhoneNetwork, startPhoneNetwork } from '#local/phone/network.ts';
import type { Party } from '#local/phone/party.ts';
import { person } from '#local/phone/people/person.ts';
import type { StreamEntry } from '#local/phone/record.ts';
import { seedOf } from '#local/phone/sound/seeded.ts';
import { PUBLIC_API_URL } from '#local/stack/settings.ts';
import { memoryCallStore } from '#tests/support/memory-call-store.ts';
import { callIn, createFates, type Fates } from './fates.ts';
import { openLogBook } from './ours/log-book.ts';
import { openProduct, type Product, SECRETS } from './ours/product.ts';
import { stormOf } from './outside/phone-faults.ts';
import type { SimulatedRequest } from './outside/requests.ts';
import { openSpeechService, type SpeechService } from './outside/speech-service.ts';
import type { Rates } from './rates.ts';
import { secretIn } from './secret-in.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

export interface World {
  readonly clock: VirtualClock;
  readonly fates: Fates;
  readonly rates: Rates;
  readonly product: Product;
  readonly phone: PhoneNetwork;
  readonly speech: SpeechService;
  readonly logBook: ReturnType<typeof openLogBook>;
  /** The calls and their logs as they are, without latency or faults. */
  readonly store: CallStore;
  /** Every event, in the order in which it was appended. */
  readonly appended: readonly CallEvent[];
  liveStreams(): readonly StreamEntry[];
  /** The call that a leg belongs to. */
  callOf(callSid: string): string | null;
  close(): Promise<void>;
}

const CALLS_PER_SECOND = 1_000;

/** The product and everything outside of it, in this process and on one virtual clock. */
export async function openWorld(options: {
  readonly seed: number;
  readonly rates: Rates;
  readonly faults: boolean;
  readonly requests: readonly SimulatedRequest[];
  readonly workers: number;
  readonly dataDir: string;
}): Promise<World> {
  const { seed, rates, requests } = options;
  const clock = createVirtualClock();
  const fates = createFates(seed, clock, options.faults);
  const speech = openSpeechService(seed);
  const logBook = openLogBook(clock, secretIn(requests, Object.values(SECRETS)));
  const appended: CallEvent[] = [];
  const store = watched(memoryCallStore(), (event) => {
    appended.push(event);
    product.logStream.appended(event);
  });
  const parties = partiesOf(seed, requests, speech);
  const callIds = new Map<string, string | null>();
  const composed = remembered(composedVoice);
  let network: PhoneNetwork | null = null;
  let sentences = 0;

  const product = openProduct({
    clock,
    fates,
    rates,
    logBook,
    store,
    speech,
    dataDir: options.dataDir,
    workers: options.workers,
    network: () => {
      if (!network) throw new Error('there is no phone network yet');
      return network;
    },
  });
  const callOf = (callSid: string) => {
    const known = callIds.get(callSid);
    if (known !== undefined) return known;
    const documents = phone.record.calls.findLast(({ sid }) => sid === callSid)?.documents ?? [];
    const callId = callIn(documents.map(({ twiml }) => twiml).join());
    if (callId) callIds.set(callSid, callId);
    return callId;
  };
  const phone = await startPhoneNetwork({
    clock,
    accountSid: ACCOUNT_SID,
    authToken: SECRETS.authToken,
    seed: String(seed),
    resolveOrigin: (origin) => origin,
    numbers: [{ phoneNumber: OUR_NUMBER, friendlyName: 'Hold Slayer', smsUrl: `${PUBLIC_API_URL}/twilio/sms` }],
    parties,
    voice: (text) => {
      const sentence = composed(text);
      overheardSentence(sentence, speech.spoken, `say ${sentences++}`);
      return sentence;
    },
    callsPerSecond: CALLS_PER_SECOND,
    faults: stormOf(fates, rates, callOf),
    openSocket: product.fleet.openSocket,
    sendRequest: async ({ url, method, headers, form }) => {
      const callId = callIn(url);
      if (fates.strikes('gateway is down', `gateway ${url}`, rates.webhook.gateway, callId)) {
        return { status: 503, contentType: 'application/json', body: new Uint8Array() };
      }
      const { pathname, search } = new URL(url);
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await product.gateway({
        method,
        path: pathname + search,
        headers: { ...headers, ...(form ? type : {}) },
        ...(form ? { body: form.toString() } : {}),
      });
      const contentType = String(answer.headers['content-type'] ?? answer.headers['Content-Type'] ?? '');
      return { status: answer.status, contentType, body: new TextEncoder().encode(answer.body) };
    },
  });
  network = phone;
  let lived = 0;

  return {
    clock,
    fates,
    rates,
    product,
    phone,
    speech,
    logBook,
    store,
    appended,
    callOf,
    liveStreams: () => {
      const { streams } = phone.record;
      while (lived < streams.length && streams[lived]?.endedAtMs !== null) lived += 1;
      return streams.slice(lived).filter(({ endedAtMs }) => endedAtMs === null);
    },
    close: async () => {
      await product.machine.close();
      await phone.close();
    },
  };
}

/** The same sentence always sounds the same. */
function remembered(voice: typeof composedVoice): typeof composedVoice {
  const sentences = new Map<string, ReturnType<typeof composedVoice>>();
  return (text) => {
    const known = sentences.get(text) ?? voice(text);
    sentences.set(text, known);
    return known;
  };
}

function watched(store: CallStore, onAppended: (event: CallEvent) => void): CallStore {
  let unnamed = 0;
  return {
    ...store,
    append: async (callId, event) => {
      const { at, what, mediaMs = null, eventId = `unnamed-${unnamed++}` as CallEvent['eventId'] } = event;
      const isNew = await store.append(callId, { ...event, eventId });
      if (isNew) onAppended({ eventId, callId, at, mediaMs, what });
      return isNew;
    },
  };
}

/** Who answers at a number: made anew for each leg, by the request's own draws. */
function partiesOf(
  seed: number,
  requests: readonly SimulatedRequest[],
  speech: SpeechService,
): (number: string) => Party | null {
  const companies = new Map(requests.map((request) => [request.number, request]));
  const people = new Map(requests.flatMap((request) => Object.entries(request.people)));
  const dialled = new Map<string, number>();
  return (number) => {
    const times = (dialled.get(number) ?? 0) + 1;
    dialled.set(number, times);
    const partySeed = seedOf(seed, number, times);
    const request = companies.get(number);
    const device = people.get(number);
    if (!request && !device) return null;
    const party = request
      ? callNumbered(
          companyParty(request.company, { seed: partySeed, holdMs: request.holdMs }),
          request.drops ? times : times + 1,
        )
      : person({ seed: partySeed, ...device, manner: device?.manner ?? 'never-answers' });
    return overheardParty(party, speech.spoken, `${number} ${times}`);
  };
}

/** A company that drops its first call takes the number of this one from here. */
function callNumbered(party: Party, number: number): Party {
  return { ...party, ring: (attempt) => party.ring({ ...attempt, number }) };
}
