import BaseTwilio from 'twilio/lib/base/BaseTwilio.js';
import Domain from 'twilio/lib/base/Domain.js';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import Version from 'twilio/lib/base/Version.js';
import type V2010 from 'twilio/lib/rest/api/V2010.js';
import { CallListInstance } from 'twilio/lib/rest/api/v2010/account/call.js';
import { MessageListInstance } from 'twilio/lib/rest/api/v2010/account/message.js';

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

/** Sends what is meant for any host of Twilio's to another address. The library itself can only rewrite parts of the host's name. */
class RedirectedRequests extends RequestClient {
  readonly #apiBaseUrl: string;

  constructor(apiBaseUrl: string, timeoutMs: number) {
    super({ timeout: timeoutMs });
    this.#apiBaseUrl = apiBaseUrl.replace(/\/$/, '');
  }

  override request<T>(options: RequestClient.RequestOptions<T>) {
    return super.request<T>({ ...options, uri: options.uri.replace(/^https:\/\/\w+\.twilio\.com/, this.#apiBaseUrl) });
  }
}

/** Undefined: Twilio's own servers. */
export function redirectedRequests(apiBaseUrl: string | undefined, timeoutMs: number): RequestClient {
  return apiBaseUrl === undefined
    ? new RequestClient({ timeout: timeoutMs })
    : new RedirectedRequests(apiBaseUrl, timeoutMs);
}

export interface TwilioClientOptions {
  readonly accountSid: string;
  readonly authToken: string;
  /** Instead of https://api.twilio.com, for the phone network of one machine. */
  readonly apiBaseUrl?: string | undefined;
  /** How long one request may take. Default 10 s. */
  readonly timeoutMs?: number | undefined;
  /** Sends the requests. Default: the vendor's own, over HTTPS. */
  readonly httpClient?: RequestClient | undefined;
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
  httpClient = redirectedRequests(apiBaseUrl, timeoutMs),
}: TwilioClientOptions): TwilioClient {
  const client = new BaseTwilio.Client(accountSid, authToken, { httpClient });
  const domain = new (exported(Domain))(client, twilioApi);
  const version = new (exported(Version))(domain, '2010-04-01') as V2010.default;
  return { calls: CallListInstance(version, accountSid), messages: MessageListInstance(version, accountSid) };
}
