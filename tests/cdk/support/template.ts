import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Configuration } from '#cdk/configuration.ts';
import { HoldSlayerStack } from '#cdk/hold-slayer-stack.ts';

export const exampleSettings: unknown = JSON.parse(readFileSync('cdk/deployment.example.json', 'utf8'));

/** The stack with the given settings over the example's, and code that was not bundled. */
export function synthesised(settings: Record<string, unknown> = {}): {
  app: App;
  stack: HoldSlayerStack;
  template: Template;
} {
  const dir = mkdtempSync(join(tmpdir(), 'hold-slayer-code-'));
  try {
    const code = join(dir, 'code');
    mkdirSync(code);
    writeFileSync(join(code, 'index.mjs'), 'export const handler = async () => {};\n');
    writeFileSync(join(code, 'Dockerfile'), 'FROM scratch\n');
    const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
    const app = new App({ context, analyticsReporting: false, outdir: join(dir, 'out') });
    const stack = new HoldSlayerStack(app, {
      configuration: Configuration.parse({ ...(exampleSettings as object), ...settings }),
      release: '0.1.0+test',
      bundles: { lambda: () => code, worker: code },
    });
    return { app, stack, template: Template.fromStack(stack) };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: readonly string[];
}

/** Resources of a type by their logical names. */
export function resourcesOf(template: Template, type: string): Record<string, Resource> {
  return template.findResources(type) as Record<string, Resource>;
}

/** Logical ids of the Lambdas of ours by their names. */
export function lambdaIds(template: Template): Record<string, string> {
  const named = Object.keys(resourcesOf(template, 'AWS::Lambda::Function')).map((id) => {
    const [, name = id] = /^CallsFunctions(\w+)[0-9A-F]{8}$/.exec(id) ?? [];
    return [name, id] as const;
  });
  return Object.fromEntries(named);
}

export interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** What the policies of the roles may do whose logical ids match. */
export function statementsOf(template: Template, role: RegExp): Statement[] {
  return Object.entries(resourcesOf(template, 'AWS::IAM::Policy'))
    .filter(([id]) => role.test(id))
    .flatMap(([, { Properties }]) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement);
}
