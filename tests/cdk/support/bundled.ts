import { join } from 'node:path';
import { build } from 'esbuild';
import { withDependencies } from '#cdk/bundle/bundle.ts';

/** What a module exports once it is bundled as the Lambdas are. @param code exports of our own modules @param folder where the bundle is written */
export async function bundled<Exports>(code: string, folder: string): Promise<Exports> {
  const outfile = join(folder, 'bundled.mjs');
  await build({ ...withDependencies, stdin: { contents: code, resolveDir: process.cwd(), loader: 'ts' }, outfile });
  return import(outfile);
}
