import type { FunctionName } from '#lambdas/functions.ts';
import { needs, type Port } from '#lambdas/needs.ts';
import type { LambdaName } from './bundles.ts';

export const lambdaNames = [...Object.keys(needs), 'CommandDoor'] as readonly LambdaName[];
export const workerName = 'stream-worker';

/** Lambdas that are given no secrets and wire themselves. */
const withoutSecrets = {
  CommandDoor: `export { handler } from '#lambdas/entry/command-door.ts';`,
  LiveCalls: `export { handler } from '#lambdas/entry/live-calls.ts';`,
} as const;

/** Ports that few requests of a Lambda reach: links to recordings, and acting on the line of a live call. */
const rare: Partial<Readonly<Record<FunctionName, readonly Port[]>>> = { Api: ['recordings', 'telephony', 'workers'] };

/** The modules that bundles are made of, as text, by the names of their folders. */
export function entries(): ReadonlyMap<string, string> {
  const all = lambdaNames.map((name) => [name, entryOf(name)] as const);
  return new Map([...all, [workerName, `import '#stream-worker/main.ts';`]]);
}

/**
 * Which are bundled together. A file that one bundle needs is in all of its group that reach it by an index, needed or not: so those that speak
 * XML with S3 are by themselves.
 */
export function groups(): readonly (readonly string[])[] {
  const speaksToS3 = (name: string) => name === workerName || portsOf(name).includes('recordings');
  return [lambdaNames.filter((name) => !speaksToS3(name)), [...lambdaNames.filter(speaksToS3), workerName]];
}

function portsOf(name: string): readonly Port[] {
  return name in needs ? needs[name as keyof typeof needs] : [];
}

/** Further modules, which entries import as `own:{name}` when they need them. */
export function portModules(): ReadonlyMap<string, string> {
  const ports = new Set(Object.values(rare).flat());
  return new Map([...ports].map((port) => [`port-${port}`, `export { ${port} } from '#lambdas/shared/ports.ts';`]));
}

/** Its own export of lambdas/by-name.ts, and the adapters of its own needs. */
function entryOf(name: LambdaName): string {
  if (name === 'CommandDoor' || name === 'LiveCalls') return withoutSecrets[name];
  const all: readonly Port[] = needs[name];
  const isRare = (port: Port) => rare[name]?.includes(port) ?? false;
  return [
    `import { ${name} } from '#lambdas/by-name.ts';`,
    `import { later } from '#lambdas/entry/later.ts';`,
    `import { serve } from '#lambdas/entry/serve.ts';`,
    `import { ${all.filter((port) => !isRare(port)).join(', ')} } from '#lambdas/shared/ports.ts';`,
    ...all
      .filter(isRare)
      .map((port) => `const ${port} = later(() => import('own:port-${port}').then((module) => module.${port}));`),
    `export const handler = serve(${name}, { ${all.join(', ')} });`,
  ].join('\n');
}
