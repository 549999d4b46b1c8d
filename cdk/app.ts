import { bundleAll } from './bundle/bundle.ts';

// The bundler works in a process of its own while this one reads the CDK.
const bundling = bundleAll();
bundling.catch(() => {});
const { synthesise } = await import('./synthesise.ts');
await synthesise(bundling);
