import { execFileSync, fork } from 'node:child_process';
import { on } from 'node:events';
import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readArguments } from '#tests/bench/command-line.ts';
import { createLoad } from './load.ts';
import type { Figures, FromWorker, ToWorker } from './messages.ts';

/**
 * How many streams a core hears at real-time pace: N real WebSocket streams through the real server, sessions and ears, for some N. The worker runs in
 * a process of its own, whose CPU is counted; the senders' is not, but both share the machine.
 * `npm run bench:streams -- [--streams 100,300,1000] [--pin] [--profile] [--worker FILE]`: `pin` gives the worker the last core for itself and leaves the
 * others to the senders (Linux, `taskset`); the profile tells where the worker's time goes; the worker may be the `worker-child.ts` of another checkout.
 */
const USAGE = 'usage: npm run bench:streams -- [--streams 100,300,1000] [--pin] [--profile] [--worker FILE]';
const { values: options } = readArguments(USAGE, {
  options: {
    streams: { type: 'string', default: '100,300,1000' },
    profile: { type: 'boolean', default: false },
    pin: { type: 'boolean', default: false },
    worker: { type: 'string' },
  },
});
const steps = options.streams.split(',').map(Number);
const LAG_P99_MS = 20;
const WARM_MS = 3_000;
const MEASURE_MS = 5_000;
/** Senders that are later than this spoil a measurement. */
const LATE_MS = 10;
const MOST_TRIES = 3;
const TOP = 20;
/** Streams that are opened at a time. */
const AT_ONCE = 25;
const callIdOf = (number: number) => `call_${String(number).padStart(26, '0')}`;

const child = fork(options.worker ?? fileURLToPath(new URL('./worker-child.ts', import.meta.url)));
if (options.pin) pin(child.pid ?? 0);
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
const print = (values: readonly (string | number)[]) =>
  console.log(values.map((value) => String(value).padStart(9)).join(' '));
const [minute = 0] = loadavg();
console.log(
  `${cpus().length} x ${cpus()[0]?.model ?? 'unknown CPU'}, shared with the senders; load ${minute.toFixed(1)} before; lag in ms\n`,
);
print([
  'streams',
  'cores',
  'ms/s each',
  'a core',
  'lag p50',
  'lag p99',
  'lag most',
  'heard',
  'KB each',
  'heap KB',
  'sent late',
  'load',
]);

interface Measured extends Figures {
  readonly lateMs: number;
  /** Share of the frames that were due that were dealt with. */
  readonly heard: number;
}

/** A machine that is busy with something else holds up the senders first: such a measurement says little of the worker's lag and is taken again. */
async function measured(): Promise<Measured> {
  for (let tries = 1; ; tries += 1) {
    const before = await figures();
    load.lateMs();
    const startedAt = performance.now();
    await sleep(MEASURE_MS);
    const now = await figures();
    const lateMs = load.lateMs().p99;
    const due = (now.streams * (performance.now() - startedAt)) / 20;
    if (lateMs < LATE_MS || tries === MOST_TRIES) return { ...now, lateMs, heard: (now.frames - before.frames) / due };
  }
}

let opened = 0;
const base = await figures();
let best: Measured | null = null;
for (const streams of steps) {
  while (opened < streams) {
    const callIds = Array.from({ length: Math.min(AT_ONCE, streams - opened) }, () => callIdOf(opened++));
    for (const callId of callIds) tell({ kind: 'call', callId });
    for (const _ of callIds) await next('made');
    await Promise.all(callIds.map(load.open));
  }
  await sleep(WARM_MS);
  const now = await measured();
  const { p50, p99, most } = now.frameLagMs;
  print([
    now.streams,
    now.cores.toFixed(2),
    ((now.cores * 1000) / now.streams).toFixed(2),
    Math.floor((now.streams * now.heard) / now.cores),
    p50.toFixed(1),
    p99.toFixed(1),
    most.toFixed(0),
    `${(now.heard * 100).toFixed(0)}%`,
    (((now.rssMb - base.rssMb) * 1024) / now.streams).toFixed(0),
    (((now.heapMb - base.heapMb) * 1024) / now.streams).toFixed(0),
    now.lateMs.toFixed(1),
    loadavg()[0]?.toFixed(1) ?? '',
  ]);
  if (p99 <= LAG_P99_MS) best = now;
}
console.log(
  best
    ? `\nat most ${best.streams} of these with p99 under ${LAG_P99_MS} ms; by CPU about ${Math.floor(best.streams / best.cores)} streams a core`
    : `\nnone of these with p99 under ${LAG_P99_MS} ms: the machine is busy with something else, or too many`,
);

if (options.profile) {
  tell({ kind: 'profile' });
  await sleep(MEASURE_MS);
  tell({ kind: 'profiled' });
  const { top } = await next('profile');
  console.log('\nown time of functions, as shares of the busy time');
  for (const { where, share } of top.slice(0, TOP)) console.log(`${(share * 100).toFixed(1).padStart(6)}%  ${where}`);
}
load.stop();
tell({ kind: 'stop' });

/** All threads of the worker on the last core, all of ours on the others. */
function pin(worker: number): void {
  const last = cpus().length - 1;
  if (last < 1) throw new Error('one core for the worker and one for the senders are needed');
  execFileSync('taskset', ['-acp', String(last), String(worker)], { stdio: 'ignore' });
  execFileSync('taskset', ['-acp', `0-${last - 1}`, String(process.pid)], { stdio: 'ignore' });
}
