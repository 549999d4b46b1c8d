import BaseTwilio from 'twilio/lib/base/BaseTwilio.js';
import Domain from 'twilio/lib/base/Domain.js';
import type RequestClient from 'twilio/lib/base/RequestClient.js';
import Version from 'twilio/lib/base/Version.js';
import type V2010 from 'twilio/lib/rest/api/V2010.js';
import { CallListInstance } from 'twilio/lib/rest/api/v2010/account/call.js';
import { MessageListInstance } from 'twilio/lib/rest/api/v2010/account/message.js';
import { type TwilioRequests, twilioRequests } from './requests.ts';

/** The two resources of Twilio's API that we use, of the vendor's library. */
export interface TwilioClient {
  readonly calls: CallListInstance;
  readonly messages: MessageListInstance;
}

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
  const client = new BaseTwilio.Client(accountSid, authToken, { httpClient: httpClient as RequestClient });
  const domain = new (exported(Domain))(client, twilioApi);
  const version = new (exported(Version))(domain, '2010-04-01') as V2010.default;
  return { calls: CallListInstance(version, accountSid), messages: MessageListInstance(version, accountSid) };
}
