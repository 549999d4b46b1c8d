import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundleLambdas, lambdaNames } from './bundle/bundle.ts';
import { readConfiguration } from './configuration.ts';
import { HoldSlayerStack } from './hold-slayer-stack.ts';

const app = new App();
const configuration = readConfiguration(String(app.node.getContext('settings')));
const outDir = join(app.outdir, 'bundles');
const bundles = await bundleLambdas(lambdaNames, outDir);
new HoldSlayerStack(app, { configuration, bundles, workerImage: ContainerImage.fromRegistry('scratch') });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
