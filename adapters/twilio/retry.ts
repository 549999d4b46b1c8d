import type { Clock } from '#core/ports/clock.ts';
import { type Fault, faultOf } from './faults.ts';

export interface RetryOptions {
  readonly clock: Clock;
  /** Tries in all. Default 4. */
  readonly tries?: number;
  /** Before the second try; doubles each time. Default 200 ms. */
  readonly firstBackoffMs?: number;
  /** No further try is begun when this much has gone by. Default 10 s, one timeout. */
  readonly budgetMs?: number;
  /** 0 to 1, spreads the tries of many calls. */
  readonly chance?: () => number;
}

/** `idempotent`: may be sent again when it is unknown whether it had an effect. `once`: only when it had none (429). */
export type Repeat = 'idempotent' | 'once';

function mayRepeat(fault: Fault, repeat: Repeat): boolean {
  return fault.kind === 'too_fast' || (fault.kind === 'unknown_effect' && repeat === 'idempotent');
}

/** Sends a request again where that can help and does no harm. Throws what the last try threw. */
export async function withRetries<T>(options: RetryOptions, repeat: Repeat, request: () => Promise<T>): Promise<T> {
  const { clock, tries = 4, firstBackoffMs = 200, budgetMs = 10_000, chance = Math.random } = options;
  const startedAt = clock.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request();
    } catch (error) {
      const backoffMs = firstBackoffMs * 2 ** (attempt - 1) * (0.5 + chance() / 2);
      const late = clock.now() - startedAt + backoffMs > budgetMs;
      if (attempt >= tries || late || !mayRepeat(faultOf(error), repeat)) throw error;
      await clock.sleep(backoffMs);
    }
  }
}
