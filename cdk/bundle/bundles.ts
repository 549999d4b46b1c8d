import type { FunctionName } from '#lambdas/functions.ts';

export type LambdaName = FunctionName | 'CommandDoor';

/** Where the bundled code lies. */
export interface Bundles {
  /** A folder with index.mjs. */
  lambda(name: LambdaName): string;
  /** A folder with index.mjs and the Dockerfile of the stream worker. */
  readonly worker: string;
}
