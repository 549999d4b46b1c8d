import type { Sounding } from '../twiml/sounding.ts';
import type { Leg } from './leg.ts';

export interface StatusCallback {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  /** `completed` stands for every way to end. */
  readonly events: ReadonlySet<string>;
}

/** How a leg is to be placed. */
export interface LegOrder {
  readonly to: string;
  readonly from: string;
  /** The leg whose `<Dial>` asked for this one; null for a call that REST asked for. */
  readonly parentSid: string | null;
  readonly ringSeconds: number;
  readonly timeLimitSeconds: number;
  readonly statusCallback: StatusCallback | null;
  /** What the leg does once it is answered. The leg ends with it. */
  readonly onAnswer: (leg: Leg) => Sounding;
}

const EVENTS = ['initiated', 'ringing', 'answered', 'completed'];

/**
 * The events that a caller asked for. Twilio takes each as a form field of its own; a value that is none of them (several in one field,
 * a JSON list) is accepted, and then no callback ever comes.
 */
export function readEvents(values: readonly string[]): ReadonlySet<string> {
  if (values.length === 0) return new Set(['completed']);
  return values.every((value) => EVENTS.includes(value)) ? new Set(values) : new Set();
}
