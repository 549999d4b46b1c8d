import type { CallAttempt, RingPlan } from './party.ts';
import type { WebhookKind } from './record.ts';
import { seededDraw } from './seeded.ts';

export interface WebhookAbout {
  readonly kind: WebhookKind;
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  /** How many of this kind there were before. */
  readonly before: number;
}

/** What becomes of a webhook. */
export interface WebhookFate {
  readonly lateMs?: number;
  /** Delivered this many times more, with the same idempotency token. The first answer counts. */
  readonly repeated?: number;
  /** Never delivered: a status callback is gone, a request for TwiML fails like a time-out. */
  readonly lost?: boolean;
}

export interface RestAbout {
  readonly method: string;
  /** Below the account: `/Calls.json`, `/Calls/CA.../Streams.json`. */
  readonly path: string;
  readonly params: Readonly<Record<string, string | readonly string[]>>;
  /** How many requests to the same method and path there were before. */
  readonly before: number;
}

/** What becomes of a REST request. `effect`: whether the network did what was asked all the same. */
export type RestFate =
  | { readonly kind: 'answer'; readonly status: 429 | 500 | 502 | 503; readonly effect?: boolean }
  /** No answer ever comes. */
  | { readonly kind: 'silence'; readonly effect?: boolean }
  /** The connection is cut instead of an answer. */
  | { readonly kind: 'cut'; readonly effect?: boolean };

export interface StreamAbout {
  readonly callSid: string;
  readonly url: string;
  /** How many streams were tried before. */
  readonly before: number;
}

/** What goes wrong. Every member may be replaced while the network runs; one that is undefined means: nothing goes wrong there. */
export interface PhoneFaults {
  webhook?: ((about: WebhookAbout) => WebhookFate | undefined) | undefined;
  rest?: ((about: RestAbout) => RestFate | undefined) | undefined;
  /** `refused`: the handshake is answered by something that is no WebSocket server (31920). `unreachable`: by nobody (31901). */
  stream?: ((about: StreamAbout) => 'refused' | 'unreachable' | undefined) | undefined;
  /** Overrules the party: busy, no answer, failed, early answer. */
  ring?: ((attempt: CallAttempt) => RingPlan | undefined) | undefined;
  /** A Twilio error code with which a number is refused before it is dialled: 21215, 21216, 13227 ... */
  refusedNumber?: ((to: string) => number | undefined) | undefined;
}

export interface WebhookRates {
  /** Chances from 0 to 1. */
  readonly late?: number;
  readonly repeated?: number;
  readonly lost?: number;
  /** Longest delay. Default 4000. */
  readonly lateMs?: number;
  /** Which webhooks are hit. Default: status callbacks only, since a lost request for TwiML ends the call. */
  readonly kinds?: readonly WebhookKind[];
}

const STATUS_KINDS: readonly WebhookKind[] = ['call-status', 'stream-status', 'conference-status', 'sms-status'];

/** Webhooks that go wrong by chance; the seed fixes which. */
export function unreliableWebhooks(seed: string, rates: WebhookRates): NonNullable<PhoneFaults['webhook']> {
  const draw = seededDraw(`${seed}/unreliable-webhooks`);
  const { late = 0, repeated = 0, lost = 0, lateMs = 4000, kinds = STATUS_KINDS } = rates;
  return ({ kind }) => {
    if (!kinds.includes(kind)) return undefined;
    if (draw.fraction() < lost) return { lost: true };
    return {
      ...(draw.fraction() < late ? { lateMs: draw.between(1, lateMs) } : {}),
      ...(draw.fraction() < repeated ? { repeated: draw.between(1, 2) } : {}),
    };
  };
}

/** The first `count` streams fail to connect. */
export function failingStreams(
  count: number,
  how: 'refused' | 'unreachable' = 'refused',
): NonNullable<PhoneFaults['stream']> {
  return ({ before }) => (before < count ? how : undefined);
}
