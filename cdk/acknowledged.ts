import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { executionsOf } from './constructs/functions.ts';
import { tasksOf } from './constructs/permissions.ts';
import type { HoldSlayerStack } from './hold-slayer-stack.ts';

/** Findings of cdk-nag that are left as they are, and why. Whatever is not here stops a synthesis. */
export function acknowledgeFindings({ network, data, calls, media }: HoldSlayerStack): void {
  const wildcard = (resource: string) => `AwsSolutions-IAM5[Resource::${written(calls, resource)}]`;
  const pieces = wildcard(data.recordings.arnForObjects('calls/*'));
  const composed = wildcard(data.recordings.arnForObjects('recordings/*'));
  const tasks = wildcard(tasksOf(media.cluster));
  const { byName, commandDoor } = calls.functions;

  const acknowledged: readonly (readonly [on: IConstruct, id: string, reason: string])[] = [
    [
      calls.httpApi,
      'AwsSolutions-APIG4',
      'Twilio signs its webhooks and people send API keys; both are checked in the Lambdas, which answer with what was wrong.',
    ],
    [
      calls.webSocketApi,
      'AwsSolutions-APIG4',
      'The Lambda of $connect asks for an API key; nothing follows without it.',
    ],
    [
      calls.webSocketApi,
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
      'The policy that AWS asks for in the role by which API Gateway writes logs.',
    ],
    [
      calls.machine,
      'AwsSolutions-SF2',
      'A call lasts up to a day; a trace ends after minutes. The event log tells more.',
    ],
    [calls.machineRole, wildcard('*'), 'Vended logs are set up by actions that know no resource.'],
    [calls.readerFailures, 'AwsSolutions-SQS3', 'This is the failure queue.'],
    [calls.reaperFailures, 'AwsSolutions-SQS3', 'This is the failure queue.'],
    [media.handOverFailures, 'AwsSolutions-SQS3', 'This is the failure queue.'],
    [commandDoor, wildcard('*'), 'Network interfaces in a VPC are made by actions that know no resource.'],
    [byName.LogReaders, wildcard('*'), 'dynamodb:ListStreams knows no resource.'],
    [
      byName.LogReaders,
      wildcard(`${calls.connectionsArn}/*`),
      'Connections come and go; the API and its stage are fixed.',
    ],
    [byName.Api, composed, 'Recordings of all calls; whose they are is checked before a link is signed.'],
    [byName.Finish, composed, 'Recordings of all calls.'],
    [byName.Finish, pieces, 'Pieces of all calls.'],
    [byName.Reaper, composed, 'Does the work of Finish where an execution ended without it.'],
    [byName.Reaper, pieces, 'Does the work of Finish where an execution ended without it.'],
    [
      byName.Reaper,
      wildcard(executionsOf(calls.stateMachineArn)),
      'Looks whether any call is still running; the state machine is fixed.',
    ],
    [media.service.taskDefinition, pieces, 'A worker hears any call.'],
    [media.service.taskDefinition, tasks, 'Tasks of the one cluster; their names are made when they start.'],
    [media.service.taskDefinition, wildcard('*'), 'Logging in to the registry of images knows no resource.'],
    [media.service.taskDefinition, 'AwsSolutions-ECS2', 'Names of resources; secrets come from Secrets Manager.'],
    [
      network.balancerGroup,
      'AwsSolutions-EC23',
      'Twilio connects its streams from addresses that it does not publish.',
    ],
    ...data.ownSecrets.map(
      ({ secret }) =>
        [
          secret,
          'AwsSolutions-SMG4',
          'Rotated by hand between calls (docs/operations.md): passes of live streams are signed by it.',
        ] as const,
    ),
  ];
  for (const [on, id, reason] of acknowledged) {
    Validations.of(roleOf(on, id)).acknowledge({ id, reason });
  }
}

/** Findings about permissions lie on the role beside a Lambda. */
function roleOf(on: IConstruct, id: string): IConstruct {
  const beside = on.node.scope?.node.tryFindChild(`${on.node.id}Role`);
  return id.includes('IAM') && beside !== undefined ? beside : on;
}

/**
 * As cdk-nag writes a resource: what only AWS knows by its name in pointed brackets. That depends on the settings: with `account` and `region` set,
 * both are known, and the partition too.
 */
function written(scope: IConstruct, resource: string): string {
  const resolved: unknown = Stack.of(scope).resolve(resource);
  if (typeof resolved === 'string') return resolved;
  const { 'Fn::Join': [, parts] = ['', []] } = resolved as { 'Fn::Join'?: [separator: '', parts: (string | Named)[]] };
  return parts.map((part) => (typeof part === 'string' ? part : `<${nameOf(part)}>`)).join('');
}

type Named = { readonly Ref: string } | { readonly 'Fn::GetAtt': readonly string[] };

const nameOf = (named: Named): string => ('Ref' in named ? named.Ref : named['Fn::GetAtt'].join('.'));
