import { Annotations, ArnFormat, Stack } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Configuration } from '#cdk/configuration.ts';
import { makeAlarms } from './alarms.ts';
import type { Calls } from './calls.ts';
import { makeDashboard } from './dashboard.ts';
import type { Data } from './data.ts';
import type { Media } from './media.ts';
import { saveQueries } from './saved-queries.ts';

/** One dashboard, the alarms and the saved questions to the logs. */
export class Observe extends Construct {
  readonly alarms: Alarm[];

  constructor(
    scope: Construct,
    id: string,
    props: { readonly configuration: Configuration; readonly calls: Calls; readonly media: Media; readonly data: Data },
  ) {
    super(scope, id);
    const { configuration, calls, media } = props;
    const topic = new Topic(this, 'Alarms', { displayName: 'Hold Slayer', enforceSSL: true });
    if (configuration.alarmEmail === null)
      Annotations.of(this).addInfo('alarmEmail is not set: nobody is told of alarms');
    else topic.addSubscription(new EmailSubscription(configuration.alarmEmail));
    letAlarmsPublish(topic, configuration.stackName);
    this.alarms = makeAlarms(this, calls, media, configuration);
    for (const alarm of this.alarms) alarm.addAlarmAction(new SnsAction(topic as ITopic));
    const lambdas = [...Object.values(calls.functions.byName), calls.functions.commandDoor];
    const logs = [...lambdas.map(({ logGroup }) => logGroup), media.logGroup];
    const names = logs.map(({ logGroupName }) => logGroupName);
    calls.functions.byName.LiveCalls.addEnvironment('LOG_GROUPS', names.join(','));
    makeDashboard(this, { ...props, alarms: this.alarms });
    saveQueries(this, configuration.stackName, logs);
  }
}

/**
 * A topic without a policy takes what its account publishes, alarms too. One with a policy, as `enforceSSL` makes it, takes only what the policy
 * allows, and an alarm that may not publish tells nobody but its own history.
 */
function letAlarmsPublish(topic: Topic, stackName: string): void {
  const stack = Stack.of(topic);
  const alarms = stack.formatArn({
    service: 'cloudwatch',
    resource: 'alarm',
    resourceName: `${stackName}-*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account }, ArnLike: { 'aws:SourceArn': alarms } },
    }),
  );
}
