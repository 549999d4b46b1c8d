import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bundle, writeBundle } from './bundle.ts';
import type { Bundles } from './bundles.ts';
import { workerName } from './entries.ts';

const dockerfile = fileURLToPath(new URL('../../stream-worker/Dockerfile', import.meta.url));

/** Writes all into folders under `outDir`. */
export async function writeBundles(all: readonly Bundle[], outDir: string): Promise<Bundles> {
  await Promise.all(all.map((bundle) => writeBundle(bundle, outDir)));
  const worker = join(outDir, workerName);
  await copyFile(dockerfile, join(worker, 'Dockerfile'));
  return { lambda: (name) => join(outDir, name), worker };
}
