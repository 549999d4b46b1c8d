import { needs } from '#lambdas/needs.ts';
import type { LambdaName } from './bundles.ts';

export const lambdaNames = [...Object.keys(needs), 'CommandDoor'] as readonly LambdaName[];
export const workerName = 'stream-worker';

/** The modules that bundles are made of, as text, by the names of their folders. */
export function entries(): ReadonlyMap<string, string> {
  const all = lambdaNames.map((name) => [name, entryOf(name)] as const);
  return new Map([...all, [workerName, `import '#stream-worker/main.ts';`]]);
}

/** Its own export of lambdas/by-name.ts, and the adapters of its own needs. */
function entryOf(name: LambdaName): string {
  if (name === 'CommandDoor') return `export { handler } from '#lambdas/entry/command-door.ts';`;
  const ports = needs[name].join(', ');
  return [
    `import { ${name} } from '#lambdas/by-name.ts';`,
    `import { serve } from '#lambdas/entry/serve.ts';`,
    `import { ${ports} } from '#lambdas/shared/ports.ts';`,
    `export const handler = serve(${name}, { ${ports} });`,
  ].join('\n');
}
