import RequestClient from 'twilio/lib/base/RequestClient.js';
import Twilio from 'twilio/lib/rest/Twilio.js';

export type TwilioClient = InstanceType<typeof Twilio>;

const twilioApi = 'https://api.twilio.com';

/** Sends what is meant for Twilio to another address. The library itself can only rewrite parts of the host's name. */
class RedirectedRequests extends RequestClient {
  readonly #apiBaseUrl: string;

  constructor(apiBaseUrl: string, timeoutMs: number) {
    super({ timeout: timeoutMs });
    this.#apiBaseUrl = apiBaseUrl.replace(/\/$/, '');
  }

  override request<T>(options: RequestClient.RequestOptions<T>) {
    return super.request<T>({ ...options, uri: options.uri.replace(twilioApi, this.#apiBaseUrl) });
  }
}

export interface TwilioClientOptions {
  readonly accountSid: string;
  readonly authToken: string;
  /** Instead of https://api.twilio.com, for the phone network of one machine. */
  readonly apiBaseUrl?: string | undefined;
  /** How long one request may take. Default 10 s. */
  readonly timeoutMs?: number | undefined;
}

/** The vendor's client. It tries once; the adapters know which requests may be repeated. */
export function createTwilioClient({
  accountSid,
  authToken,
  apiBaseUrl = twilioApi,
  timeoutMs = 10_000,
}: TwilioClientOptions): TwilioClient {
  return new Twilio(accountSid, authToken, { httpClient: new RedirectedRequests(apiBaseUrl, timeoutMs) });
}
