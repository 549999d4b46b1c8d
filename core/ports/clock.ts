/**
 * Wall-clock time for the shells (Lambdas, worker, the one-machine stack). `core` never asks for the time: it is told.
 * On AWS this is the system clock. On one machine it may run N times faster (`--speed N`), so whoever waits, waits here.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds of this clock; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `act` once after `ms` milliseconds of this clock. The returned function cancels it. */
  after(ms: number, act: () => void): () => void;
}
