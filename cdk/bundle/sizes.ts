import { bundleAll } from './bundle.ts';
import { sizeOf } from './size-of.ts';

const GOAL_KB = 500;

/** `npm run bundle:sizes`: what each Lambda reads when it starts, what it may read later, and what weighs most. */
const sizes = (await bundleAll()).map((bundle) => sizeOf(bundle));
console.log('bundle         at start   later   heaviest at the start (kB, minified; ! = above the goal of 500)');
for (const { name, startKb, laterKb, heaviest } of sizes.toSorted((a, b) => b.startKb - a.startKb)) {
  const parts = heaviest.map(({ part, kb }) => `${part} ${kb.toFixed(0)}`).join(', ');
  const mark = startKb > GOAL_KB ? '!' : ' ';
  console.log(
    `${name.padEnd(13)} ${startKb.toFixed(0).padStart(8)}${mark} ${laterKb.toFixed(0).padStart(7)}   ${parts}`,
  );
}
