import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import type RequestClient from 'twilio/lib/base/RequestClient.js';

/** What the vendor's library asks of whoever sends its requests. */
export type TwilioRequests = Pick<RequestClient, 'request'>;

/** As the library's own sender has them. */
const connections = { keepAlive: true, maxSockets: 20, maxTotalSockets: 100, maxFreeSockets: 5 } as const;

/**
 * Sends the requests of the vendor's library over node's own HTTP: once, without following redirects, with a time limit for the whole of it. The
 * library's own sender brings along 160 kB for proxies, multipart bodies and retries, which every cold start would read.
 * @param apiBaseUrl where requests go that are meant for any host of Twilio's; the library itself can only rewrite parts of the host's name
 */
export function twilioRequests(apiBaseUrl: string | undefined, timeoutMs: number): TwilioRequests {
  const base = apiBaseUrl?.replace(/\/$/, '');
  const agents = {
    'https:': new Agent({ ...connections, timeout: timeoutMs }),
    'http:': new PlainAgent({ ...connections, timeout: timeoutMs }),
  } as const;

  return {
    async request<T>(asked: RequestClient.RequestOptions<T>) {
      const { method, uri, username = '', password = '', headers = {}, params, data, timeout = timeoutMs } = asked;
      const url = new URL(base === undefined ? uri : uri.replace(/^https:\/\/\w+\.twilio\.com/, base));
      for (const [name, value] of formOf(params)) url.searchParams.append(name, value);
      const body = formOf(data).toString();
      const isPlain = url.protocol === 'http:';
      const sent = (isPlain ? plainRequest : request)(url, {
        method: method.toUpperCase(),
        agent: agents[isPlain ? 'http:' : 'https:'],
        headers: {
          ...headers,
          Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
          ...(body === '' ? {} : { 'Content-Length': Buffer.byteLength(body) }),
        },
        signal: AbortSignal.timeout(timeout),
      });
      const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
      sent.on('response', resolve).on('error', reject);
      sent.end(body);
      const response = await promise;
      return { statusCode: response.statusCode ?? 0, body: (await text(response)) as T, headers: response.headers };
    },
  };
}

/** Lists are repeated, what is undefined is left out. */
function formOf(fields: unknown): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) form.append(name, String(one));
  }
  return form;
}
