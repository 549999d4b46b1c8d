import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Tells, in the data folder, how a stack that is up can be looked at from outside (`npm run doctor -- --local`); only its owner may read it. */
export async function tellRunning(
  dataDir: string,
  variables: Readonly<Record<string, string>>,
): Promise<{ readonly file: string; forget(): Promise<void> }> {
  const file = join(dataDir, 'running.json');
  await writeFile(file, `${JSON.stringify(variables, null, 2)}\n`, { mode: 0o600 });
  return { file, forget: () => rm(file, { force: true }) };
}
