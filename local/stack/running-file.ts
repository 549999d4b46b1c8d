import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface RunningFile {
  readonly file: string;
  /** What is not the same any more since a worker was replaced. */
  change(variables: Readonly<Record<string, string>>): Promise<void>;
  forget(): Promise<void>;
}

/** Tells, in the data folder, how a stack that is up can be looked at from outside (`npm run doctor -- --local`); only its owner may read it. */
export async function tellRunning(dataDir: string, variables: Readonly<Record<string, string>>): Promise<RunningFile> {
  const file = join(dataDir, 'running.json');
  let told = variables;
  let last = Promise.resolve();
  /** One after the other, and never half a file for whoever reads meanwhile. */
  const write = (): Promise<void> => {
    last = last.then(async () => {
      await writeFile(`${file}.new`, `${JSON.stringify(told, null, 2)}\n`, { mode: 0o600 });
      await rename(`${file}.new`, file);
    });
    return last;
  };
  await write();
  return {
    file,
    change: (changed) => {
      told = { ...told, ...changed };
      return write();
    },
    forget: async () => {
      await last;
      await rm(file, { force: true });
    },
  };
}
