import { fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type ClockSeenMessage, createFollowerClock, sendClock } from '#local/clock/follower-clock.ts';
import { createPacedClock, type PacedClock } from '#local/clock/paced-clock.ts';

/** The child's side of an IPC channel, played by the test. */
function parentChannel() {
  const seen: ClockSeenMessage[] = [];
  const waiters: (() => void)[] = [];
  const channel = Object.assign(new EventEmitter(), {
    send: (message: ClockSeenMessage) => {
      seen.push(message);
      for (const wake of waiters.splice(0)) wake();
    },
  });
  const tell = async (nowMs: number) => {
    channel.emit('message', { type: 'clock', nowMs });
    while (seen.at(-1)?.nowMs !== nowMs) await new Promise<void>((resolve) => waiters.push(resolve));
  };
  return { channel, tell };
}

describe('follower clock', () => {
  it('stands where the parent says, and runs what is due in order', async () => {
    const { channel, tell } = parentChannel();
    const clock = createFollowerClock(channel);
    const woke: [string, number][] = [];
    clock.after(30, () => woke.push(['thirty', clock.now()]));
    const chain = (async () => {
      await clock.sleep(10);
      woke.push(['ten', clock.now()]);
      await clock.sleep(10);
      woke.push(['ten again', clock.now()]);
    })();
    await tell(5_000);
    await clock.ready;
    expect(clock.now()).toBe(5_000);
    await tell(5_100);
    await chain;
    expect(woke).toEqual([
      ['ten', 5_010],
      ['ten again', 5_020],
      ['thirty', 5_030],
    ]);
  });

  it('ignores other messages and never goes back', async () => {
    const { channel, tell } = parentChannel();
    const clock = createFollowerClock(channel);
    await tell(2_000);
    channel.emit('message', { type: 'clock', nowMs: 1_000 });
    channel.emit('message', { type: 'drain' });
    channel.emit('message', 'clock');
    expect(clock.now()).toBe(2_000);
    clock.stop();
    channel.emit('message', { type: 'clock', nowMs: 9_000 });
    expect(clock.now()).toBe(2_000);
  });

  it('a timer cancelled before the first tick does not run', async () => {
    const { channel, tell } = parentChannel();
    const clock = createFollowerClock(channel);
    let ran = false;
    clock.after(1, () => {
      ran = true;
    })();
    await tell(1_000);
    await tell(2_000);
    expect(ran).toBe(false);
  });
});

/** The parent's side of an IPC channel, played by the test; and a paced clock reduced to what `sendClock` uses. */
function childChannel() {
  const sent: number[] = [];
  const child = Object.assign(new EventEmitter(), {
    connected: true,
    send: (message: { nowMs: number }) => void sent.push(message.nowMs),
  });
  let holds = 0;
  let listen: (nowMs: number) => void = () => {};
  const clock: Pick<PacedClock, 'now' | 'onTick' | 'busy'> = {
    now: () => 100,
    onTick: (listener) => {
      listen = listener;
      return () => {
        listen = () => {};
      };
    },
    busy: () => {
      holds += 1;
      return () => {
        holds -= 1;
      };
    },
  };
  return { child, clock, sent, holds: () => holds, tick: (nowMs: number) => listen(nowMs) };
}

describe('sendClock', () => {
  const rig = () => {
    let realMs = 0;
    const parts = childChannel();
    const base = createPacedClock();
    base.stop();
    const stop = sendClock({ ...base, ...parts.clock }, parts.child, () => realMs);
    const elapse = (ms: number, nowMs: number) => {
      realMs += ms;
      parts.tick(nowMs);
    };
    return { ...parts, elapse, stop };
  };

  it('sends at once, then at most every 5 ms of real time', () => {
    const { sent, elapse, stop } = rig();
    elapse(4, 180);
    elapse(4, 260);
    elapse(1, 280);
    elapse(4, 360);
    stop();
    elapse(10, 500);
    expect(sent).toEqual([100, 260, 360]);
  });

  it('holds time at real pace while the child is behind', () => {
    const { child, elapse, holds } = rig();
    elapse(5, 200);
    expect(holds()).toBe(1);
    child.emit('message', { type: 'clock-seen', nowMs: 100 });
    expect(holds()).toBe(1);
    child.emit('message', { type: 'clock-seen', nowMs: 200 });
    expect(holds()).toBe(0);
    elapse(5, 300);
    elapse(5, 305);
    child.emit('exit');
    expect(holds()).toBe(0);
  });

  it('a real child process lives in the time of its parent', async () => {
    const clock = createPacedClock({ speed: 50, startMs: Date.UTC(2030, 0, 1) });
    const child = fork(new URL('./follower-child.ts', import.meta.url), { stdio: 'inherit' });
    const stop = sendClock(clock, child);
    for await (const [message] of EventEmitter.on(child, 'message')) {
      if (message.type !== 'slept') continue;
      expect(message.fromMs).toBeGreaterThanOrEqual(Date.UTC(2030, 0, 1));
      expect(message.toMs - message.fromMs).toBe(2_000);
      break;
    }
    stop();
    clock.stop();
    child.kill();
    await once(child, 'exit');
  });
});
