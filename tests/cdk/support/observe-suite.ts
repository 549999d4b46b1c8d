import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { lambdaIds, resourcesOf, statementsOf } from './template.ts';

/** Alarms, dashboard and saved questions. */
export function observeSuite(template: Template): void {
  const alarms = Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm')).filter(
    ({ Properties }) =>
      Properties.AlarmDescription !== undefined && String(Properties.AlarmName ?? '').startsWith('HoldSlayer-'),
  );

  function sources(folder: string): string {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  }

  describe('alarms', () => {
    it('reach somebody', () => {
      expect(alarms.length).toBeGreaterThan(10);
      for (const { Properties } of alarms) expect(Properties.AlarmActions).toHaveLength(1);
      template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'operator@example.com' });
    });

    it.each(alarms.map(({ Properties }) => String(Properties.AlarmName).replace('HoldSlayer-', '')))(
      '%s has a page in docs/operations.md',
      (name) => {
        expect(readFileSync('docs/operations.md', 'utf8')).toContain(`\n### ${name}\n`);
      },
    );
  });

  it('the live calls are a widget of the dashboard, whose Lambda may read the table and nothing else', () => {
    const { DashboardBody } = Object.values(resourcesOf(template, 'AWS::CloudWatch::Dashboard'))[0]?.Properties ?? {};
    const id = lambdaIds(template).LiveCalls;
    const widgets = JSON.stringify(DashboardBody).replaceAll('\\', '');
    expect(widgets).toContain(`"endpoint":"",{"Fn::GetAtt":["${id}","Arn"]},"","title":"Live calls"`);
    const actions = statementsOf(template, /FunctionsLiveCallsRole/).flatMap(({ Action }) => Action);
    expect([...new Set(actions)].toSorted()).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:Query',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ]);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { LOG_GROUPS: Match.anyValue() } },
    });
  });

  it('every metric of ours that is watched is written by a Lambda or a worker, under the service that is asked for', () => {
    const { DashboardBody } = Object.values(resourcesOf(template, 'AWS::CloudWatch::Dashboard'))[0]?.Properties ?? {};
    const text = JSON.stringify([DashboardBody, alarms]).replaceAll('\\', '');
    const watched = [...text.matchAll(/"HoldSlayer","(\w+)",(?:"outcome","\w+",)?"service","([\w-]+)"/g)];
    expect(new Set(watched.map(([, name]) => name)).size).toBeGreaterThan(6);
    const written = { 'hold-slayer': sources('lambdas'), 'stream-worker': sources('stream-worker') };
    for (const [, name, service] of watched) {
      expect(written[service as keyof typeof written], `${name} of ${service}`).toMatch(
        new RegExp(`count\\(\\s*'${name}'`),
      );
    }
  });

  it('saved questions ask for messages that are logged', () => {
    const all = `${sources('lambdas')}\n${sources('stream-worker')}`;
    for (const { Properties } of Object.values(resourcesOf(template, 'AWS::Logs::QueryDefinition'))) {
      for (const [, message] of String(Properties.QueryString).matchAll(/message = "([^"]+)"/g))
        expect(all).toContain(`'${message}'`);
    }
  });
}
