import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { needs } from '#lambdas/needs.ts';
import { exampleSettings } from './support/template.ts';

const run = promisify(execFile);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hold-slayer-synth-'));
});
afterAll(() => rm(folder, { recursive: true }));

const synth = (...more: string[]) =>
  run(
    process.execPath,
    ['node_modules/aws-cdk/bin/cdk', 'synth', '--quiet', '--output', join(folder, 'out'), ...more],
    {
      env: { ...process.env, AWS_EC2_METADATA_DISABLED: 'true' },
    },
  );

/** As Node itself imports them, in a process of their own. */
async function exportsOf(files: readonly string[]): Promise<string[]> {
  const code = `for (const file of ${JSON.stringify(files)}) console.log(Object.keys(await import(file)).join());process.exit(0)`;
  const env = {
    PATH: process.env.PATH,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], { env });
  return stdout.trim().split('\n');
}

it('cdk synth works without network and account, with no finding of AWS Solutions left, and every bundle can be imported', async () => {
  const { stderr } = await synth();
  expect(stderr).not.toContain('WARNING');
  const template = await readFile(join(folder, 'out', 'HoldSlayer.template.json'), 'utf8');
  expect(Object.keys(JSON.parse(template).Resources).length).toBeLessThan(450);
  expect(template.length).toBeLessThan(900_000);
  const names = [...Object.keys(needs), 'CommandDoor'];
  expect(await exportsOf(names.map((name) => join(folder, 'out', 'bundles', name, 'index.mjs')))).toEqual(
    names.map(() => 'handler'),
  );
});

it('another name, and an account and region that are known, leave no finding either', async () => {
  const file = join(folder, 'elsewhere.json');
  const elsewhere = { stackName: 'Another1', account: '111122223333', region: 'eu-west-1' };
  await writeFile(file, JSON.stringify({ ...(exampleSettings as object), ...elsewhere }));
  // The zones would be asked for; what was found before is in the report all the same.
  const failed = await synth('--no-lookups', '-c', `settings=${file}`).catch(({ stderr }) => String(stderr));
  expect(failed).toContain('availability-zones:account=111122223333:region=eu-west-1');
  const report = JSON.parse(await readFile(join(folder, 'out', 'validation-report.json'), 'utf8'));
  expect(report.pluginReports).toEqual([]);
});

it('settings that cannot be read are told in one sentence', async () => {
  const failed = await synth('-c', 'settings=nowhere.json').catch(({ stderr }) => String(stderr));
  expect(failed).toMatch(/^nowhere\.json: it cannot be read\. Copy cdk\/deployment\.example\.json/);
  expect(failed).not.toContain('    at ');
});
