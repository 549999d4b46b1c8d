import { readFileSync } from 'node:fs';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { functionSettings } from '#cdk/constructs/function-settings.ts';
import { emitted } from './emitted.ts';
import { lambdaIds, resourcesOf, statementsOf } from './template.ts';
import { isSame, readQuestion, savedQuestions, watchedMetrics } from './watched.ts';

/** As Lambda writes them beside our own lines: an error, no time left, no memory left, a module that cannot be read, a start that took too long. */
const linesOfFailedRuns = [
  '2026-11-26T03:00:00.000Z\t5f3c1a9e\tERROR\tInvoke Error \t{"errorType":"WorkerUnreachable"}',
  '2026-11-26T03:00:14.010Z 5f3c1a9e Task timed out after 14.01 seconds',
  'RequestId: 5f3c1a9e Error: Runtime exited with error: signal: killed',
  '2026-11-26T03:00:00.000Z\tundefined\tERROR\tUncaught Exception \t{"errorType":"Runtime.ImportModuleError"}',
  'INIT_REPORT Init Duration: 9999.72 ms\tPhase: init\tStatus: timeout',
];
const linesOfGoodRuns = [
  'INIT_START Runtime Version: nodejs:24.v10',
  'START RequestId: 5f3c1a9e Version: $LATEST',
  '{"level":"ERROR","message":"handler failed","functionName":"Hold","error":"StoreUnavailable"}',
  'REPORT RequestId: 5f3c1a9e\tDuration: 12.10 ms\tBilled Duration: 13 ms\tMemory Size: 512 MB',
];

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

  it('runs that our code could not log are asked for, of every Lambda', () => {
    const query = Object.values(resourcesOf(template, 'AWS::Logs::QueryDefinition')).find(
      ({ Properties }) => Properties.Name === 'HoldSlayer/What Lambda tells',
    )?.Properties;
    const phrases = [...String(query?.QueryString).matchAll(/@message like "([^"]+)"/g)].map(([, text = '']) => text);
    const isAskedFor = (line: string) => phrases.some((phrase) => line.includes(phrase));
    expect(linesOfFailedRuns.filter((line) => !isAskedFor(line))).toEqual([]);
    expect(linesOfGoodRuns.filter(isAskedFor)).toEqual([]);
    const logs = Object.keys(resourcesOf(template, 'AWS::Lambda::Function'))
      .filter((id) => id.startsWith('CallsFunctions'))
      .map((id) => template.toJSON().Resources[id].Properties.LoggingConfig.LogGroup);
    expect(logs).toHaveLength(Object.keys(functionSettings).length + 1);
    expect(query?.LogGroupNames).toEqual(expect.arrayContaining(logs));
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
