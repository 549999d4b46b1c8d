import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { needs } from '#lambdas/needs.ts';
import type { Bundles, LambdaName } from './bundles.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** CommonJS packages among the dependencies ask for node's own modules by `require`. */
const banner = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** zod names all its languages where a bundler cannot drop them: 350 kB, of which we speak one. */
const zodInEnglish: Plugin = {
  name: 'zod-in-english',
  setup: ({ onLoad }) => {
    onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

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
  plugins: [zodInEnglish],
  logLevel: 'warning',
} satisfies BuildOptions;

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

/** The entry of a Lambda: its own export of lambdas/by-name.ts, and the adapters of its own needs. */
export function entryOf(name: LambdaName): { readonly code: string } | { readonly file: string } {
  if (name === 'CommandDoor') return { file: 'lambdas/entry/command-door.ts' };
  const code = [
    `import { ${name} } from '#lambdas/by-name.ts';`,
    `import { serve } from '#lambdas/entry/serve.ts';`,
    `import { ${needs[name].join(', ')} } from '#lambdas/shared/ports.ts';`,
    `export const handler = serve(${name}, { ${needs[name].join(', ')} });`,
  ];
  return { code: code.join('\n') };
}

/** Bundles every Lambda and the stream worker side by side. */
export async function bundleAll(outDir: string): Promise<Bundles> {
  const worker = join(outDir, 'stream-worker');
  await Promise.all([
    ...lambdaNames.map((name) => bundle(entryOf(name), join(outDir, name))),
    bundle({ file: 'stream-worker/main.ts' }, worker),
  ]);
  await copyFile(join(root, 'stream-worker/Dockerfile'), join(worker, 'Dockerfile'));
  return { lambda: (name) => join(outDir, name), worker };
}

export const lambdaNames = [...Object.keys(needs), 'CommandDoor'] as readonly LambdaName[];
