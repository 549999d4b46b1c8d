import type { Template } from 'aws-cdk-lib/assertions';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { tableDefinition, timeToLive } from '#adapters/dynamodb/table.ts';
import { functions } from '#lambdas/functions.ts';
import { httpRoutes, routeKeyOf, webSocketRoutes } from '#lambdas/routes.ts';
import { Environment } from '#lambdas/shared/environment.ts';
import { WorkerEnvironment } from '#stream-worker/environment.ts';
import { lambdaIds, resourcesOf, statementsOf, synthesised } from './template.ts';

interface Named {
  readonly Name: string;
}

/** What is deployed, and what settings change. */
export function deployedSuite(template: Template): void {
  describe('what is deployed', () => {
    it('every route of the one route table', () => {
      const routes = Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Route'));
      const expected = [...httpRoutes.map(routeKeyOf), ...webSocketRoutes];
      expect(routes.map(({ Properties }) => Properties.RouteKey).toSorted()).toEqual(expected.toSorted());
    });

    it('every Lambda by its name, and the door to the workers', () => {
      expect(Object.keys(lambdaIds(template)).toSorted()).toEqual(
        [...Object.keys(functions), 'CommandDoor'].toSorted(),
      );
    });

    it('every Lambda on Node 24 and ARM, with a log that ends', () => {
      const all = Object.values(resourcesOf(template, 'AWS::Lambda::Function'));
      for (const { Properties } of all) {
        expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
      }
      for (const { Properties } of Object.values(resourcesOf(template, 'AWS::Logs::LogGroup'))) {
        expect(Properties.RetentionInDays).toBe(30);
      }
    });

    it('every variable that Lambdas and workers cannot do without', () => {
      const required = ({ shape }: typeof Environment | typeof WorkerEnvironment) =>
        Object.entries(shape).flatMap(([name, value]) => (value.safeParse(undefined).success ? [] : [name]));
      const own = Object.values(resourcesOf(template, 'AWS::SecretsManager::Secret')).map(
        ({ Properties }) => (Properties.GenerateSecretString as { GenerateStringKey: string }).GenerateStringKey,
      );
      const secrets = ['TWILIO_AUTH_TOKEN', 'DEEPGRAM_API_KEY', ...own];
      const lambdas = resourcesOf(template, 'AWS::Lambda::Function');
      for (const [name, id] of Object.entries(lambdaIds(template))) {
        if (name === 'CommandDoor' || name === 'LiveCalls') continue;
        const { Environment: variables } = (lambdas[id]?.Properties ?? {}) as { Environment?: { Variables: object } };
        const given = [...Object.keys(variables?.Variables ?? {}), ...secrets];
        expect(given, name).toEqual(expect.arrayContaining(required(Environment)));
      }
      const given = Object.values(resourcesOf(template, 'AWS::ECS::TaskDefinition'))
        .flatMap(({ Properties }) => Properties.ContainerDefinitions as { Environment: Named[]; Secrets: Named[] }[])
        .flatMap((worker) => [...worker.Environment, ...worker.Secrets].map(({ Name }) => Name));
      expect(given).toEqual(expect.arrayContaining(required(WorkerEnvironment)));
    });

    it('the table of the one-machine stack', () => {
      const definition = tableDefinition('any');
      template.hasResourceProperties('AWS::DynamoDB::Table', {
        KeySchema: definition.KeySchema,
        AttributeDefinitions: definition.AttributeDefinitions,
        GlobalSecondaryIndexes: definition.GlobalSecondaryIndexes,
        BillingMode: definition.BillingMode,
        StreamSpecification: { StreamViewType: definition.StreamSpecification?.StreamViewType },
        TimeToLiveSpecification: timeToLive('any').TimeToLiveSpecification,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
      });
    });

    it('readers of the log that try again, split a bad batch and keep what failed', () => {
      template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 8,
        DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
        FilterCriteria: {
          Filters: [
            {
              Pattern: JSON.stringify({
                eventName: ['INSERT'],
                dynamodb: { NewImage: { __edb_e__: { S: ['event'] } } },
              }),
            },
          ],
        },
      });
    });

    it('runs of the reaper that failed, or never began, are kept', () => {
      template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
        FunctionName: { Ref: lambdaIds(template).Reaper },
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
      });
    });

    it('the reaper once a minute, without a second try', () => {
      template.hasResourceProperties('AWS::Events::Rule', {
        ScheduleExpression: 'rate(1 minute)',
        Targets: [
          Match.objectLike({
            Arn: { 'Fn::GetAtt': [lambdaIds(template).Reaper, 'Arn'] },
            RetryPolicy: Match.objectLike({ MaximumRetryAttempts: 0 }),
          }),
        ],
      });
    });

    it('the door to the workers once a day, lest it falls asleep', () => {
      template.hasResourceProperties('AWS::Events::Rule', {
        ScheduleExpression: 'rate(1 day)',
        Targets: [
          Match.objectLike({
            Arn: { 'Fn::GetAtt': [lambdaIds(template).CommandDoor, 'Arn'] },
            Input: JSON.stringify({ kind: 'awake' }),
          }),
        ],
      });
    });

    it('the reaper at once for an execution that ended otherwise than by its last step', () => {
      template.hasResourceProperties('AWS::Events::Rule', {
        EventPattern: {
          source: ['aws.states'],
          'detail-type': ['Step Functions Execution Status Change'],
          detail: { stateMachineArn: [Match.anyValue()], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
        },
        Targets: [
          Match.objectLike({
            Arn: { 'Fn::GetAtt': [lambdaIds(template).Reaper, 'Arn'] },
            DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('ReaperFailures'), 'Arn'] } },
          }),
        ],
      });
    });

    it('the workers of this one service before ECS takes them away, and what could not be told is kept', () => {
      const failures = { 'Fn::GetAtt': [Match.stringLikeRegexp('HandOverFailures'), 'Arn'] };
      template.hasResourceProperties('AWS::Events::Rule', {
        EventPattern: {
          source: ['aws.ecs'],
          'detail-type': ['ECS Task State Change'],
          detail: {
            clusterArn: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^MediaCluster'), 'Arn'] }],
            group: [
              { 'Fn::Join': ['', ['service:', { 'Fn::GetAtt': [Match.stringLikeRegexp('^MediaWorkers'), 'Name'] }]] },
            ],
            desiredStatus: ['STOPPED'],
            lastStatus: ['RUNNING', 'DEACTIVATING'],
          },
        },
        Targets: [
          Match.objectLike({
            Arn: { 'Fn::GetAtt': [lambdaIds(template).HandOver, 'Arn'] },
            DeadLetterConfig: { Arn: failures },
            RetryPolicy: { MaximumEventAgeInSeconds: 240, MaximumRetryAttempts: 3 },
          }),
        ],
      });
      template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
        FunctionName: { Ref: lambdaIds(template).HandOver },
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: { Destination: failures } },
      });
    });

    it('throttles: steady ones for all routes, tight ones for what starts calls, and for what is not there', () => {
      template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
        StageName: '$default',
        DefaultRouteSettings: { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 },
        RouteSettings: Match.objectLike({
          'POST /calls': Match.objectLike({ ThrottlingRateLimit: 20 }),
          $default: Match.objectLike({ ThrottlingRateLimit: 20 }),
        }),
        AccessLogSettings: Match.objectLike({ Format: Match.not(Match.stringLikeRegexp('querystring|authorizer')) }),
      });
    });
  });

  describe('settings', () => {
    it('without a model, no Lambda is told of one; with one, all are', () => {
      template.hasResourceProperties('AWS::Lambda::Function', {
        Environment: { Variables: { OPENAI_MODEL: Match.absent() } },
      });
      const usdPerMillionTokens = { input: 0.4, output: 12 };
      const { template: withModel } = synthesised({ languageModel: { name: 'some-model', usdPerMillionTokens } });
      withModel.hasResourceProperties('AWS::Lambda::Function', {
        Environment: {
          Variables: {
            OPENAI_MODEL: 'some-model',
            OPENAI_BASE_URL: 'https://api.openai.com/v1',
            OPENAI_USD_PER_MILLION_TOKENS: '0.4/12',
          },
        },
      });
    });

    it("a secret under a key of one's own can be read by whoever may read it, and the key is used for nothing else", () => {
      const vendorSecretKeyArn = 'arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-1111-2222-3333-444455556666';
      const { template: withKey } = synthesised({ vendorSecretKeyArn });
      const readers = (from: typeof template, text: string) =>
        Object.entries(resourcesOf(from, 'AWS::IAM::Policy'))
          .filter(([, { Properties }]) => JSON.stringify(Properties).includes(text))
          .map(([id]) => id)
          .toSorted();
      const reading = readers(withKey, ':secret:hold-slayer/vendors');
      expect(reading.length).toBeGreaterThan(10);
      expect(reading).toEqual(readers(template, ':secret:hold-slayer/vendors'));
      expect(readers(withKey, vendorSecretKeyArn)).toEqual(reading);
      const ofKey = statementsOf(withKey, /./).filter(({ Resource }) => Resource === vendorSecretKeyArn);
      expect(ofKey).toHaveLength(reading.length);
      for (const statement of ofKey) {
        expect(statement).toMatchObject({
          Action: 'kms:Decrypt',
          Condition: { StringEquals: { 'kms:ViaService': expect.anything() } },
        });
      }
    });

    it('a hosted zone gets the certificate and the record of the streams', () => {
      const zone = { id: 'Z0123456789ABC', name: 'example.com' };
      const { template: withZone } = synthesised({ certificateArn: null, hostedZone: zone });
      withZone.hasResourceProperties('AWS::CertificateManager::Certificate', { DomainName: 'streams.example.com' });
      withZone.hasResourceProperties('AWS::Route53::RecordSet', { Name: 'streams.example.com.', Type: 'A' });
    });

    it('the network is in the zones that the settings name', () => {
      const availabilityZones = ['us-east-1b', 'us-east-1d'];
      const subnets = Object.values(resourcesOf(synthesised({ availabilityZones }).template, 'AWS::EC2::Subnet'));
      expect(subnets).toHaveLength(4);
      expect(new Set(subnets.map(({ Properties }) => Properties.AvailabilityZone))).toEqual(new Set(availabilityZones));
    });

    it('the WebSocket API is deployed after its routes', () => {
      const ofWebSocket = (type: string) =>
        Object.entries(resourcesOf(template, type)).filter(([id]) => id.startsWith('CallsWebSocket'));
      const routes = ofWebSocket('AWS::ApiGatewayV2::Route').map(([id]) => id);
      expect(routes).toHaveLength(3);
      const stages = ofWebSocket('AWS::ApiGatewayV2::Stage').map(([, { DependsOn }]) => DependsOn);
      expect(stages).toEqual([expect.arrayContaining(routes)]);
    });

    it('logs go with the stack', () => {
      const groups = Object.entries(resourcesOf(template, 'AWS::Logs::LogGroup'));
      expect(groups.length).toBeGreaterThan(20);
      expect(groups.filter(([, { DeletionPolicy }]) => DeletionPolicy !== 'Delete').map(([id]) => id)).toEqual([]);
    });

    it('data is kept when the stack goes, unless told otherwise', () => {
      const policies = (from: typeof template) =>
        ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::SecretsManager::Secret', 'AWS::KMS::Key'].flatMap((type) =>
          Object.values(resourcesOf(from, type)).map(({ DeletionPolicy }) => DeletionPolicy),
        );
      expect(new Set(policies(template))).toEqual(new Set(['Retain']));
      expect(new Set(policies(synthesised({ keepDataOnDestroy: false }).template))).toEqual(new Set(['Delete']));
    });
  });
}
