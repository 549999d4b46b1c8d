import { type Bundle, reachable } from './bundle.ts';

export interface BundleSize {
  readonly name: string;
  /** Read at a cold start: index.mjs and what it imports statically. 1 kB = 1,000 bytes, minified. */
  readonly startKb: number;
  /** In files of their own, read only when needed. */
  readonly laterKb: number;
  /** The packages that weigh most at the start; `own` = our own code. */
  readonly heaviest: readonly { readonly part: string; readonly kb: number }[];
}

export function sizeOf({ name, metafile, files }: Bundle, parts = 5): BundleSize {
  const byPart = new Map<string, number>();
  let startKb = 0;
  for (const path of reachable(metafile, name, ['import-statement'])) {
    const { bytes = 0, inputs = {} } = metafile.outputs[path] ?? {};
    startKb += bytes / 1000;
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const [, part = 'own'] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? [];
      byPart.set(part, (byPart.get(part) ?? 0) + bytesInOutput / 1000);
    }
  }
  const totalKb = [...files.values()].reduce((sum, { length }) => sum + length / 1000, 0);
  const heaviest = [...byPart].map(([part, kb]) => ({ part, kb })).toSorted((a, b) => b.kb - a.kb);
  return { name, startKb, laterKb: totalKb - startKb, heaviest: heaviest.slice(0, parts) };
}
