/** Every Lambda by its name: what CDK deploys one by one, and the one-machine stack runs in one process. */
export * as functions from './by-name.ts';

export type FunctionName = keyof typeof import('./by-name.ts');
