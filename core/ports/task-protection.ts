/** Keeps the machine of a worker from being taken away while it is needed. Both may be repeated. */
export interface TaskProtection {
  /** From now on, replacing what was asked before. @throws {StoreUnavailable} it is not known whether it holds */
  protect(minutes: number): Promise<void>;
  /** @throws {StoreUnavailable} */
  release(): Promise<void>;
}
