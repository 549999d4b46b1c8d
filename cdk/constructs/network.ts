import { RemovalPolicy } from 'aws-cdk-lib';
import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  type IVpc,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Configuration } from '#cdk/configuration.ts';

/** Ports of a worker, inside the network. */
export const workerPorts = { stream: 8080, command: 8081 } as const;

/**
 * Two zones without a NAT gateway: the balancer and the workers are in public subnets, where only the balancer lets anybody in; the command
 * door is in isolated ones, from which there is no way out. docs/decisions/0020
 */
export class Network extends Construct {
  readonly vpc: IVpc;
  readonly balancerGroup: SecurityGroup;
  readonly workerGroup: SecurityGroup;
  readonly doorGroup: SecurityGroup;

  constructor(scope: Construct, id: string, configuration: Configuration) {
    super(scope, id);
    const logs = new LogGroup(this, 'FlowLogs', {
      retention: configuration.keepDays.logs as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // The classes of aws-cdk-lib do not fit their own interfaces under exactOptionalPropertyTypes; here and elsewhere one `as` says they do.
    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr('10.77.0.0/16'),
      ...(configuration.availabilityZones === null
        ? { maxAzs: 2 }
        : { availabilityZones: configuration.availabilityZones }),
      natGateways: 0,
      subnetConfiguration: [
        { name: 'Public', subnetType: SubnetType.PUBLIC, cidrMask: 20 },
        { name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
      gatewayEndpoints: {
        S3: { service: GatewayVpcEndpointAwsService.S3 },
        DynamoDb: { service: GatewayVpcEndpointAwsService.DYNAMODB },
      },
      flowLogs: {
        Refused: {
          destination: FlowLogDestination.toCloudWatchLogs(logs),
          trafficType: FlowLogTrafficType.REJECT,
        },
      },
    }) as IVpc;

    const group = (name: string, description: string, allowAllOutbound: boolean) =>
      new SecurityGroup(this, name, { vpc: this.vpc, description, allowAllOutbound });
    this.balancerGroup = group('Balancer', 'The world to the balancer: TLS only', false);
    this.workerGroup = group('Worker', 'Streams from the balancer, commands from the door', true);
    this.doorGroup = group('Door', 'Commands to the workers and nothing else', false);

    const { balancerGroup, workerGroup, doorGroup } = this;
    balancerGroup.connections.allowFromAnyIpv4(Port.tcp(443), 'Twilio, whose media servers have no fixed addresses');
    balancerGroup.connections.allowTo(workerGroup, Port.tcp(workerPorts.stream), 'Media streams and health');
    doorGroup.connections.allowTo(workerGroup, Port.tcp(workerPorts.command), 'Commands of the steps');
    // Out they may go anyway.
    workerGroup.addIngressRule(workerGroup, Port.tcp(workerPorts.command), 'Workers watch each other');
  }
}
