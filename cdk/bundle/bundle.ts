import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile, type OutputFile, type Plugin } from 'esbuild';
import { entries, groups, portModules } from './entries.ts';
import { lighter } from './lighter.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const options = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** With the packages that the code depends on. */
export const withDependencies = {
  ...options,
  plugins: [...lighter],
  // Packages that have ECMAScript modules: smaller, since what is not used falls out.
  mainFields: ['module', 'main'],
  // CommonJS packages ask for node's own modules by `require`.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
} satisfies BuildOptions;

/** One bundle: index.mjs and the chunks that it imports, at its start or later. Paths are relative to its folder. */
export interface Bundle {
  readonly name: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly metafile: Metafile;
}

/**
 * Bundles every Lambda and the stream worker. First our own code of each, where what is not used falls out; then all of them with their
 * dependencies, many at once, so that each dependency is read once or twice. What a dependency imports only when needed stays in chunks, which a
 * cold start does not read.
 */
export async function bundleAll(): Promise<Bundle[]> {
  const own = await Promise.all([...entries(), ...portModules()].map(([name, code]) => ownCodeOf(name, code)));
  const bundles = await Promise.all(groups().map((names) => bundleTogether(names, new Map(own.flat()))));
  return bundles.flat();
}

async function bundleTogether(names: readonly string[], own: ReadonlyMap<string, string>): Promise<Bundle[]> {
  const { outputFiles, metafile } = await build({
    ...withDependencies,
    entryPoints: names.map((name) => ({ in: `own:${name}`, out: name })),
    plugins: [modules('own', own), ...lighter],
    minify: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    metafile: true,
    write: false,
    outdir: join(root, 'bundles'),
  });
  return names.map((name) => ({ name, metafile, files: filesOf(name, metafile, outputFiles) }));
}

/** Writes a bundle into a folder of its own, which is made anew. */
export async function writeBundle({ name, files }: Bundle, outDir: string): Promise<string> {
  const dir = join(outDir, name);
  await rm(dir, { recursive: true, force: true });
  for (const [path, contents] of files) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), contents);
  }
  return dir;
}

/** Our own code of one bundle by the names of its modules: what it imports only when needed is a module of its own, `{name}/{file}`. */
async function ownCodeOf(name: string, code: string): Promise<(readonly [name: string, code: string])[]> {
  const { outputFiles } = await build({
    ...options,
    stdin: { contents: code, resolveDir: root, sourcefile: `${name}.ts`, loader: 'ts' },
    packages: 'external',
    external: ['own:*'],
    splitting: true,
    outdir: join(root, 'bundles'),
    write: false,
  });
  return outputFiles.map(({ path, text }) => {
    const file = basename(path);
    return [file === 'stdin.js' ? name : `${name}/${file}`, withZodByName(text)];
  });
}

/** `z` names everything that zod has; what is taken by its own name lets the rest fall out. */
function withZodByName(code: string): string {
  return code.replaceAll(
    /import \{ z(?: as (\w+))? \} from "zod";/g,
    (_, name = 'z') => `import * as ${name} from "zod";`,
  );
}

/** Modules given as text; one that imports `./file` means that of its own folder. */
function modules(namespace: string, texts: ReadonlyMap<string, string>): Plugin {
  return {
    name: namespace,
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: new RegExp(`^${namespace}:`) }, ({ path }) => ({
        path: path.slice(namespace.length + 1),
        namespace,
      }));
      onResolve({ filter: /^\.\//, namespace }, ({ path, importer }) => ({
        path: `${importer.split('/', 1)[0]}/${basename(path)}`,
        namespace,
      }));
      onLoad({ filter: /./, namespace }, ({ path }) => ({
        contents: texts.get(path) ?? '',
        resolveDir: root,
        loader: 'js',
      }));
    },
  };
}

/** The output of an entry and all that it imports, statically or not, however far. */
export function reachable(metafile: Metafile, name: string, kinds: readonly string[]): ReadonlySet<string> {
  const queue = [`bundles/${name}.mjs`];
  const seen = new Set<string>();
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const next of metafile.outputs[path]?.imports ?? []) {
      if (kinds.includes(next.kind) && next.path in metafile.outputs) queue.push(next.path);
    }
  }
  return seen;
}

function filesOf(name: string, metafile: Metafile, outputFiles: readonly OutputFile[]): Map<string, Uint8Array> {
  const contents = new Map(outputFiles.map((file) => [file.path, file.contents]));
  const paths = [...reachable(metafile, name, ['import-statement', 'dynamic-import'])];
  return new Map(
    paths.map((path) => {
      const content = contents.get(join(root, path));
      if (content === undefined) throw new Error(`the bundler told of ${path} but did not make it`);
      return [path.includes('/chunks/') ? `chunks/${basename(path)}` : 'index.mjs', content];
    }),
  );
}
