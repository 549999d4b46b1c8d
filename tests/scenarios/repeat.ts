import { spawnSync } from 'node:child_process';

/** `npm run scenarios -- 20`: all whole-call scenarios again and again, each time with another seed. Prints a line a run; fails if any failed. */
const runs = Number(process.argv[2] ?? 20);
const firstSeed = Number(process.argv[3] ?? 1);
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(firstSeed)) {
  console.error('usage: npm run scenarios -- RUNS [FIRST_SEED]');
  process.exit(2);
}

let failures = 0;
for (let run = 0; run < runs; run++) {
  const seed = firstSeed + run;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', 'tests/scenarios', '--reporter=dot'],
    {
      env: { ...process.env, SCENARIO_SEED: String(seed), NO_COLOR: '1' },
      encoding: 'utf8',
    },
  );
  if (status !== 0) {
    failures += 1;
    console.log(`${stdout}\n${stderr}`);
  }
  const tests = /Tests\s+(.+)/.exec(stdout)?.[1]?.trim() ?? 'no tests ran';
  console.log(`run ${run + 1} of ${runs}, seed ${seed}: ${tests}`);
}
console.log(failures === 0 ? `all ${runs} runs passed` : `${failures} of ${runs} runs failed`);
process.exit(failures === 0 ? 0 : 1);
