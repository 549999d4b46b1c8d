/** A moment at which a call may be started. */
export interface Slot {
  readonly startsAt: number;
  /** What the line had been moved back by in all when the slot was given; moved back since, the slot is later by the difference. */
  readonly pushedMs: number;
}

/**
 * The one line that all starts of calls of the carrier's account pass, so that no more begin in a second than it takes. Companies queue up; a
 * person's phone is rung at once, and whoever waits is moved back. All methods may throw StoreUnavailable. A repeat takes another slot: at
 * worst one stays empty.
 */
export interface StartLine {
  /** From one slot to the next. */
  readonly everyMs: number;
  /** Takes the next free slot: `now`, if nobody is before. */
  join(now: number): Promise<Slot>;
  /** Begins the start whose slot is due, so that a slot that was used late is not followed too soon. @returns 0 = begun; else ms until it can be */
  begin(now: number): Promise<number>;
  /** A call starts now, before all that wait. */
  pushIn(now: number): Promise<void>;
  /** By how much the line has been moved back since ever. */
  pushedMs(): Promise<number>;
}
