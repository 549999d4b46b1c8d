import type { Clock } from '#core/ports/clock.ts';
import { type Fault, faultOf } from './faults.ts';

export interface RetryOptions {
  readonly clock: Clock;
  /** 0 to 1, spreads the tries of many calls. */
  readonly chance?: () => number;
}

/** In all. */
const TRIES = 4;
/** Before the second try; doubles each time. */
const FIRST_BACKOFF_MS = 200;
/** No further try is begun when this much has gone by: one timeout. */
const BUDGET_MS = 10_000;

/** `idempotent`: may be sent again when it is unknown whether it had an effect. `once`: only when it had none (429). */
export type Repeat = 'idempotent' | 'once';

function mayRepeat(fault: Fault, repeat: Repeat): boolean {
  return fault.kind === 'too_fast' || (fault.kind === 'unknown_effect' && repeat === 'idempotent');
}

/** Sends a request again where that can help and does no harm. Throws what the last try threw. */
export async function withRetries<T>(options: RetryOptions, repeat: Repeat, request: () => Promise<T>): Promise<T> {
  const { clock, chance = Math.random } = options;
  const startedAt = clock.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request();
    } catch (error) {
      const backoffMs = FIRST_BACKOFF_MS * 2 ** (attempt - 1) * (0.5 + chance() / 2);
      const late = clock.now() - startedAt + backoffMs > BUDGET_MS;
      if (attempt >= TRIES || late || !mayRepeat(faultOf(error), repeat)) throw error;
      await clock.sleep(backoffMs);
    }
  }
}
