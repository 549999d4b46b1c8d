import { readFileSync } from 'node:fs';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { emitted } from './emitted.ts';
import { lambdaIds, resourcesOf, statementsOf } from './template.ts';
import { isSame, readQuestion, savedQuestions, watchedMetrics } from './watched.ts';

/** Alarms, dashboard and saved questions. */
export function observeSuite(template: Template): void {
  const alarms = Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm')).filter(
    ({ Properties }) =>
      Properties.AlarmDescription !== undefined && String(Properties.AlarmName ?? '').startsWith('HoldSlayer-'),
  );

  describe('alarms', () => {
    it('reach somebody', () => {
      expect(alarms.length).toBeGreaterThan(10);
      for (const { Properties } of alarms) expect(Properties.AlarmActions).toHaveLength(1);
      template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'operator@example.com' });
    });

    it('may publish to their topic, which has a policy and so takes nothing else', () => {
      const topics = new Set(alarms.flatMap(({ Properties }) => Properties.AlarmActions as { Ref: string }[]));
      for (const { Ref } of topics) {
        template.hasResourceProperties('AWS::SNS::TopicPolicy', {
          Topics: [{ Ref }],
          PolicyDocument: Match.objectLike({
            Statement: Match.arrayWith([
              Match.objectLike({
                Effect: 'Allow',
                Principal: { Service: 'cloudwatch.amazonaws.com' },
                Action: 'sns:Publish',
                Resource: { Ref },
              }),
            ]),
          }),
        });
      }
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

  it('what is watched and asked for is what running Lambdas and workers write', async () => {
    const { metrics, lines } = await emitted();
    const written = metrics.map(({ namespace, name, dimensions }) => ({ namespace, name, dimensions }));
    const watched = watchedMetrics(template);
    expect(new Set(watched.map(({ name }) => name)).size).toBeGreaterThan(15);
    expect(watched.filter(({ namespace }) => namespace !== 'HoldSlayer')).toEqual([]);
    const unwritten = watched.filter((one) => !written.some((other) => isSame(one, other)));
    expect(unwritten).toEqual([]);

    const questions = savedQuestions(template);
    expect(questions.length).toBeGreaterThan(4);
    for (const question of questions) {
      const { wanted, fields } = readQuestion(question);
      const asked = lines.filter((line) => wanted.every(([field, value]) => line[field] === value));
      const missing = fields.filter((field) => !asked.some((line) => field in line));
      expect({ question, lines: asked.length > 0, missing }).toEqual({ question, lines: true, missing: [] });
    }
  });
}
