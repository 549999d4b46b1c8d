import { type ChildProcess, fork } from 'node:child_process';
import { sendClock } from '#local/clock/follower-clock.ts';
import type { PacedClock } from '#local/clock/paced-clock.ts';

/** Told by a worker process once it takes streams. */
export interface WorkerReady {
  readonly type: 'worker-ready';
  readonly streamPort: number;
}

export interface WorkerFleet {
  /** Where the next stream goes, as a load balancer would choose; null: no worker is up. */
  pickStreamOrigin(): string | null;
  /** Ends the worker that took the latest stream, without a word, as a crash would. Another is started. */
  kill(signal?: 'SIGKILL' | 'SIGTERM'): void;
  /** Ends all at once: the carrier keeps the calls, and what is not finished goes on after the next start. */
  close(): Promise<void>;
}

interface Member {
  readonly child: ChildProcess;
  ready: WorkerReady | null;
  readonly stopClock: () => void;
}

/** A worker that keeps dying is started more slowly each time, up to this. */
const SLOWEST_RESTART_MS = 5_000;

/** Worker processes, replaced when they die, as ECS keeps tasks running. */
export async function startWorkerFleet(options: {
  readonly size: number;
  readonly clock: PacedClock;
  readonly environment: Readonly<Record<string, string>>;
  /** A worker came up or died: where one that is up takes streams now; not called while none is. */
  readonly onChange?: (streamOrigin: string) => void;
}): Promise<WorkerFleet> {
  const { size, clock, environment, onChange = () => {} } = options;
  const members = new Set<Member>();
  let closing = false;
  let deaths = 0;
  let turn = 0;
  let last: Member | null = null;

  const originOf = ({ streamPort }: WorkerReady) => `ws://127.0.0.1:${streamPort}`;
  const tellChange = () => {
    const up = [...members].find(({ ready, child }) => ready !== null && child.connected)?.ready;
    if (up && !closing) onChange(originOf(up));
  };

  const start = () =>
    new Promise<void>((resolve, reject) => {
      const child = fork(new URL('./worker-process.ts', import.meta.url), {
        env: { ...process.env, ...environment },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      const member: Member = { child, ready: null, stopClock: sendClock(clock, child) };
      members.add(member);
      child.on('message', (message: WorkerReady | { type: string }) => {
        if (message.type !== 'worker-ready' || !('streamPort' in message)) return;
        member.ready = message;
        deaths = 0;
        resolve();
        tellChange();
      });
      child.once('exit', (code) => {
        members.delete(member);
        member.stopClock();
        if (member.ready === null) reject(new Error(`the stream worker did not start (exit code ${code})`));
        if (closing) return;
        tellChange();
        deaths += 1;
        setTimeout(
          () => void (closing || start().catch(() => {})),
          Math.min(SLOWEST_RESTART_MS, 100 * 2 ** deaths),
        ).unref();
      });
    });

  await Promise.all(Array.from({ length: size }, start));

  return {
    pickStreamOrigin: () => {
      const ready = [...members].filter((member) => member.ready !== null && member.child.connected);
      const picked = ready[turn++ % Math.max(1, ready.length)];
      last = picked ?? last;
      return picked?.ready ? originOf(picked.ready) : null;
    },
    kill: (signal = 'SIGKILL') => void last?.child.kill(signal),
    close: async () => {
      closing = true;
      await Promise.all([...members].map(({ child }) => ended(child)));
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
