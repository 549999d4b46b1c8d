import type { CallPatch, CallRecord, CallRequest, DeviceLeg } from '#core/contracts/call-record.ts';
import type { CallEvent, Happening } from '#core/contracts/events.ts';
import type { CallId, CallSid, EventId, OwnerId } from '#core/contracts/ids.ts';
import type { CallState } from '#core/contracts/outcome.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import type { MediaMs } from '#core/media/media-clock.ts';

export interface NewEvent {
  /** Give one where the same happening may be told twice (a repeated webhook); else it is made from time and chance. */
  readonly eventId?: EventId;
  readonly at: number;
  readonly mediaMs?: MediaMs | null;
  readonly what: Happening;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Give it back to get the next page; null = that was all. */
  readonly next: string | null;
}

/**
 * Call records and their event logs. All methods may throw StoreUnavailable. Reads are consistent, save lists and counts, which may lag by about a
 * second. A claim whose answer was lost on the way is won by whoever made it; made anew by somebody else it is lost. What another version of us wrote and
 * this one cannot read (after a deployment was taken back) is left out of logs and lists; asked for by its name, it is a ZodError.
 */
export interface CallStore {
  /** Creates the record (state `requested`, attempt 0). False when that call exists already. */
  create(call: { callId: CallId; ownerId: OwnerId; createdAt: number; request: CallRequest }): Promise<boolean>;
  get(callId: CallId): Promise<CallRecord | null>;
  /** The owner's calls, newest first. `after`: the `next` of the page before; that of somebody else gives an empty page. */
  list(ownerId: OwnerId, page: { limit: number; after: string | null }): Promise<Page<CallRecord>>;
  /** All calls that are not finished, of all owners (for the reaper and the worker's drain). */
  listLive(page: { limit: number; after: string | null }): Promise<Page<CallRecord>>;
  /** How many calls of the owner began at or after `sinceMs`, and how many are not finished. */
  count(ownerId: OwnerId, sinceMs: number): Promise<{ since: number; live: number }>;

  /** Sets fields whatever they are now. Never revives a finished call: false when it is finished, or when `attempt` is given and over. */
  patch(callId: CallId, patch: CallPatch, attempt?: number): Promise<boolean>;
  /** Claims dial attempt number `attempt` (exactly the next one), clears the leg of the one before (companyCallSid, answeredAt, legEndedAt, workerUrl, streamStartedAt) and raises the epoch. False = it was claimed before, or the end has begun. */
  claimDial(callId: CallId, attempt: number, at: number): Promise<{ claimed: boolean; call: CallRecord }>;
  /** Claims the same attempt anew, when the dial of the claim that was made at `claimedAt` had no effect. False = somebody else did, or the end has begun. */
  claimDialAgain(callId: CallId, claimedAt: number, at: number): Promise<boolean>;
  /** The end begins, if it has not before. @returns the record with the time at which it began */
  beginEnd(callId: CallId, at: number): Promise<CallRecord>;
  /** Ties the company's leg to the call, once per attempt. False = another leg is tied to this attempt, or the leg to another call. */
  tieCompanyLeg(callId: CallId, callSid: CallSid): Promise<boolean>;
  /** Claims the company leg for one TwiML update. False = another update came first, the leg is busy at `now`, or the end has begun. */
  claimLeg(callId: CallId, revision: number, now: number, busyUntil: number): Promise<boolean>;
  /** Moves the end of what sounds, for the update that claimed the leg under `revision`. False = another one came after it. */
  prolongLeg(callId: CallId, revision: number, busyUntil: number): Promise<boolean>;
  /** Raises the epoch from exactly `epoch`. Null = somebody else did. */
  raiseEpoch(callId: CallId, epoch: number): Promise<number | null>;
  /** A worker takes the call under `epoch`. Null = that epoch is over. The first `streamStartedAt` of an attempt stays: media time goes on. */
  attachWorker(callId: CallId, epoch: number, workerUrl: string, streamStartedAt: number): Promise<CallRecord | null>;
  /**
   * A step begins to wait, and the call is in its state. Safe to repeat while it waits. False = this token waited before and was told, a step that began
   * later has waited, or the call is finished: nothing is changed then.
   */
  enterWaiting(callId: CallId, waiting: Waiting, state: CallState): Promise<boolean>;
  /** Clears `waiting` if it still holds this token. True for exactly one caller. */
  settleWaiting(callId: CallId, token: string): Promise<boolean>;

  /** Begins the next round of the hunt. */
  beginReach(callId: CallId, round: number, deviceIds: readonly string[]): Promise<boolean>;
  /** Sets the state of one device's leg in the round; `from` = only if it is one of these now. False = it is not. */
  setDeviceLeg(
    callId: CallId,
    round: number,
    deviceId: string,
    to: { state: DeviceLeg['state']; callSid?: CallSid },
    from?: readonly DeviceLeg['state'][],
  ): Promise<boolean>;
  /** First accept wins. True for exactly one device of the round, and for that one again; for none when the end has begun. */
  claimWinner(callId: CallId, round: number, deviceId: string): Promise<boolean>;

  /**
   * Appends to the log. Idempotent on `eventId`: false = it was there, or it came after the end and does not belong there (`mayFollow`).
   * @throws {ZodError} it is not of the contract, and would make the log unreadable: a bug
   */
  append(callId: CallId, event: NewEvent): Promise<boolean>;
  /** The log in order of time; what one process appended within a millisecond, in the order in which it did. */
  events(callId: CallId): Promise<readonly CallEvent[]>;
  event(callId: CallId, eventId: EventId): Promise<CallEvent | null>;
}
