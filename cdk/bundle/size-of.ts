import type { Metafile } from 'esbuild';
import type { Bundled } from './bundle.ts';

export interface BundleSize {
  readonly name: string;
  /** Read at a cold start: index.mjs and what it imports statically. 1 kB = 1,000 bytes. */
  readonly startKb: number;
  /** In files of their own, read only when needed. */
  readonly laterKb: number;
  /** The packages and rooms that weigh most at the start. */
  readonly heaviest: readonly { readonly part: string; readonly kb: number }[];
}

export function sizeOf(name: string, { metafile }: Bundled, parts = 5): BundleSize {
  const atStart = startOf(metafile);
  const byPart = new Map<string, number>();
  let startKb = 0;
  let laterKb = 0;
  for (const [path, { bytes, inputs }] of Object.entries(metafile.outputs)) {
    if (!atStart.has(path)) {
      laterKb += bytes / 1000;
      continue;
    }
    startKb += bytes / 1000;
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const part = partOf(input);
      byPart.set(part, (byPart.get(part) ?? 0) + bytesInOutput / 1000);
    }
  }
  const heaviest = [...byPart].map(([part, kb]) => ({ part, kb })).toSorted((a, b) => b.kb - a.kb);
  return { name, startKb, laterKb, heaviest: heaviest.slice(0, parts) };
}

/** The entry's file and all that it imports statically. */
function startOf({ outputs }: Metafile): ReadonlySet<string> {
  const queue = Object.keys(outputs).filter((path) => path.endsWith('/index.mjs'));
  const seen = new Set<string>();
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && next in outputs) queue.push(next);
    }
  }
  return seen;
}

/** `@scope/package` or `package` of a dependency, two folders of ours. */
function partOf(input: string): string {
  const [, dependency] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? [];
  return dependency ?? input.split('/').slice(0, 2).join('/');
}
