import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import type { Bundles, LambdaName } from './bundles.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** CommonJS packages among the dependencies ask for node's own modules by `require`. */
const banner = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

const options = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  // Packages that have it: smaller, since what is not used falls out.
  mainFields: ['module', 'main'],
  // What is imported only when needed stays in files of its own, which a cold start does not read.
  splitting: true,
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[name]-[hash]',
  banner: { js: banner },
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;

export interface Bundled {
  readonly dir: string;
  readonly metafile: Metafile;
}

/** Bundles one entry, given as text or as a file of the project, into a folder with index.mjs. */
export async function bundle(
  entry: { readonly code: string } | { readonly file: string },
  dir: string,
): Promise<Bundled> {
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  const input: BuildOptions =
    'code' in entry
      ? { stdin: { contents: entry.code, resolveDir: root, sourcefile: 'entry.ts', loader: 'ts' }, entryNames: 'index' }
      : { entryPoints: { index: entry.file } };
  const { metafile } = await build({ ...options, ...input, outdir: dir, metafile: true });
  return { dir, metafile };
}

/** The entry of a Lambda: its own export and nothing else of lambdas/functions.ts. */
export function entryOf(name: LambdaName): { readonly code: string } | { readonly file: string } {
  if (name === 'CommandDoor') return { file: 'lambdas/entry/command-door.ts' };
  const code = [
    `import { functions } from '#lambdas/functions.ts';`,
    `import { serve } from '#lambdas/entry/serve.ts';`,
    `export const handler = serve(functions.${name});`,
  ];
  return { code: code.join('\n') };
}

/** Bundles Lambdas side by side. */
export async function bundleLambdas(names: readonly LambdaName[], outDir: string): Promise<Bundles> {
  await Promise.all(names.map((name) => bundle(entryOf(name), join(outDir, name))));
  return { lambda: (name) => join(outDir, name) };
}
