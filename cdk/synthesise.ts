import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { acknowledgeFindings } from './acknowledged.ts';
import type { Bundle } from './bundle/bundle.ts';
import { writeBundles } from './bundle/write-bundles.ts';
import { readConfiguration } from './configuration.ts';
import { HoldSlayerStack } from './hold-slayer-stack.ts';
import { releaseOf } from './release.ts';

export async function synthesise(bundling: Promise<readonly Bundle[]>): Promise<void> {
  const app = new App();
  const configuration = readConfiguration(String(app.node.getContext('settings')));
  const bundles = await writeBundles(await bundling, join(app.outdir, 'bundles'));
  acknowledgeFindings(new HoldSlayerStack(app, { configuration, bundles, release: await releaseOf() }));
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
}
