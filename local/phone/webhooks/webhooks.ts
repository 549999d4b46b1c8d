import twilio from 'twilio';
import type { Clock } from '#core/ports/clock.ts';
import type { PhoneFaults, WebhookFate } from '../faults.ts';
import type { PhoneRecord, WebhookEntry, WebhookKind } from '../record.ts';
import { type ConnectionOverrides, readConnectionOverrides } from './connection-overrides.ts';

export interface Webhook {
  readonly kind: WebhookKind;
  /** The public URL, with Twilio's connection overrides in its fragment or without. */
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly params: Readonly<Record<string, string>>;
  readonly callSid: string | null;
}

export type WebhookAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly contentType: string; readonly body: Uint8Array }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'unreachable' };

/** One request to the product. Rejects when nobody answers, or `signal` is aborted. */
export type SendRequest = (
  request: {
    readonly url: string;
    readonly method: 'GET' | 'POST';
    readonly headers: Readonly<Record<string, string>>;
    /** Null for GET. */
    readonly form: URLSearchParams | null;
  },
  signal: AbortSignal,
) => Promise<Omit<Extract<WebhookAnswer, { kind: 'answered' }>, 'kind'>>;

export interface Webhooks {
  /** Delivers it with signature, retries and faults. Never rejects. Failures are alerts 11200. */
  send(webhook: Webhook): Promise<WebhookAnswer>;
  close(): void;
}

export interface WebhooksOptions {
  readonly clock: Clock;
  readonly authToken: string;
  readonly record: PhoneRecord;
  readonly faults: PhoneFaults;
  readonly resolveOrigin: (publicOrigin: string) => string | null;
  readonly sendRequest: SendRequest;
  readonly idempotencyToken: () => string;
  readonly alert: (code: number, text: string, callSid: string | null) => void;
  /** Holds the clock at real pace until the returned function is called. */
  readonly hold: () => () => void;
}

export function createWebhooks(options: WebhooksOptions): Webhooks {
  const { clock, record, faults, alert } = options;
  const closing = new AbortController();
  const counts = new Map<WebhookKind, number>();

  const send = async (webhook: Webhook): Promise<WebhookAnswer> => {
    const overrides = readConnectionOverrides(webhook.url);
    const before = counts.get(webhook.kind) ?? 0;
    counts.set(webhook.kind, before + 1);
    const fate: WebhookFate =
      faults.webhook?.({ kind: webhook.kind, url: overrides.url, params: webhook.params, before }) ?? {};
    const entry: WebhookEntry = {
      kind: webhook.kind,
      url: overrides.url,
      params: webhook.params,
      idempotencyToken: options.idempotencyToken(),
      createdAtMs: clock.now(),
      attempts: [],
      lost: fate.lost ?? false,
    };
    record.webhooks.push(entry);
    if (fate.lateMs) await clock.sleep(fate.lateMs, closing.signal).catch(() => undefined);
    if (fate.lost) {
      await clock.sleep(overrides.totalMs, closing.signal).catch(() => undefined);
      return { kind: 'timeout' };
    }
    const answer = await attemptAll(webhook, overrides, entry);
    for (let times = fate.repeated ?? 0; times > 0; times--) void attempt(webhook, overrides, entry, overrides.totalMs);
    tellFailure(webhook, answer);
    return answer;
  };

  const attemptAll = async (webhook: Webhook, overrides: ConnectionOverrides, entry: WebhookEntry) => {
    const untilMs = clock.now() + overrides.totalMs;
    let answer = await attempt(webhook, overrides, entry, overrides.totalMs);
    for (let retries = overrides.retries; retries > 0 && worthRetrying(answer, overrides); retries--) {
      const leftMs = untilMs - clock.now();
      if (leftMs <= 0 || closing.signal.aborted) break;
      answer = await attempt(webhook, overrides, entry, leftMs);
    }
    return answer;
  };

  const attempt = async (
    webhook: Webhook,
    overrides: ConnectionOverrides,
    entry: WebhookEntry,
    leftMs: number,
  ): Promise<WebhookAnswer> => {
    const attempted: WebhookEntry['attempts'][number] = { atMs: clock.now(), outcome: null };
    entry.attempts.push(attempted);
    const release = options.hold();
    const timeout = new AbortController();
    const cancelTimeout = clock.after(Math.min(leftMs, overrides.readTimeoutMs), () => timeout.abort());
    try {
      const answer = await request(webhook, overrides.url, entry.idempotencyToken, timeout.signal);
      attempted.outcome = answer.kind === 'answered' ? answer.status : answer.kind;
      return answer;
    } catch {
      attempted.outcome = timeout.signal.aborted ? 'timeout' : 'unreachable';
      return { kind: attempted.outcome };
    } finally {
      cancelTimeout();
      release();
    }
  };

  const request = async (
    webhook: Webhook,
    url: string,
    token: string,
    timeout: AbortSignal,
  ): Promise<WebhookAnswer> => {
    const signedUrl = webhook.method === 'GET' ? withQuery(url, webhook.params) : url;
    const signedParams = webhook.method === 'GET' ? {} : webhook.params;
    const { origin } = new URL(signedUrl);
    const address = options.resolveOrigin(origin);
    if (address === null) return { kind: 'unreachable' };
    const answer = await options.sendRequest(
      {
        url: address + pathOf(signedUrl),
        method: webhook.method,
        headers: {
          'user-agent': 'TwilioProxy/1.1',
          accept: '*/*',
          'i-twilio-idempotency-token': token,
          'x-twilio-signature': twilio.getExpectedTwilioSignature(options.authToken, signedUrl, signedParams),
        },
        form: webhook.method === 'POST' ? new URLSearchParams(webhook.params) : null,
      },
      AbortSignal.any([timeout, closing.signal]),
    );
    return { kind: 'answered', ...answer };
  };

  const tellFailure = (webhook: Webhook, answer: WebhookAnswer) => {
    if (closing.signal.aborted) return;
    if (answer.kind !== 'answered') alert(11200, `${webhook.kind}: ${answer.kind}`, webhook.callSid);
    else if (answer.status >= 400) alert(11200, `${webhook.kind}: HTTP ${answer.status}`, webhook.callSid);
  };

  return { send, close: () => closing.abort(new Error('the phone network is closed')) };
}

export const sendByHttp: SendRequest = async ({ url, method, headers, form }, signal) => {
  const answer = await fetch(url, { method, headers, signal, ...(form ? { body: form } : {}) });
  return {
    status: answer.status,
    contentType: answer.headers.get('content-type') ?? '',
    body: new Uint8Array(await answer.arrayBuffer()),
  };
};

function worthRetrying(answer: WebhookAnswer, { retryOn }: ConnectionOverrides): boolean {
  if (answer.kind === 'unreachable') return retryOn.has('ct');
  if (answer.kind === 'timeout') return retryOn.has('rt');
  if (answer.status >= 500) return retryOn.has('5xx');
  return answer.status >= 400 && retryOn.has('4xx');
}

function withQuery(url: string, params: Readonly<Record<string, string>>): string {
  if (Object.keys(params).length === 0) return url;
  return `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(params)}`;
}

/** Path and query as they stand in the text: nothing is encoded anew, since the signature covers the text. */
function pathOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, '') || '/';
}
