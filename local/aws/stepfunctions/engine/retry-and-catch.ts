import type { Catcher, Retrier } from '../asl/definition.ts';
import type { StateFailure } from './state-failure.ts';

/**
 * Does a name in ErrorEquals mean this failure? Rules of the Developer Guide ("Handling errors in Step Functions workflows"):
 * States.ALL is everything but States.DataLimitExceeded and States.Runtime; States.TaskFailed is that without States.Timeout;
 * a missed heartbeat answers to States.Timeout and to States.HeartbeatTimeout; States.Runtime can never be handled.
 */
export function matches(name: string, failure: StateFailure): boolean {
  if (failure.error === 'States.Runtime') return false;
  if (name === failure.error) return true;
  if (failure.error === 'States.DataLimitExceeded') return false;
  if (name === 'States.ALL') return true;
  if (name === 'States.HeartbeatTimeout') return failure.heartbeat;
  return name === 'States.TaskFailed' && failure.error !== 'States.Timeout';
}

export interface Retry {
  /** Which retrier it is; each counts for itself. */
  readonly index: number;
  readonly delayMs: number;
}

/**
 * The first retrier that names the failure decides; when its attempts are used up, the failure goes on to Catch.
 * @param used retries used so far, by index of the retrier
 * @param random in [0, 1), drawn only for JitterStrategy FULL
 */
export function nextRetry(
  retriers: readonly Retrier[],
  failure: StateFailure,
  used: readonly number[],
  random: () => number,
): Retry | null {
  const index = retriers.findIndex((retrier) => retrier.ErrorEquals.some((name) => matches(name, failure)));
  const retrier = retriers[index];
  if (!retrier) return null;
  const before = used[index] ?? 0;
  if (before >= retrier.MaxAttempts) return null;
  const grownMs = retrier.IntervalSeconds * 1000 * retrier.BackoffRate ** before;
  const cappedMs = Math.min(grownMs, (retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY) * 1000);
  return { index, delayMs: retrier.JitterStrategy === 'FULL' ? cappedMs * random() : cappedMs };
}

export function findCatcher(catchers: readonly Catcher[], failure: StateFailure): [Catcher, number] | null {
  const index = catchers.findIndex((catcher) => catcher.ErrorEquals.some((name) => matches(name, failure)));
  const catcher = catchers[index];
  return catcher ? [catcher, index] : null;
}
