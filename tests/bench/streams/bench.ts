import { fork } from 'node:child_process';
import { on } from 'node:events';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLoad } from './load.ts';
import type { Figures, FromWorker, ToWorker } from './messages.ts';

/**
 * How many streams a core hears at real-time pace: N real WebSocket streams through the real server, sessions and ears, N doubled until the lag
 * of frames (from when one was due to when it was dealt with) or the CPU is too much. The worker runs in a process of its own, whose CPU is counted;
 * the senders' is not, but both share the machine.
 */
const LAG_P99_MS = 20;
const FULL_CORE = 0.95;
const FIRST = 25;
const WARM_MS = 2_500;
const MEASURE_MS = 4_000;
const MOST_MS = 60_000;
/** Senders that are later than this spoil a measurement. */
const LATE_MS = 10;
const MOST_TRIES = 3;

const child = fork(new URL('./worker-child.ts', import.meta.url));
const messages = on(child, 'message', { close: ['exit'] });
const tell = (message: ToWorker) => child.send(message);
async function next<K extends FromWorker['kind']>(kind: K): Promise<Extract<FromWorker, { kind: K }>> {
  for (let read = await messages.next(); !read.done; read = await messages.next()) {
    const message: FromWorker = read.value[0];
    if (message.kind === kind) return message as Extract<FromWorker, { kind: K }>;
  }
  throw new Error('the worker is gone');
}
async function figures(): Promise<Figures> {
  tell({ kind: 'figures' });
  return next('figures');
}

const { port } = await next('ready');
const load = createLoad(port);
const startedAt = performance.now();
const column = (value: string | number, width = 9) => String(value).padStart(width);
console.log(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown CPU'}, shared with the senders; lag in ms\n`);
console.log(
  ['streams', 'lag p50', 'lag p99', 'lag most', 'cores', 'MB', 'KB each', 'sent late p99']
    .map((name) => column(name, 9))
    .join(' '),
);

/** A machine that is busy with something else holds up the senders first: such a measurement says nothing of the worker and is taken again. */
async function measured(): Promise<{ now: Figures; lateMs: number }> {
  for (let tries = 1; ; tries += 1) {
    await figures();
    load.lateMs();
    await sleep(MEASURE_MS);
    const now = await figures();
    const lateMs = load.lateMs().p99;
    if (lateMs < LATE_MS || tries === MOST_TRIES) return { now, lateMs };
  }
}

let opened = 0;
let best: Figures | null = null;
const baseMb = (await figures()).rssMb;
for (let streams = FIRST; ; streams *= 2) {
  for (; opened < streams; opened += 1) {
    const callId = `call_${String(opened).padStart(26, '0')}`;
    tell({ kind: 'call', callId });
    await next('made');
    await load.open(callId);
  }
  await sleep(WARM_MS);
  const { now, lateMs } = await measured();
  const { p50, p99, most } = now.frameLagMs;
  const eachKb = ((now.rssMb - baseMb) * 1024) / now.streams;
  console.log(
    [
      now.streams,
      p50.toFixed(1),
      p99.toFixed(1),
      most.toFixed(0),
      now.cores.toFixed(2),
      now.rssMb.toFixed(0),
      eachKb.toFixed(0),
      lateMs.toFixed(1),
    ]
      .map((value) => column(value))
      .join(' '),
  );
  const held = p99 <= LAG_P99_MS && now.cores < FULL_CORE;
  if (held) best = now;
  if (!held || performance.now() - startedAt > MOST_MS / 2 || performance.now() - startedAt + streams * 4 > MOST_MS)
    break;
}

if (best) {
  console.log(
    `\n${best.streams} streams at ${(best.cores * 100).toFixed(0)}% of a core with p99 ${best.frameLagMs.p99.toFixed(1)} ms: about ${Math.floor(best.streams / best.cores)} streams a core`,
  );
} else
  console.log(`\nnot even ${FIRST} streams with p99 under ${LAG_P99_MS} ms: the machine is busy with something else`);
load.stop();
tell({ kind: 'stop' });
