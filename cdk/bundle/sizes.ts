import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, entryOf, lambdaNames } from './bundle.ts';
import { type BundleSize, sizeOf } from './size-of.ts';

const GOAL_KB = 500;

/** Prints what each Lambda reads when it starts, what it may read later, and what weighs most. */
const outDir = await mkdtemp(join(tmpdir(), 'hold-slayer-bundles-'));
const sizes: BundleSize[] = [];
for (const name of lambdaNames) sizes.push(sizeOf(name, await bundle(entryOf(name), join(outDir, name))));
await rm(outDir, { recursive: true });

console.log('Lambda         at start   later   heaviest at start (kB, minified)');
for (const { name, startKb, laterKb, heaviest } of sizes.toSorted((a, b) => b.startKb - a.startKb)) {
  const parts = heaviest.map(({ part, kb }) => `${part} ${kb.toFixed(0)}`).join(', ');
  const mark = startKb > GOAL_KB ? '!' : ' ';
  console.log(
    `${name.padEnd(13)} ${startKb.toFixed(0).padStart(7)}${mark} ${laterKb.toFixed(0).padStart(7)}   ${parts}`,
  );
}
