import type { Device } from '#core/contracts/device.ts';
import type { CallId, CallSid, PhoneNumber } from '#core/contracts/ids.ts';

/** What the company's leg plays next. After it the leg waits in silence; nothing of ours dying ends it. */
export type LegScript =
  | { readonly kind: 'wait' }
  /** `w` is a pause of 0.5 s. */
  | { readonly kind: 'press'; readonly digits: string }
  | { readonly kind: 'say'; readonly text: string }
  /** The keeper: the first sentence at once, the others one by one every `everyMs` as long as nobody took over. */
  | { readonly kind: 'keep'; readonly first: string; readonly later: readonly string[]; readonly everyMs: number }
  | { readonly kind: 'join'; readonly room: string }
  /** A last sentence, then the leg ends. */
  | { readonly kind: 'farewell'; readonly text: string };

export interface DialOrder {
  readonly callId: CallId;
  readonly to: PhoneNumber;
  readonly attempt: number;
  /** The first stream's epoch. */
  readonly epoch: number;
}

export interface StreamOrder {
  readonly callId: CallId;
  readonly epoch: number;
  /** `inbound` = what the company says, `outbound` = what is played to it (the person, once bridged). */
  readonly track: 'inbound' | 'outbound';
}

export interface DeviceOrder {
  readonly callId: CallId;
  readonly round: number;
  readonly device: Device;
  /** What is said to whoever picks up, before a key is asked for (core/people/sentences.ts). */
  readonly announcement: string;
}

export interface LegStatus {
  readonly callSid: CallSid;
  readonly status:
    | 'queued'
    | 'initiated'
    | 'ringing'
    | 'in-progress'
    | 'completed'
    | 'busy'
    | 'failed'
    | 'no-answer'
    | 'canceled';
  readonly seconds: number | null;
}

/**
 * The carrier. All methods may throw CarrierUnavailable (outcome unknown). Those on a leg throw LegEnded when it is over. Repeats are safe
 * unless said otherwise; updates of one leg must be serialised by the caller (the later one cuts off the digits of the earlier).
 */
export interface Telephony {
  /** Not idempotent: claim the attempt in CallStore first.
   *  @throws {CallRefused} the number cannot be called; final. */
  dial(order: DialOrder): Promise<CallSid>;
  /** Legs to a number that began at or after `sinceMs` (epoch), newest first; to learn whether a dial of unknown outcome took place. */
  legsTo(number: PhoneNumber, sinceMs: number): Promise<readonly LegStatus[]>;
  status(callSid: CallSid): Promise<LegStatus>;
  /** Replaces what the company's leg plays. The ear stays open. `press`, `say` and `join` are sent once: after CarrierUnavailable they may have had their effect or not. */
  perform(callId: CallId, callSid: CallSid, script: LegScript): Promise<void>;
  attachStream(callSid: CallSid, order: StreamOrder): Promise<void>;
  /** Not idempotent. @throws {CallRefused} */
  ringDevice(order: DeviceOrder): Promise<CallSid>;
  /** A sentence to a device's leg, then it ends. */
  dismissDevice(callSid: CallSid, text: string): Promise<void>;
  /** The legs that are in the room of that name now; none when there is no such room, or no longer. */
  whoIsIn(room: string): Promise<readonly CallSid[]>;
  /** Ends a leg, or cancels it while it still rings. Benign when it is over. */
  hangUp(callSid: CallSid): Promise<void>;
}
