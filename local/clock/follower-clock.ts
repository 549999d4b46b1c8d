import type { Clock } from '#core/ports/clock.ts';
import { advance, nextTurn } from './advance.ts';
import type { PacedClock } from './paced-clock.ts';
import { createTimerQueue } from './timer-queue.ts';

/** Parent to child: the time now. */
export interface ClockMessage {
  readonly type: 'clock';
  readonly nowMs: number;
}

/** Child to parent: everything due until then has run. */
export interface ClockSeenMessage {
  readonly type: 'clock-seen';
  readonly nowMs: number;
}

/** What a follower needs of `process` in a child that was forked with an IPC channel. */
export interface ParentChannel {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  off(event: 'message', listener: (message: unknown) => void): unknown;
  send?: ((message: ClockSeenMessage) => unknown) | undefined;
}

/** What the parent needs of a `ChildProcess`. */
export interface ChildChannel {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  off(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'exit' | 'disconnect', listener: () => void): unknown;
  readonly connected: boolean;
  send(message: ClockMessage, sent: (error: Error | null) => void): unknown;
}

export interface FollowerClock extends Clock {
  /** Resolves with the parent's first tick. Until then the clock stands at the real time at which it was made. */
  readonly ready: Promise<void>;
  stop(): void;
}

/** A clock for a child process: moves only when the parent tells the time (`sendClock`), and runs what is due in the parent's order of time. */
export function createFollowerClock(parent: ParentChannel = process): FollowerClock {
  let queue = createTimerQueue(Date.now());
  let targetMs: number | null = null;
  let advancing = false;
  let stopped = false;
  let begin: () => void = () => {};
  const ready = new Promise<void>((resolve) => {
    begin = resolve;
  });

  const follow = async () => {
    if (advancing) return;
    advancing = true;
    while (!stopped && targetMs !== null && targetMs > queue.at()) {
      await advance(queue, targetMs, () => !stopped);
      await nextTurn();
    }
    advancing = false;
    if (!stopped) parent.send?.({ type: 'clock-seen', nowMs: queue.at() });
  };

  const onMessage = (message: unknown) => {
    if (!isClockMessage(message)) return;
    if (targetMs === null) {
      queue = createTimerQueue(message.nowMs);
      begin();
    }
    targetMs = Math.max(targetMs ?? message.nowMs, message.nowMs);
    void follow();
  };
  parent.on('message', onMessage);

  return {
    now: () => queue.clock.now(),
    sleep: (ms, signal) =>
      targetMs === null ? ready.then(() => queue.clock.sleep(ms, signal)) : queue.clock.sleep(ms, signal),
    after: (ms, act) => {
      if (targetMs !== null) return queue.clock.after(ms, act);
      let cancel: (() => void) | null = null;
      let cancelled = false;
      void ready.then(() => {
        if (!cancelled) cancel = queue.clock.after(ms, act);
      });
      return () => {
        cancelled = true;
        cancel?.();
      };
    },
    ready,
    stop: () => {
      stopped = true;
      parent.off('message', onMessage);
    },
  };
}

/** Real ms between two messages to a child; more would cost more than the accuracy is worth. */
const SEND_EVERY_REAL_MS = 5;

/**
 * Tells a child the time of this clock, at most every 5 ms of real time. While the child has not caught up with the last message, time is held at
 * real pace, so a slow child is as little disturbed by a high speed as the parent's own work.
 * @returns ends it; also ends by itself when the child exits
 */
export function sendClock(clock: PacedClock, child: ChildChannel, realNow = () => performance.now()): () => void {
  let lastSentRealMs = Number.NEGATIVE_INFINITY;
  let unseenMs: number | null = null;
  let release: (() => void) | null = null;

  const tell = (nowMs: number) => {
    if (!child.connected) return;
    const realMs = realNow();
    if (realMs - lastSentRealMs < SEND_EVERY_REAL_MS) return;
    if (unseenMs !== null) {
      release ??= clock.busy();
    }
    lastSentRealMs = realMs;
    unseenMs = nowMs;
    child.send({ type: 'clock', nowMs }, (error) => {
      if (error) stop();
    });
  };

  const onMessage = (message: unknown) => {
    if (!isClockSeen(message) || unseenMs === null || message.nowMs < unseenMs) return;
    unseenMs = null;
    release?.();
    release = null;
  };

  const endTicks = clock.onTick(tell);
  const stop = () => {
    endTicks();
    child.off('message', onMessage);
    release?.();
    release = null;
  };
  child.on('message', onMessage);
  child.once('exit', stop);
  child.once('disconnect', stop);
  tell(clock.now());
  return stop;
}

const isOfType = (message: unknown, type: string): message is { type: string; nowMs: number } =>
  typeof message === 'object' &&
  message !== null &&
  'type' in message &&
  message.type === type &&
  'nowMs' in message &&
  typeof message.nowMs === 'number';
const isClockMessage = (message: unknown): message is ClockMessage => isOfType(message, 'clock');
const isClockSeen = (message: unknown): message is ClockSeenMessage => isOfType(message, 'clock-seen');
