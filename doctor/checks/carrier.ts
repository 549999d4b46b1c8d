import twilio from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient.js';
import { faultOf } from '#adapters/twilio/faults.ts';
import { twilioRequests } from '#adapters/twilio/requests.ts';
import { type Check, needed, ok, type Verdict, wrong } from '../check.ts';
import { reasonOf } from '../examine.ts';
import type { Place } from '../place.ts';

const TIMEOUT_MS = 8_000;
/** The company's leg and one device. */
const LEGS_A_CALL = 2;
const inConsole = 'https://console.twilio.com';

/** Twilio: the account, how much it may do at once, our number and where its messages go. */
export function carrierChecks({
  twilio: { accountSid, number, apiUrl },
  secrets,
  installed,
  callsAtOnce,
  countries,
}: Place): Check[] {
  const client = needed('the auth token is not known', async () => {
    const { TWILIO_AUTH_TOKEN: token = '' } = await secrets();
    return twilio(accountSid, token, {
      httpClient: twilioRequests(apiUrl, TIMEOUT_MS) as RequestClient,
    });
  });
  const account = needed('the Twilio account cannot be read', async () =>
    (await client()).api.v2010.accounts(accountSid).fetch(),
  );
  const owned = needed('the number is not there', async () => {
    await account();
    const [found] = await (await client()).incomingPhoneNumbers.list({ phoneNumber: number, limit: 1 });
    return found ?? null;
  });

  const lookAtAccount = async (): Promise<Verdict> => {
    const { status, type, friendlyName } = await (await client()).api.v2010.accounts(accountSid).fetch();
    if (status !== 'active')
      return wrong(`${accountSid} is ${status}`, `Twilio does nothing for it: see why at ${inConsole}.`);
    if (type === 'Trial')
      return wrong(`${friendlyName} is a trial account`, 'It calls verified numbers only, for 10 minutes: upgrade it.');
    return ok(`${friendlyName}, active`);
  };

  const lookAtConcurrency = async (): Promise<Verdict> => {
    await account();
    const api = await client();
    const [profile] = await api.trusthub.v1.customerProfiles.list({ status: 'twilio-approved', limit: 1 });
    const live = await api.calls.list({ status: 'in-progress', limit: 1000 });
    if (!profile)
      return wrong(
        `no approved business profile: Twilio may allow 2 or 3 legs at once, and a call needs ${LEGS_A_CALL}, a person's calls ${callsAtOnce * LEGS_A_CALL}`,
        `Register one (${inConsole}/us1/account/trust-hub), then ask support for the calls a second that docs/operations.md names.`,
      );
    return ok(`business profile approved; ${live.length} legs are up now`);
  };

  const lookAtCountries = async (): Promise<Verdict> => {
    await account();
    const { dialingPermissions } = (await client()).voice.v1;
    const allowed = await Promise.all(
      countries.map(async (country) => (await dialingPermissions.countries(country).fetch()).lowRiskNumbersEnabled),
    );
    const closed = countries.filter((_, index) => !allowed[index]);
    if (closed.length === 0) return ok(`${countries.join(', ')} may be called`);
    return wrong(
      `Twilio does not call ${closed.join(', ')}, which newOwners.countries allows`,
      'Allow them under Voice > Settings > Geographic permissions, or take them out of the settings.',
    );
  };

  const lookAtNumber = async (): Promise<Verdict> => {
    const found = await owned();
    if (!found)
      return wrong(`${number} is not a number of this account`, 'Buy it, or set twilioNumber to one of the account.');
    const { voice = false, sms = false } = found.capabilities;
    const missing = [...(voice ? [] : ['call']), ...(sms ? [] : ['text'])];
    return missing.length === 0
      ? ok(`${number} can call and text`)
      : wrong(`${number} cannot ${missing.join(' or ')}`, 'Choose one with voice and SMS, and set twilioNumber to it.');
  };

  const lookAtWebhook = async (): Promise<Verdict> => {
    const { publicApiUrl } = await installed();
    const found = await owned();
    const wanted = `${publicApiUrl}/twilio/sms`;
    const remedy = `Set "A message comes in" of the number to ${wanted} (POST).`;
    if (!found) return wrong('there is no number whose messages could come', 'First the line above.');
    if (found.smsApplicationSid) return wrong('messages go to a TwiML application instead of a URL', remedy);
    if (found.smsUrl !== wanted) return wrong(`messages go to ${found.smsUrl || 'nowhere'}`, remedy);
    return found.smsMethod === 'POST'
      ? ok(`messages go to ${wanted}`)
      : wrong(`messages come by ${found.smsMethod}`, remedy);
  };

  return [
    { name: 'twilio account', look: () => lookAtAccount().catch(refusalOf(accountSid)) },
    { name: 'twilio concurrency', look: lookAtConcurrency },
    { name: 'twilio countries', look: lookAtCountries },
    { name: 'twilio number', look: lookAtNumber },
    { name: 'message webhook', look: lookAtWebhook },
  ];
}

/** Wrong credentials are the fault that all begin with. */
function refusalOf(accountSid: string) {
  return (error: unknown): Verdict => {
    const fault = faultOf(error);
    if (fault.kind !== 'refused') throw error;
    if (fault.status !== 401 && fault.status !== 404)
      return wrong(`Twilio refuses: ${reasonOf(error)}`, `See ${inConsole}.`);
    return wrong(
      `Twilio does not accept the auth token for ${accountSid}`,
      'Copy account SID and auth token from the console: twilioAccountSid in the settings, TWILIO_AUTH_TOKEN in the secret.',
    );
  };
}
