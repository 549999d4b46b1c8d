import type { CallId } from '#core/contracts/ids.ts';

/** Which stream workers there are. All methods may throw StoreUnavailable; a repeat does no harm. */
export interface Roster {
  /** This worker lives; said again before `ROSTER_VALID_MS` are over. */
  enter(workerUrl: string, now: number): Promise<void>;
  leave(workerUrl: string): Promise<void>;
  /** Those that live, in order of their addresses. */
  all(now: number): Promise<readonly string[]>;
}

/** Whoever has not said for so long that it lives is not among the workers any more. */
export const ROSTER_VALID_MS = 30_000;

/** The calls whose company a worker hears. */
export interface HeardCalls {
  /** Another one whenever the calls are others. */
  readonly version: string;
  readonly calls: readonly { readonly callId: CallId; readonly epoch: number }[];
}

/** How one worker asks another one whom it hears. */
export interface PeerLink {
  /** @param known the version that is known already @returns null: no answer within half a second. Never throws. */
  heardBy(workerUrl: string, known: string | null): Promise<HeardCalls | 'same' | null>;
}
