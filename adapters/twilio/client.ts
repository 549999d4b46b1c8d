import BaseTwilio from 'twilio/lib/base/BaseTwilio.js';
import Domain from 'twilio/lib/base/Domain.js';
import type RequestClient from 'twilio/lib/base/RequestClient.js';
import Version from 'twilio/lib/base/Version.js';
import type V2010 from 'twilio/lib/rest/api/V2010.js';
import { CallListInstance } from 'twilio/lib/rest/api/v2010/account/call.js';
import { ConferenceListInstance } from 'twilio/lib/rest/api/v2010/account/conference.js';
import { MessageListInstance } from 'twilio/lib/rest/api/v2010/account/message.js';
import { type TwilioRequests, twilioRequests } from './requests.ts';

/** What of Twilio's API that we use, of the vendor's library. */
export interface TwilioClient {
  readonly calls: CallListInstance;
  /** The same calls, for what somebody on the line is waiting for: an answer is not waited for as long. */
  readonly waitedFor: CallListInstance;
  /** Asked while an agent waits, and so over the same. */
  readonly conferences: ConferenceListInstance;
  readonly messages: MessageListInstance;
}

/**
 * Ms until a request is given up that somebody on the line is waiting for, and that may be sent again. Twilio answers in a few tenths of a second; an
 * agent who is left in silence for 15 s hangs up.
 */
const WAITED_FOR_MS = 4_000;

const twilioApi = 'https://api.twilio.com';

/** CommonJS with an export named `default`: some loaders unwrap it, Node does not. */
function exported<T extends object>(module: T | { readonly default: T }): T {
  return 'default' in module ? module.default : module;
}

export interface TwilioClientOptions {
  readonly accountSid: string;
  readonly authToken: string;
  /** Instead of https://api.twilio.com, for the phone network of one machine. */
  readonly apiBaseUrl?: string | undefined;
  /** How long one request may take. Default 10 s. */
  readonly timeoutMs?: number | undefined;
  /** Sends the requests. Default: over HTTPS. */
  readonly httpClient?: TwilioRequests | undefined;
}

/**
 * The vendor's client. It tries once; the adapters know which requests may be repeated. Put together of the library's parts, as its own
 * `Twilio` class does for every product there is: that class weighs 3.5 MB, which each Lambda would read at each cold start.
 */
export function createTwilioClient({
  accountSid,
  authToken,
  apiBaseUrl,
  timeoutMs = 10_000,
  httpClient = twilioRequests(apiBaseUrl, timeoutMs),
}: TwilioClientOptions): TwilioClient {
  const versionOver = (requests: TwilioRequests): V2010.default => {
    const client = new BaseTwilio.Client(accountSid, authToken, { httpClient: requests as RequestClient });
    const domain = new (exported(Domain))(client, twilioApi);
    return new (exported(Version))(domain, '2010-04-01') as V2010.default;
  };
  const version = versionOver(httpClient);
  const timeout = Math.min(WAITED_FOR_MS, timeoutMs);
  const soon = versionOver({ request: (asked) => httpClient.request({ ...asked, timeout }) });
  return {
    calls: CallListInstance(version, accountSid),
    waitedFor: CallListInstance(soon, accountSid),
    conferences: ConferenceListInstance(soon, accountSid),
    messages: MessageListInstance(version, accountSid),
  };
}
