import { bundleAll } from './bundle.ts';
import { workerName } from './entries.ts';
import { emptyModule, importTimes } from './import-time.ts';
import { sizeOf } from './size-of.ts';

const GOAL_KB = 500;
const GOAL_MS = 200;
const ROUNDS = Number(process.argv[2] ?? 7);

/**
 * `npm run bundle:sizes [-- ROUNDS]`: what each Lambda reads when it starts, what it may read later, how long a fresh Node takes to import it here,
 * and what weighs most.
 */
const bundles = await bundleAll();
const times = await importTimes(
  // Importing the worker starts it.
  bundles.filter(({ name }) => name !== workerName),
  ROUNDS,
);
const mark = (value: number, goal: number) => (value > goal ? '!' : ' ');
const ms = (name: string): string => {
  const time = times.get(name);
  if (time === undefined) return ''.padEnd(20);
  const { medianMs, fastestMs, cpuMs } = time;
  return `${medianMs.toFixed(0).padStart(7)}${mark(medianMs, GOAL_MS)} ${`(${fastestMs.toFixed(0)})`.padStart(6)} ${cpuMs.toFixed(0).padStart(4)}`;
};
console.log(
  `bundle         at start   later  import ms (fastest of ${ROUNDS}), of CPU   heaviest at the start (kB, minified; ! = above the goals of ${GOAL_KB} kB, ${GOAL_MS} ms)`,
);
for (const { name, startKb, laterKb, heaviest } of bundles
  .map((bundle) => sizeOf(bundle))
  .toSorted((a, b) => b.startKb - a.startKb)) {
  const parts = heaviest.map(({ part, kb }) => `${part} ${kb.toFixed(0)}`).join(', ');
  const size = `${startKb.toFixed(0).padStart(8)}${mark(startKb, GOAL_KB)} ${laterKb.toFixed(0).padStart(7)}`;
  console.log(`${name.padEnd(13)} ${size}  ${ms(name)}   ${parts}`);
}
console.log(`${emptyModule.padEnd(13)} ${''.padEnd(18)} ${ms(emptyModule)}`);
