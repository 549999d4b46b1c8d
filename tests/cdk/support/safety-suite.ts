import type { Template } from 'aws-cdk-lib/assertions';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { callMachine } from '#core/contracts/call-machine.ts';
import { TOO_LATE_MS, TRY_FOR_MS } from '#lambdas/hand-over/hand-over.ts';
import { callDefinition } from '#statemachines/call-definition.ts';
import { DRAIN_MS, LEAVES_AFTER_MS } from '#stream-worker/hearing.ts';
import { lambdaIds, resourcesOf, statementsOf } from './template.ts';

/** Two tries of the command door, and what a worker that ended its streams still writes (LAST_WRITES_MS of a session). */
const COMMAND_MS = 10_000;
const LAST_WRITES_MS = 10_000;

/** Data at rest, timeouts, permissions, the network. */
export function safetySuite(template: Template): void {
  const ids = lambdaIds(template);
  const timeoutOf = (name: string) =>
    Number(resourcesOf(template, 'AWS::Lambda::Function')[ids[name] ?? '']?.Properties.Timeout);

  describe('data at rest', () => {
    it('no bucket is public, none takes unencrypted requests', () => {
      const buckets = resourcesOf(template, 'AWS::S3::Bucket');
      expect(Object.keys(buckets)).toHaveLength(2);
      for (const { Properties } of Object.values(buckets)) {
        expect(Properties.PublicAccessBlockConfiguration).toEqual({
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        });
        expect(Properties.BucketEncryption).toBeDefined();
      }
      for (const { Properties } of Object.values(resourcesOf(template, 'AWS::S3::BucketPolicy'))) {
        expect(JSON.stringify(Properties)).toContain('"aws:SecureTransport":"false"');
      }
    });

    it('recordings are encrypted by a key of their own, which rotates', () => {
      template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
      template.hasResourceProperties('AWS::S3::Bucket', {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { BucketKeyEnabled: true, ServerSideEncryptionByDefault: Match.objectLike({ SSEAlgorithm: 'aws:kms' }) },
          ],
        },
      });
    });

    it('who reads recordings or knocks at the balancer is in access logs, which end', () => {
      const buckets = resourcesOf(template, 'AWS::S3::Bucket');
      const idOf = (name: string) => Object.keys(buckets).find((id) => id.startsWith(`Data${name}`));
      template.hasResourceProperties('AWS::S3::Bucket', {
        LoggingConfiguration: { DestinationBucketName: { Ref: idOf('AccessLogs') }, LogFilePrefix: 'recordings/' },
      });
      template.hasResourceProperties('AWS::S3::Bucket', {
        LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 90 })] },
      });
      template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
        LoadBalancerAttributes: Match.arrayWith([
          { Key: 'access_logs.s3.enabled', Value: 'true' },
          { Key: 'access_logs.s3.bucket', Value: { Ref: idOf('AccessLogs') } },
        ]),
      });
    });

    it('the log of the state machine tells states, not what they were given', () => {
      template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
        LoggingConfiguration: Match.objectLike({ IncludeExecutionData: false, Level: 'ALL' }),
      });
    });

    it('no secret stands in the environment of a Lambda or a worker', () => {
      const lambdas = Object.values(resourcesOf(template, 'AWS::Lambda::Function'));
      const names = lambdas.flatMap(({ Properties }) =>
        Object.keys((Properties.Environment as { Variables?: object } | undefined)?.Variables ?? {}),
      );
      const workers = Object.values(resourcesOf(template, 'AWS::ECS::TaskDefinition')).flatMap(({ Properties }) =>
        (Properties.ContainerDefinitions as { Environment: { Name: string }[] }[]).flatMap(({ Environment }) =>
          Environment.map(({ Name }) => Name),
        ),
      );
      const isSecret = /TOKEN|API_KEY|FACTS_KEY|(STREAM|WORKER)_SECRET/;
      expect([...names, ...workers].filter((name) => isSecret.test(name))).toEqual([]);
    });

    it('the pieces of a call go in days, its recordings in months', () => {
      template.hasResourceProperties('AWS::S3::Bucket', {
        LifecycleConfiguration: {
          Rules: Match.arrayWith([
            Match.objectLike({ Prefix: 'calls/', ExpirationInDays: 3 }),
            Match.objectLike({ Prefix: 'recordings/', ExpirationInDays: 90 }),
          ]),
        },
      });
    });
  });

  describe('timeouts are ordered: Lambda < step < heartbeat chain', () => {
    const states: Record<string, { TimeoutSeconds?: number; HeartbeatSeconds?: number }> =
      JSON.parse(callDefinition).States;
    it.each(Object.keys(callMachine))('%s', (name) => {
      const { TimeoutSeconds = 0, HeartbeatSeconds } = states[name] ?? {};
      expect(timeoutOf(name)).toBeGreaterThan(0);
      expect(timeoutOf(name)).toBeLessThan(HeartbeatSeconds ?? TimeoutSeconds);
      if (HeartbeatSeconds !== undefined) expect(HeartbeatSeconds).toBeLessThan(TimeoutSeconds);
    });

    it.each([
      ['Twilio', 15],
      ['Sms', 15],
      ['Api', 30],
      ['Live', 30],
    ])('%s answers before its caller gives up after %i s', (name, callerSeconds) => {
      expect(timeoutOf(name)).toBeLessThan(callerSeconds);
    });

    it('workers follow the mean of live streams, between two limits', () => {
      template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
        MinCapacity: 2,
        MaxCapacity: 20,
      });
      template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
        TargetTrackingScalingPolicyConfiguration: Match.objectLike({
          TargetValue: 400,
          CustomizedMetricSpecification: Match.objectLike({ MetricName: 'LiveStreams', Statistic: 'Average' }),
        }),
      });
    });

    it('a worker that leaves has handed its calls over before the balancer breaks their streams', () => {
      const [targets] = Object.values(resourcesOf(template, 'AWS::ElasticLoadBalancingV2::TargetGroup'));
      const attributes = targets?.Properties.TargetGroupAttributes as { Key: string; Value: string }[];
      const delay = attributes.find(({ Key }) => Key === 'deregistration_delay.timeout_seconds');
      const breaksMs = Number(delay?.Value) * 1_000;
      const eventMs = 12_000;
      expect(timeoutOf('HandOver') * 1_000).toBeGreaterThan(TRY_FOR_MS + COMMAND_MS);
      expect(eventMs + TRY_FOR_MS + COMMAND_MS + LEAVES_AFTER_MS + DRAIN_MS + LAST_WRITES_MS).toBeLessThan(breaksMs);
      expect(TOO_LATE_MS).toBe(breaksMs);
    });

    it('a worker has handed its calls over before Fargate kills it', () => {
      const [task] = Object.values(resourcesOf(template, 'AWS::ECS::TaskDefinition'));
      const containers = task?.Properties.ContainerDefinitions as { StopTimeout: number }[];
      expect(containers.map(({ StopTimeout }) => StopTimeout * 1_000 > DRAIN_MS)).toEqual([true]);
    });

    it('HandOver may ask the door to the workers, and change nothing', () => {
      const actions = statementsOf(template, /FunctionsHandOverRole/).flatMap(({ Action }) => Action);
      expect([...new Set(actions)].toSorted()).toEqual([
        'lambda:InvokeFunction',
        'logs:CreateLogStream',
        'logs:PutLogEvents',
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetSecretValue',
        'sqs:GetQueueAttributes',
        'sqs:GetQueueUrl',
        'sqs:SendMessage',
      ]);
      const invoked = statementsOf(template, /FunctionsHandOverRole/)
        .filter(({ Action }) => Action === 'lambda:InvokeFunction')
        .map(({ Resource }) => Resource);
      expect(invoked).toEqual([{ 'Fn::GetAtt': [ids.CommandDoor, 'Arn'] }]);
    });

    it('a worker that must go has as long as Fargate allows, and new ones come first', () => {
      template.hasResourceProperties('AWS::ECS::TaskDefinition', {
        ContainerDefinitions: [Match.objectLike({ StopTimeout: 120, ReadonlyRootFilesystem: true })],
      });
      template.hasResourceProperties('AWS::ECS::Service', {
        DeploymentConfiguration: Match.objectLike({ MinimumHealthyPercent: 100, MaximumPercent: 200 }),
      });
    });
  });

  describe('workers', () => {
    it('are as many after a deployment as before: only autoscaling sets their number', () => {
      template.hasResourceProperties('AWS::ECS::Service', { DesiredCount: Match.absent() });
    });

    it('hear on when CloudWatch takes no lines', () => {
      template.hasResourceProperties('AWS::ECS::TaskDefinition', {
        ContainerDefinitions: [
          Match.objectLike({
            LogConfiguration: {
              LogDriver: 'awslogs',
              Options: Match.objectLike({ mode: 'non-blocking', 'max-buffer-size': '26214400b' }),
            },
          }),
        ],
      });
    });

    it('are told their region', () => {
      template.hasResourceProperties('AWS::ECS::TaskDefinition', {
        ContainerDefinitions: [
          Match.objectLike({ Environment: Match.arrayWith([{ Name: 'AWS_REGION', Value: { Ref: 'AWS::Region' } }]) }),
        ],
      });
    });
  });

  describe('permissions', () => {
    it('a worker may protect tasks of its own cluster, and change no other part of ECS', () => {
      const ofEcs = statementsOf(template, /MediaTaskTaskRole/).filter(({ Action }) =>
        JSON.stringify(Action).includes('ecs:'),
      );
      expect(ofEcs).toEqual([
        expect.objectContaining({
          Action: ['ecs:GetTaskProtection', 'ecs:UpdateTaskProtection'],
          Condition: { ArnEquals: { 'ecs:cluster': expect.anything() } },
        }),
      ]);
    });

    it('the state machine invokes its own tasks and nothing else', () => {
      const invoked = statementsOf(template, /MachineRole/)
        .filter(({ Action }) => [Action].flat().includes('lambda:InvokeFunction'))
        .flatMap(({ Resource }) => [Resource].flat());
      const arns = Object.keys(callMachine).map((name) => ({ 'Fn::GetAtt': [ids[name], 'Arn'] }));
      expect(new Set(invoked.map((arn) => JSON.stringify(arn)))).toEqual(
        new Set(arns.map((arn) => JSON.stringify(arn))),
      );
    });

    it('a whole service is open to nobody, and every resource only where AWS knows no narrower one', () => {
      const known =
        /^(ec2:(Create|Describe|Delete)|ec2:(Una|A)ssignPrivate|dynamodb:ListStreams|logs:|ecr:GetAuthorizationToken|xray:)/;
      for (const { Action, Resource } of statementsOf(template, /./)) {
        for (const action of [Action].flat()) expect(action).not.toMatch(/^\*|:\*$/);
        if ([Resource].flat().includes('*'))
          expect([Action].flat().filter((action) => !known.test(action))).toEqual([]);
      }
    });

    it.each([
      ['Api', true],
      ['Sms', true],
      ['Twilio', false],
      ['Decide', false],
      ['Finish', false],
    ])('%s may begin calls: %s', (name, may) => {
      const actions = statementsOf(template, new RegExp(`Functions${name}Role`)).flatMap(({ Action }) =>
        [Action].flat(),
      );
      expect(actions.length).toBeGreaterThan(0);
      expect(actions.includes('states:StartExecution')).toBe(may);
    });

    it.each([
      ['Twilio', true],
      ['Api', true],
      ['Sms', true],
      ['Hold', true],
      ['Live', false],
      ['Decide', false],
    ])('%s may answer a step that waits: %s', (name, may) => {
      const actions = statementsOf(template, new RegExp(`Functions${name}Role`)).flatMap(({ Action }) =>
        [Action].flat(),
      );
      expect(actions.includes('states:SendTaskSuccess')).toBe(may);
    });
  });

  describe('the network', () => {
    const groupId = (name: string) =>
      Object.keys(resourcesOf(template, 'AWS::EC2::SecurityGroup')).find((id) => id.startsWith(`Network${name}`));

    it('has no NAT gateway, and routes to S3 and DynamoDB without the internet', () => {
      template.resourceCountIs('AWS::EC2::NatGateway', 0);
      template.resourceCountIs('AWS::EC2::VPCEndpoint', 2);
    });

    it('lets the world in at the balancer by TLS only', () => {
      const open = Object.entries(resourcesOf(template, 'AWS::EC2::SecurityGroup')).filter(([, { Properties }]) =>
        JSON.stringify(Properties.SecurityGroupIngress ?? []).includes('0.0.0.0/0'),
      );
      expect(open.map(([id]) => id)).toEqual([groupId('Balancer')]);
      expect(open[0]?.[1].Properties.SecurityGroupIngress).toEqual([
        expect.objectContaining({ FromPort: 443, ToPort: 443 }),
      ]);
    });

    it('lets only the command door and other workers to the command port, only the balancer to the stream port', () => {
      const rules = Object.values(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress')).map(({ Properties }) => ({
        to: Properties.GroupId,
        from: Properties.SourceSecurityGroupId,
        port: Properties.FromPort,
      }));
      const id = (name: string) => ({ 'Fn::GetAtt': [groupId(name), 'GroupId'] });
      expect(rules).toHaveLength(3);
      expect(rules).toEqual(
        expect.arrayContaining([
          { to: id('Worker'), from: id('Balancer'), port: 8080 },
          { to: id('Worker'), from: id('Door'), port: 8081 },
          { to: id('Worker'), from: id('Worker'), port: 8081 },
        ]),
      );
    });

    it('streams come by TLS 1.2 or later and may stay for the day', () => {
      template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
        Port: 443,
        SslPolicy: Match.stringLikeRegexp('TLS13'),
      });
      template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
        LoadBalancerAttributes: Match.arrayWith([{ Key: 'idle_timeout.timeout_seconds', Value: '4000' }]),
      });
    });
  });
}
