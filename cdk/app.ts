import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundleAll } from './bundle/bundle.ts';

// The CDK is large, and read anew by each synthesis: compiled once, it takes a second less.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)));
// The bundler works in a process of its own while this one reads the CDK.
const bundling = bundleAll();
bundling.catch(() => {});
const { synthesise } = await import('./synthesise.ts');
// Settings that are wrong are told by their message; where in the CDK it was noticed helps nobody.
await synthesise(bundling).catch((error: unknown) => {
  if (!(error instanceof Error) || error.name !== 'SettingsWrong') throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
