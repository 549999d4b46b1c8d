import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundleLambdas } from './bundle/bundle.ts';
import type { LambdaName } from './bundle/bundles.ts';
import { readConfiguration } from './configuration.ts';
import { functionSettings } from './constructs/function-settings.ts';
import { HoldSlayerStack } from './hold-slayer-stack.ts';

const app = new App();
const configuration = readConfiguration(String(app.node.getContext('settings')));
const outDir = join(app.outdir, 'bundles');
const names = [...Object.keys(functionSettings), 'CommandDoor'] as LambdaName[];
const bundles = await bundleLambdas(names, outDir);
new HoldSlayerStack(app, { configuration, bundles, workerImage: ContainerImage.fromRegistry('scratch') });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
