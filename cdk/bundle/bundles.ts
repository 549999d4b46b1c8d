import type { FunctionName } from '#lambdas/functions.ts';

export type LambdaName = FunctionName | 'CommandDoor';

/** Where the bundled code lies. */
export interface Bundles {
  /** A folder with index.mjs. */
  lambda(name: LambdaName): string;
}
