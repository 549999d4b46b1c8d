import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it.each([
  ['bench/menus/partial.ts', [], /^usage: npm run bench:menus:partial -- CORPUS\.jsonl\.\.\.\n$/],
  ['bench/menus/hostile.ts', [], /^usage: npm run bench:menus:hostile /],
  ['bench/menus/hostile.ts', ['--bogus'], /^Unknown option '--bogus'\nusage: npm run bench:menus:hostile /],
  ['bench/trees/read.ts', ['--bogus'], /^Unknown option '--bogus'\nusage: npm run bench:trees:read /],
  ['fuzz/fuzz.ts', ['--only', 'window'], /^there is no door "window"\nusage: npm run fuzz /],
])('%s %j says in lines, not in a trace, how it is used', (file, args, said) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`tests/${file}`, ...args], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(said) });
});
