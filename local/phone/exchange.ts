import type { Clock } from '#core/ports/clock.ts';
import type { Voice } from './audio/voice.ts';
import type { Conferences } from './conference/conferences.ts';
import type { PhoneFaults } from './faults.ts';
import type { Leg } from './leg/leg.ts';
import type { LegOrder } from './leg/order.ts';
import type { OwnedNumber } from './numbers.ts';
import type { Party, SpokenWord } from './party.ts';
import type { PhoneRecord } from './record.ts';
import type { AccountStanding } from './rest/account.ts';
import type { Draw, SidKind } from './seeded.ts';
import type { MediaStream } from './streams/media-stream.ts';
import type { StreamOrder } from './streams/order.ts';
import type { OpenStreamSocket } from './streams/socket.ts';
import type { Webhook, WebhookAnswer } from './webhooks/webhooks.ts';

/** The inside of the phone network: what its parts share. */
export interface Exchange {
  readonly accountSid: string;
  readonly authToken: string;
  readonly clock: Clock;
  readonly draw: Draw;
  readonly record: PhoneRecord;
  readonly faults: PhoneFaults;
  readonly numbers: OwnedNumber[];
  readonly standing: AccountStanding;
  /** Legs by SID: those that live, and those that ended. Insertion order is order of creation. */
  readonly legs: Map<string, Leg>;
  readonly streams: Map<string, MediaStream>;
  readonly conferences: Conferences;
  /** `person>number`: who asked by STOP to get no messages from which number. */
  readonly optedOut: Set<string>;
  readonly voice: Voice;
  sid(kind: SidKind): string;
  parties(number: string): Party | null;
  /** The address at which a public origin is reached; null: no such host. */
  resolveOrigin(publicOrigin: string): string | null;
  /** Begins a leg. It rings when its turn in the queue comes. */
  dial(order: LegOrder): Leg;
  openStream(leg: Leg, order: StreamOrder): MediaStream;
  readonly openSocket: OpenStreamSocket;
  send(webhook: Webhook): Promise<WebhookAnswer>;
  alert(code: number, text: string, callSid: string | null): void;
  /** Holds the clock at real pace until the returned function is called. */
  hold(): () => void;
  onSpoken(frame: Uint8Array, words: readonly SpokenWord[]): void;
  /** The next moment at which the account may start a call (calls per second), claimed for the caller. */
  claimStartMs(): number;
  /** How many times this number was rung, this time included. */
  countAttempt(to: string): number;
}
