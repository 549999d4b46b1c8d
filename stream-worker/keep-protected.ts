import type { Clock } from '#core/ports/clock.ts';
import type { TaskProtection } from '#core/ports/task-protection.ts';
import type { Log } from '#core/ports/telemetry.ts';

const LOOK_EVERY_MS = 5_000;
const MINUTE_MS = 60_000;
/** A worker that dies without a word is not kept for longer. */
const EXPIRES_MINUTES = 15;
const RENEW_AFTER_MS = 10 * MINUTE_MS;
/** A busy worker is never without calls; after so long it lets a deployment go on, which asks for no more than a hand-over. */
const MOST_MS = 50 * MINUTE_MS;
const GAP_MS = 10 * MINUTE_MS;
/** The next call may come at once. */
const IDLE_MS = MINUTE_MS;

export interface KeepProtectedOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly protection: TaskProtection;
  /** Live streams now. */
  readonly streams: () => number;
}

type State =
  | { readonly kind: 'free' }
  | { readonly kind: 'protected'; readonly since: number; readonly renewedAt: number; readonly usedAt: number }
  | { readonly kind: 'gap'; readonly until: number };

/**
 * While a worker has streams, scaling in takes another one. ECS holds back deployments too from what is protected; so once an hour there is a
 * gap, in which an older worker is told to end and hands its calls over. What fails is tried again at the next look: protection spares calls a
 * hand-over, and nothing depends on it.
 * @returns ends the looking
 */
export function keepProtected({ clock, log, protection, streams }: KeepProtectedOptions): () => void {
  let state: State = { kind: 'free' };
  let cancel = () => {};
  let stopped = false;

  const look = async (): Promise<void> => {
    const now = clock.now();
    const isUsed = streams() > 0;
    if (state.kind === 'gap') {
      if (now < state.until) return;
      state = { kind: 'free' };
    }
    if (state.kind === 'free') {
      if (!isUsed) return;
      await protection.protect(EXPIRES_MINUTES);
      state = { kind: 'protected', since: now, renewedAt: now, usedAt: now };
      return;
    }
    const held = { ...state, usedAt: isUsed ? now : state.usedAt };
    state = held;
    if (now - held.usedAt >= IDLE_MS) {
      await protection.release();
      state = { kind: 'free' };
    } else if (now - held.since >= MOST_MS) {
      await protection.release();
      state = { kind: 'gap', until: now + GAP_MS };
    } else if (now - held.renewedAt >= RENEW_AFTER_MS) {
      await protection.protect(EXPIRES_MINUTES);
      state = { ...held, renewedAt: now };
    }
  };

  const next = () => {
    cancel = clock.after(LOOK_EVERY_MS, () => {
      void look()
        .catch((error: unknown) => {
          log.warn('the task could not be protected or released', {
            reason: error instanceof Error ? error.message : 'unknown',
          });
        })
        .finally(() => {
          if (!stopped) next();
        });
    });
  };
  next();
  return () => {
    stopped = true;
    cancel();
  };
}
