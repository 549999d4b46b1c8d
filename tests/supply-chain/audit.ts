import { spawnSync } from 'node:child_process';
import { verdictOf } from './verdict.ts';

/** `npm run audit`: fails on high and critical findings in what is deployed; a registry that cannot tell fails nothing, and that is said. */
const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 60_000 });
const verdict = verdictOf(stdout ?? '');
switch (verdict.kind) {
  case 'clean':
    console.log('audit: no high or critical finding in the dependencies that are deployed');
    break;
  case 'vulnerable':
    console.error(`audit: update or replace ${verdict.packages.join(', ')} (npm audit tells more)`);
    process.exitCode = 1;
    break;
  case 'unknown':
    console.log(`audit: NOT DONE, the registry did not tell (${verdict.why})`);
}
