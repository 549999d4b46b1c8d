import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const usage = /npm run doctor -- --local/;

it.each([
  ['--help', 0, usage, /^$/],
  ['--bogus', 2, /^$/, /^doctor: Unknown option '--bogus'\n\nnpm run doctor {2}/],
  ['--settings=no.json', 2, /^$/, /^doctor: no\.json: it cannot be read\. Copy cdk\/deployment\.example\.json/],
  ['--local --data=no-such-folder', 2, /^$/, /^doctor: no stack runs on no-such-folder: start it with npm start/],
])('%s: exit code %d', (args, status, out, err) => {
  const ran = spawnSync(process.execPath, ['doctor/main.ts', ...args.split(' ')], { encoding: 'utf8' });
  expect(ran.stdout).toMatch(out);
  expect(ran.stderr).toMatch(err);
  expect(ran.status).toBe(status);
});
