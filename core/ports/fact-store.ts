import type { CallId } from '#core/contracts/ids.ts';

/**
 * What a person gave for one call: an account number, a date of birth. Values are readable only through this port, which keeps them
 * encrypted; they are never logged, never in events, never sent to a model. What was kept under another key is as not given: the call asks again.
 * All methods may throw StoreUnavailable and are safe to repeat.
 */
export interface FactStore {
  put(callId: CallId, facts: Readonly<Record<string, string>>): Promise<void>;
  /** Names only, in alphabetical order. */
  names(callId: CallId): Promise<readonly string[]>;
  /** Values by name. */
  all(callId: CallId): Promise<Readonly<Record<string, string>>>;
  /** The call is over. */
  forget(callId: CallId): Promise<void>;
}
