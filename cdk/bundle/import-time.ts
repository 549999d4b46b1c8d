import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Bundle, writeBundle } from './bundle.ts';

const run = promisify(execFile);

export interface ImportTime {
  readonly medianMs: number;
  readonly fastestMs: number;
  /** Of the processor, all threads together: other work on the machine does not count. */
  readonly cpuMs: number;
}

/** What a process of its own needs from start to end of `import()`; the process ends then, whatever the module has begun. */
const measure = `const used = process.cpuUsage();
const begin = performance.now();
await import(process.argv[1]);
const took = performance.now() - begin;
const { user, system } = process.cpuUsage(used);
process.stdout.write(JSON.stringify([took, (user + system) / 1000]), () => process.exit(0));`;

const environment = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' };

/** The name under which an empty module is measured: what is not the bundle's fault. */
export const emptyModule = '(empty)';

/** Imports each bundle in a fresh Node, all in turn, so that other work on the machine falls on all alike. */
export async function importTimes(bundles: readonly Bundle[], rounds: number): Promise<Map<string, ImportTime>> {
  const folder = await mkdtemp(join(tmpdir(), 'hold-slayer-bundles-'));
  try {
    const files = new Map<string, string>();
    for (const bundle of bundles) files.set(bundle.name, join(await writeBundle(bundle, folder), 'index.mjs'));
    files.set(emptyModule, join(folder, 'empty.mjs'));
    await writeFile(join(folder, 'empty.mjs'), '');
    const taken = new Map<string, (readonly [wallMs: number, cpuMs: number])[]>();
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, file] of files) {
        const args = ['--input-type=module', '-e', measure, file];
        const { stdout } = await run(process.execPath, args, { env: { PATH: process.env.PATH, ...environment } });
        taken.set(name, [...(taken.get(name) ?? []), JSON.parse(stdout)]);
      }
    }
    return new Map([...taken].map(([name, times]) => [name, summary(times)]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function summary(times: readonly (readonly [wallMs: number, cpuMs: number])[]): ImportTime {
  const wall = times.map(([wallMs]) => wallMs).toSorted((a, b) => a - b);
  const cpu = times.map(([, cpuMs]) => cpuMs).toSorted((a, b) => a - b);
  const middle = Math.floor(times.length / 2);
  return { medianMs: wall[middle] ?? 0, fastestMs: wall[0] ?? 0, cpuMs: cpu[middle] ?? 0 };
}
