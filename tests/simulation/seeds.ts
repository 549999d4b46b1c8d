import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { SeedResult } from './result.ts';

/**
 * `npm run simulate:seeds`: the simulation and its comparison for several seeds, side by side in processes of their own. A seed that has its line in the
 * file of results is not run again, so a run that was broken off goes on where it was.
 */
const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '2000' },
    seeds: { type: 'string', default: '101,102,103,104,105' },
    processes: { type: 'string', default: '2' },
    results: { type: 'string', default: '.bench/simulation/results.jsonl' },
  },
});
const calls = Number(values.calls);
const seeds = values.seeds.split(',').map(Number);
const file = values.results;
if (![calls, Number(values.processes), ...seeds].every((number) => Number.isInteger(number) && number > 0)) {
  console.error('usage: npm run simulate:seeds -- [--calls N] [--seeds S,S,...] [--processes N] [--results FILE]');
  process.exit(2);
}

const resultsSoFar = (): SeedResult[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => SeedResult.parse(JSON.parse(line)))
        .filter((result) => result.calls === calls && seeds.includes(result.seed))
    : [];

/** Thousands of calls and all their faults are kept until they are looked at. */
const HEAP = '--max-old-space-size=8192';

await mkdir(dirname(file), { recursive: true });
const known = new Set(resultsSoFar().map(({ seed }) => seed));
const waiting = seeds.filter((seed) => !known.has(seed));
await Promise.all(Array.from({ length: Number(values.processes) }, runNext));

const results = resultsSoFar().toSorted((a, b) => a.seed - b.seed);
for (const result of results) console.log(told(result));
const sum = (of: (result: SeedResult) => number) => results.reduce((total, result) => total + of(result), 0);
const [kept, reached, violated] = [
  sum((one) => one.reached?.kept ?? 0),
  sum((one) => one.reached?.of ?? 0),
  sum((one) => one.violated.length),
];
console.log(
  `${results.length} of ${seeds.length} seeds, ${sum((one) => one.calls)} calls, ${sum((one) => one.faults)} faults: ${violated} violated; reached ${kept} of ${reached} (${((100 * kept) / reached).toFixed(2)} %)`,
);
process.exit(results.length === seeds.length && violated === 0 ? 0 : 1);

async function runNext(): Promise<void> {
  for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
    const log = await open(join(dirname(file), `seed-${seed}.txt`), 'w');
    const args = ['--calls', String(calls), '--seed', String(seed), '--compare', '--progress', '--result', file];
    const main = new URL('main.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [HEAP, main, ...args], { stdio: ['ignore', log.fd, log.fd] });
    await new Promise((resolve) => child.once('close', resolve));
    await log.close();
    const result = resultsSoFar().find((one) => one.seed === seed);
    console.log(result ? told(result) : `seed ${seed}: no result; see seed-${seed}.txt`);
  }
}

function told({ seed, calls: asked, faults, violated, reached, unheard, minutes, cpuSeconds }: SeedResult): string {
  const share = reached
    ? `${reached.kept} of ${reached.of} (${((100 * reached.kept) / reached.of).toFixed(2)} %)`
    : '-';
  return `seed ${seed}: ${asked} calls, ${faults} faults, ${violated.length} violated; reached ${share}; unheard ${unheard.times} times, p50 ${unheard.p50Ms} ms, p95 ${unheard.p95Ms} ms, most ${unheard.mostMs} ms, ${unheard.notAgain} not again; ${minutes} min, ${cpuSeconds} s of CPU`;
}
