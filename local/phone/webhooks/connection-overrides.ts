/** What the fragment of a webhook URL asks for (https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides). */
export interface ConnectionOverrides {
  /** The URL that is requested and signed: without the fragment. */
  readonly url: string;
  /** Attempts after the first one. 0 to 5, default 1. */
  readonly retries: number;
  /** Which failures are worth another attempt. Default: a connection that could not be made (`ct`). */
  readonly retryOn: ReadonlySet<'4xx' | '5xx' | 'ct' | 'rt'>;
  /** Wait for an answer. 100 to 15,000, default 15,000. */
  readonly readTimeoutMs: number;
  /** All attempts together. 100 to 15,000, default 15,000. */
  readonly totalMs: number;
}

const MOST_MS = 15_000;
const ALL = ['4xx', '5xx', 'ct', 'rt'] as const;

/** Reads `#rc=2&rp=ct,rt,5xx` off a URL. Values out of range count as not given. */
export function readConnectionOverrides(urlWithFragment: string): ConnectionOverrides {
  const [url = '', fragment = ''] = urlWithFragment.split('#', 2);
  const given = new URLSearchParams(fragment);
  const policies = (given.get('rp') ?? 'ct').split(',');
  return {
    url,
    retries: wholeNumber(given.get('rc'), 0, 5) ?? 1,
    retryOn: new Set(ALL.filter((policy) => policies.includes('all') || policies.includes(policy))),
    readTimeoutMs: wholeNumber(given.get('rt'), 100, MOST_MS) ?? MOST_MS,
    totalMs: wholeNumber(given.get('tt'), 100, MOST_MS) ?? MOST_MS,
  };
}

function wholeNumber(text: string | null, least: number, most: number): number | undefined {
  if (text === null || !/^\d+$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}
