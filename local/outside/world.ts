import type { PacedClock } from '#local/clock/paced-clock.ts';
import { type DeepgramServer, startDeepgram } from '#local/deepgram/deepgram.ts';
import type { DeepgramFaults } from '#local/deepgram/faults.ts';
import { overheardParty, overheardSentence } from '#local/deepgram/overheard.ts';
import { builtInCompanies } from '#local/phone/companies/built-in.ts';
import type { Company } from '#local/phone/companies/company.ts';
import { companyParty } from '#local/phone/companies/company-party.ts';
import type { PhoneFaults } from '#local/phone/faults.ts';
import { type PhoneNetwork, startPhoneNetwork } from '#local/phone/network.ts';
import type { Party } from '#local/phone/party.ts';
import { type PersonOptions, person } from '#local/phone/people/person.ts';
import type { Speech } from '#local/phone/sound/clip.ts';
import { seedOf } from '#local/phone/sound/seeded.ts';
import { sentenceOf } from '#local/phone/sound/sentence.ts';

/** The account that the simulated carrier knows. */
export const ACCOUNT_SID = `AC${'0123456789abcdef'.repeat(2)}`;
export const OUR_NUMBER = '+15005550006';
/** The carrier's own voice for `<Say>`. */
const SAY_VOICE = 'carl';

export interface WorldOptions {
  readonly clock: PacedClock;
  readonly authToken: string;
  readonly seed: number;
  /** Where the public origins of the product are reached. */
  readonly resolveOrigin: (publicOrigin: string) => string | null;
  /** Companies that can be called. Default: the built-in ones. */
  readonly companies?: readonly Company[];
  /** Shortens or lengthens every hold. */
  readonly holdMs?: number;
  /** Devices by address: E.164, `client:name` or `sip:...`. */
  readonly people: Readonly<Record<string, PersonOptions>>;
  /** Parties at further numbers, made anew for each call. */
  readonly parties?: Readonly<Record<string, () => Party>>;
  readonly speech: Speech;
  /** Public URL to which texts to our number are sent. */
  readonly smsUrl: string;
  readonly phoneFaults?: PhoneFaults;
  readonly deepgramFaults?: DeepgramFaults;
}

export interface World {
  readonly phone: PhoneNetwork;
  readonly deepgram: DeepgramServer;
  close(): Promise<void>;
}

/** Everything that is not ours: the carrier with its companies and people, and the speech-to-text service that overhears them. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const { clock, seed, speech, people, parties = {} } = options;
  const companies = new Map(
    (options.companies ?? Object.values(builtInCompanies)).map((company) => [company.number, company]),
  );
  const deepgram = await startDeepgram({
    clock,
    seed,
    ...(options.deepgramFaults ? { faults: options.deepgramFaults } : {}),
  });
  let calls = 0;
  let sentences = 0;

  const partyAt = (number: string): Party | null => {
    const partySeed = seedOf(seed, number, calls++);
    const company = companies.get(number);
    if (company) {
      const hold = options.holdMs === undefined ? {} : { holdMs: options.holdMs };
      return companyParty(company, { seed: partySeed, speech, ...hold });
    }
    const device = people[number];
    return device ? person({ seed: partySeed, speech, ...device }) : (parties[number]?.() ?? null);
  };

  const phone = await startPhoneNetwork({
    clock,
    accountSid: ACCOUNT_SID,
    authToken: options.authToken,
    seed: String(seed),
    resolveOrigin: options.resolveOrigin,
    numbers: [{ phoneNumber: OUR_NUMBER, friendlyName: 'Hold Slayer', smsUrl: options.smsUrl }],
    parties: (number) => {
      const party = partyAt(number);
      return party && overheardParty(party, deepgram.spoken, `${number} ${calls}`);
    },
    voice: (text) => {
      const sentence = sentenceOf(speech(text, SAY_VOICE));
      overheardSentence(sentence, deepgram.spoken, `say ${sentences++}`);
      return sentence;
    },
    callsPerSecond: 100,
    ...(options.phoneFaults ? { faults: options.phoneFaults } : {}),
  });

  return {
    phone,
    deepgram,
    close: async () => {
      await phone.close();
      await deepgram.close();
    },
  };
}
