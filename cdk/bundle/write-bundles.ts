import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleAll, writeBundle } from './bundle.ts';
import type { Bundles } from './bundles.ts';
import { workerName } from './entries.ts';

const dockerfile = fileURLToPath(new URL('../../stream-worker/Dockerfile', import.meta.url));

/** Bundles everything into folders under `outDir`. */
export async function writeBundles(outDir: string): Promise<Bundles> {
  await Promise.all((await bundleAll()).map((bundle) => writeBundle(bundle, outDir)));
  const worker = join(outDir, workerName);
  await copyFile(dockerfile, join(worker, 'Dockerfile'));
  return { lambda: (name) => join(outDir, name), worker };
}
