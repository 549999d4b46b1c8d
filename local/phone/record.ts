export type CallStatus =
  | 'queued'
  | 'initiated'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'failed'
  | 'no-answer'
  | 'canceled';

/** One leg as the network saw it. Times are ms since the Unix epoch, on the network's clock. */
export interface CallEntry {
  readonly sid: string;
  readonly parentSid: string | null;
  readonly from: string;
  readonly to: string;
  readonly direction: 'outbound-api' | 'outbound-dial';
  readonly statuses: { readonly status: CallStatus; readonly atMs: number }[];
  answeredAtMs: number | null;
  endedAtMs: number | null;
  /** What ended it, in words: "party hung up", "twiml ended", "rest", ... */
  endedBy: string | null;
  sipResponseCode: number | null;
  /** Digits whose tones the party heard to their end. */
  readonly digitsHeard: { readonly digits: string; readonly atMs: number }[];
  /** Digits that the party pressed. */
  readonly digitsPressed: { readonly digits: string; readonly atMs: number }[];
  /** Sentences that the party heard to their end. */
  readonly saidToParty: { readonly text: string; readonly atMs: number }[];
  /** Each document that a leg was given: by REST, or by an answer to a webhook. */
  readonly documents: { readonly by: 'create' | 'update' | 'webhook'; readonly twiml: string; readonly atMs: number }[];
}

/** Who could hear whom: a `<Dial>` to one leg, or a conference. */
export interface BridgeEntry {
  readonly kind: 'dial' | 'conference';
  /** SID of the conference, or of the leg that dialled. */
  readonly sid: string;
  readonly name: string | null;
  readonly presences: { readonly callSid: string; readonly fromMs: number; toMs: number | null }[];
}

export interface RestEntry {
  readonly method: string;
  /** Path below the account, e.g. `/Calls.json`. */
  readonly path: string;
  readonly params: Readonly<Record<string, string | readonly string[]>>;
  readonly atMs: number;
  /** Null while unanswered, and for ever when a fault kept the answer back. */
  status: number | null;
  code: number | null;
}

export type WebhookKind =
  | 'voice'
  | 'fallback'
  | 'call-status'
  | 'stream-status'
  | 'gather'
  | 'dial-action'
  | 'conference-status'
  | 'audio'
  | 'sms'
  | 'sms-status';

export interface WebhookEntry {
  readonly kind: WebhookKind;
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  readonly idempotencyToken: string;
  readonly createdAtMs: number;
  /** Each time that it was really sent. `outcome`: an HTTP status, or why there was none. */
  readonly attempts: { readonly atMs: number; outcome: number | 'timeout' | 'unreachable' | null }[];
  lost: boolean;
}

export interface StreamEntry {
  readonly sid: string;
  readonly callSid: string;
  readonly name: string;
  readonly url: string;
  readonly kind: 'one-way' | 'two-way';
  readonly tracks: readonly string[];
  readonly createdAtMs: number;
  startedAtMs: number | null;
  endedAtMs: number | null;
  endedBy: string | null;
  framesSent: number;
}

export interface MessageEntry {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-reply';
  readonly atMs: number;
  status: string;
}

/** What Twilio's debugger would list. */
export interface AlertEntry {
  readonly code: number;
  readonly text: string;
  readonly callSid: string | null;
  readonly atMs: number;
}

/** Everything that happened in the network, for tests to hold against what the product claims. Only the network writes. */
export interface PhoneRecord {
  readonly calls: CallEntry[];
  readonly bridges: BridgeEntry[];
  readonly requests: RestEntry[];
  readonly webhooks: WebhookEntry[];
  readonly streams: StreamEntry[];
  readonly messages: MessageEntry[];
  readonly alerts: AlertEntry[];
}

export function emptyRecord(): PhoneRecord {
  return { calls: [], bridges: [], requests: [], webhooks: [], streams: [], messages: [], alerts: [] };
}
