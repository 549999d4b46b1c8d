import RequestClient from 'twilio/lib/base/RequestClient.js';
import type { Clock } from '#core/ports/clock.ts';
import type { PhoneNetwork } from '#local/phone/network.ts';
import type { Fates } from '#tests/simulation/fates.ts';

const TIMEOUT_MS = 10_000;
const USUAL_MS = [15, 60] as const;

/** The vendor's client library with the phone network right behind it. */
export class RequestsWithinTheProcess extends RequestClient {
  readonly #network: () => PhoneNetwork;
  readonly #clock: Clock;
  readonly #fates: Fates;

  constructor(network: () => PhoneNetwork, clock: Clock, fates: Fates) {
    super();
    this.#network = network;
    this.#clock = clock;
    this.#fates = fates;
  }

  override async request<T>(
    options: RequestClient.RequestOptions<T>,
  ): ReturnType<typeof RequestClient.prototype.request<T>> {
    const { method, uri, username = '', password = '', params, data, timeout = TIMEOUT_MS } = options;
    const [least, most] = USUAL_MS;
    const halfMs = (least + (most - least) * this.#fates.draw(`carrier ${method} ${uri}`)) / 2;
    await this.#clock.sleep(halfMs);
    const query = formOf(params).toString();
    const reply = this.#network().rest({
      method: method.toUpperCase(),
      url: uri.replace('https://api.twilio.com', '') + (query ? `?${query}` : ''),
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      body: formOf(data).toString(),
    });
    await this.#clock.sleep(reply.kind === 'silence' ? timeout : halfMs);
    if (reply.kind !== 'answer')
      throw new Error(reply.kind === 'cut' ? 'socket hang up' : `timeout of ${timeout}ms exceeded`);
    return { statusCode: reply.status, body: JSON.parse(JSON.stringify(reply.body ?? null)), headers: {} };
  }
}

function formOf(fields: unknown): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) form.append(name, String(one));
  }
  return form;
}
