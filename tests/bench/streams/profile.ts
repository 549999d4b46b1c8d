import type { Profiler } from 'node:inspector';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A row of a flame graph's top: where the time itself went, callees apart. */
export interface SelfTime {
  readonly where: string;
  readonly share: number;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Functions by their own time in a CPU profile, idle time left out. */
export function selfTimes({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): SelfTime[] {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const spent = new Map<string, number>();
  let sum = 0;
  for (const [index, id] of samples.entries()) {
    const name = names.get(id) ?? '(unknown)';
    const took = timeDeltas[index] ?? 0;
    if (name === '(idle)' || name === '(root)') continue;
    spent.set(name, (spent.get(name) ?? 0) + took);
    sum += took;
  }
  return [...spent].map(([where, took]) => ({ where, share: took / sum })).toSorted((a, b) => b.share - a.share);
}

function nameOf({ functionName, url, lineNumber }: Profiler.Profile['nodes'][number]['callFrame']): string {
  if (url === '') return functionName || '(native)';
  const file = url.startsWith('file:') ? relative(root, fileURLToPath(url)) : url;
  return `${functionName || '(anonymous)'} ${file.replace(/^node_modules\//, '')}:${lineNumber + 1}`;
}
