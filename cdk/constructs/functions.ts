import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { PolicyStatement as Statement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Bundles } from '#cdk/bundle/bundles.ts';
import type { Configuration } from '#cdk/configuration.ts';
import type { FunctionName } from '#lambdas/functions.ts';
import { needs, type Port } from '#lambdas/needs.ts';
import type { Data } from './data.ts';
import { type FunctionSettings, functionSettings } from './function-settings.ts';
import { type Network, workerPorts } from './network.ts';
import {
  composeRecordings,
  decryptVendorSecret,
  readRecordings,
  tableAccess,
  tableReading,
  taskResponse,
} from './permissions.ts';
import { quietFunction } from './quiet-function.ts';

export interface FunctionsProps {
  readonly configuration: Configuration;
  readonly bundles: Bundles;
  readonly data: Data;
  readonly network: Network;
  /** Known before the machine is made, so that steps may name it. */
  readonly stateMachineArn: string;
  /** Of the WebSocket API: arn:...:execute-api:...:{api}/{stage}/POST/@connections */
  readonly connectionsArn: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Those that begin calls. */
const starters: ReadonlySet<FunctionName> = new Set(['Api', 'Sms', 'Reaper']);
/** Who joins recordings: the last step, and whoever does its work when an execution ended without it. */
const finishers: ReadonlySet<FunctionName> = new Set(['Finish', 'Reaper']);
/** Invoked by whoever looks at the dashboard. */
const withoutSecrets: ReadonlySet<FunctionName> = new Set(['LiveCalls']);
const webhooks: ReadonlySet<FunctionName> = new Set(['Sms', 'Twilio']);

/** Every Lambda of `lambdas/functions.ts`, each with the permissions that its needs ask for, and the door to the workers. */
export class Functions extends Construct {
  readonly byName: Readonly<Record<FunctionName, LambdaFunction>>;
  readonly commandDoor: LambdaFunction;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    const { configuration, bundles, data, environment } = props;
    const logDays = configuration.keepDays.logs;
    const allSecrets = [data.vendorSecret, ...data.ownSecrets.map(({ secret }) => secret)];
    const allSecretIds = [data.vendorSecret.secretName, ...data.ownSecrets.map(({ secret }) => secret.secretArn)];

    this.commandDoor = doorOf(this, props);
    const make = (name: FunctionName, settings: FunctionSettings): LambdaFunction => {
      const [secrets, secretIds] = withoutSecrets.has(name) ? [[], []] : [allSecrets, allSecretIds];
      const made = quietFunction(this, name, {
        ...settings,
        codeDir: bundles.lambda(name),
        logDays,
        reservedConcurrency: webhooks.has(name) ? configuration.limits.webhookConcurrency : 0,
        environment: {
          ...environment,
          SECRET_IDS: secretIds.join(','),
          ...(speaksToWorkers(name) ? { COMMAND_DOOR: this.commandDoor.functionArn } : {}),
          ...(name === 'HandOver' ? { WORKER_COMMAND_PORT: String(workerPorts.command) } : {}),
        },
      });
      for (const secret of secrets) secret.grantRead(made);
      if (secrets.length > 0) for (const statement of decryptVendorSecret(data)) made.addToRolePolicy(statement);
      for (const statement of this.#statementsOf(name, props)) made.addToRolePolicy(statement);
      return made;
    };
    const entries = Object.entries(functionSettings) as [FunctionName, FunctionSettings][];
    this.byName = Object.fromEntries(entries.map(([name, settings]) => [name, make(name, settings)])) as Record<
      FunctionName,
      LambdaFunction
    >;
  }

  #statementsOf(name: FunctionName, { data, stateMachineArn, connectionsArn }: FunctionsProps): PolicyStatement[] {
    const ofPort: Readonly<Record<Port, () => PolicyStatement[]>> = {
      calls: () => (name === 'LiveCalls' ? tableReading(data) : tableAccess(data)),
      flows: () => (has(name, 'calls') ? [] : tableAccess(data)),
      facts: () => (has(name, 'calls') ? [] : tableAccess(data)),
      line: () => (has(name, 'calls') ? [] : tableAccess(data)),
      owners: () => (has(name, 'calls') ? [] : tableAccess(data)),
      workflow: () => [
        ...taskResponse(stateMachineArn),
        ...(starters.has(name)
          ? [new Statement({ actions: ['states:StartExecution'], resources: [stateMachineArn] })]
          : []),
        ...(name === 'Reaper'
          ? [new Statement({ actions: ['states:DescribeExecution'], resources: [executionsOf(stateMachineArn)] })]
          : []),
      ],
      recordings: () => (finishers.has(name) ? composeRecordings(data) : readRecordings(data)),
      workers: () => [new Statement({ actions: ['lambda:InvokeFunction'], resources: [this.commandDoor.functionArn] })],
      live: () => [new Statement({ actions: ['execute-api:ManageConnections'], resources: [`${connectionsArn}/*`] })],
      // Beyond AWS: secrets are enough.
      telephony: () => [],
      notifier: () => [],
      model: () => [],
    };
    return needs[name].flatMap((port) => ofPort[port]());
  }
}

export const executionsOf = (stateMachineArn: string) =>
  `${stateMachineArn.replace(':stateMachine:', ':execution:')}:*`;

function has(name: FunctionName, port: Port): boolean {
  const ports: readonly Port[] = needs[name];
  return ports.includes(port);
}

function speaksToWorkers(name: FunctionName): boolean {
  return has(name, 'workers');
}

/** docs/decisions/0021 */
function doorOf(scope: Construct, { bundles, network, configuration }: FunctionsProps): LambdaFunction {
  const door = quietFunction(scope, 'CommandDoor', {
    description: 'Hands commands of the steps to the private port of a worker',
    codeDir: bundles.lambda('CommandDoor'),
    logDays: configuration.keepDays.logs,
    timeoutSeconds: 5,
    memoryMiB: 512,
    vpc: network.vpc,
    vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
    securityGroups: [network.doorGroup],
  });
  // Lambda makes the door's network interfaces with the door's own role; AWS knows no narrower resource for these actions.
  const interfaces = new Statement({
    actions: [
      'CreateNetworkInterface',
      'DescribeNetworkInterfaces',
      'DescribeSubnets',
      'DeleteNetworkInterface',
      'AssignPrivateIpAddresses',
      'UnassignPrivateIpAddresses',
    ].map((action) => `ec2:${action}`),
    resources: ['*'],
  });
  const granted = door.role?.addToPrincipalPolicy(interfaces);
  if (granted?.policyDependable) door.node.addDependency(granted.policyDependable);
  return door;
}
