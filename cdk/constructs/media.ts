import { Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import {
  AwsLogDriverMode,
  Cluster,
  ContainerImage,
  ContainerInsights,
  CpuArchitecture,
  Secret as EcsSecret,
  FargateService,
  FargateTaskDefinition,
  type ICluster,
  LogDrivers,
  OperatingSystemFamily,
} from 'aws-cdk-lib/aws-ecs';
import type { ApplicationLoadBalancer, ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ARecord, HostedZone, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Configuration } from '#cdk/configuration.ts';
import { workerMetric } from './business-metrics.ts';
import type { Data } from './data.ts';
import { type Network, workerPorts } from './network.ts';
import { decryptVendorSecret, protectTasks, storePieces, tableAccess, taskResponse } from './permissions.ts';
import { streamBalancer } from './stream-balancer.ts';
import { runWhenLeaving } from './when-leaving.ts';

export interface MediaProps {
  readonly configuration: Configuration;
  readonly network: Network;
  readonly data: Data;
  /** The bundle of the worker and its Dockerfile. */
  readonly codeDir: string;
  readonly stateMachineArn: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Told of each worker that ECS takes away. */
  readonly handOver: Lambda;
}

/** Fargate's longest: a worker that was not told before has handed its calls over by then. */
const STOP_SECONDS = 120;

/** The stream workers: ears that Twilio's media streams reach through a balancer. */
export class Media extends Construct {
  readonly cluster: Cluster;
  readonly service: FargateService;
  readonly balancer: ApplicationLoadBalancer;
  readonly targets: ApplicationTargetGroup;
  readonly logGroup: LogGroup;
  readonly handOverFailures: Queue;

  constructor(scope: Construct, id: string, props: MediaProps) {
    super(scope, id);
    const { configuration, network, data } = props;
    this.logGroup = new LogGroup(this, 'WorkerLog', {
      retention: configuration.keepDays.logs as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.cluster = new Cluster(this, 'Cluster', {
      vpc: network.vpc,
      containerInsightsV2: ContainerInsights.ENABLED,
    });
    const cluster = this.cluster as ICluster;
    this.service = new FargateService(this, 'Workers', {
      cluster,
      taskDefinition: this.#task(props, cluster),
      // No desired count: each deployment would go back to it under load. Autoscaling begins with its least and keeps what there is.
      vpcSubnets: { subnetType: SubnetType.PUBLIC },
      // Instead of a NAT gateway; the security group lets nobody in but the balancer and the door.
      assignPublicIp: true,
      securityGroups: [network.workerGroup],
      // New ones first, then the old ones hand their calls over.
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { rollback: true },
      healthCheckGracePeriod: Duration.seconds(30),
      enableECSManagedTags: true,
    });
    const zone = zoneOf(this, configuration);
    const { balancer, targets } = streamBalancer(this, {
      vpc: network.vpc,
      securityGroup: network.balancerGroup,
      certificate: certificateOf(this, configuration, zone),
      accessLogs: data.accessLogs,
      service: this.service,
    });
    this.balancer = balancer;
    this.targets = targets;
    this.handOverFailures = runWhenLeaving(this, this.service, props.handOver);
    if (zone) recordOf(this, configuration, zone, this.balancer);
    this.#scale(configuration);
  }

  #task(
    { configuration, data, codeDir, stateMachineArn, environment }: MediaProps,
    cluster: ICluster,
  ): FargateTaskDefinition {
    const { cpu, memoryMiB, mostStreams } = configuration.workers;
    const task = new FargateTaskDefinition(this, 'Task', {
      cpu,
      memoryLimitMiB: memoryMiB,
      runtimePlatform: { cpuArchitecture: CpuArchitecture.ARM64, operatingSystemFamily: OperatingSystemFamily.LINUX },
    });
    const vendor = (name: string) => [name, EcsSecret.fromSecretsManager(data.vendorSecret, name)] as const;
    const own = data.ownSecrets
      .filter(({ ofWorkers }) => ofWorkers)
      .map(({ variable, secret }) => [variable, EcsSecret.fromSecretsManager(secret, variable)]);
    task.addContainer('worker', {
      image: ContainerImage.fromAsset(codeDir, { platform: Platform.LINUX_ARM64 }),
      portMappings: [{ containerPort: workerPorts.stream }, { containerPort: workerPorts.command }],
      environment: {
        ...environment,
        // Lambda sets it by itself; without it a worker would take another region's services for its own.
        AWS_REGION: Stack.of(this).region,
        STREAM_PORT: String(workerPorts.stream),
        COMMAND_PORT: String(workerPorts.command),
        MAX_STREAMS: String(mostStreams),
      },
      secrets: Object.fromEntries([vendor('TWILIO_AUTH_TOKEN'), vendor('DEEPGRAM_API_KEY'), ...own]),
      // A worker that waits for CloudWatch to take its lines hears nobody: rather a line is lost than a call.
      logging: LogDrivers.awsLogs({
        logGroup: this.logGroup,
        streamPrefix: 'worker',
        mode: AwsLogDriverMode.NON_BLOCKING,
        maxBufferSize: Size.mebibytes(25),
      }),
      stopTimeout: Duration.seconds(STOP_SECONDS),
      readonlyRootFilesystem: true,
      healthCheck: {
        command: [
          'CMD',
          'node',
          '-e',
          `fetch('http://127.0.0.1:${workerPorts.stream}/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`,
        ],
        interval: Duration.seconds(10),
        retries: 3,
        startPeriod: Duration.seconds(10),
      },
    });
    const access = [...tableAccess(data), ...taskResponse(stateMachineArn), ...storePieces(data)];
    const statements = [...access, protectTasks(cluster)];
    for (const statement of statements) task.addToTaskRolePolicy(statement);
    for (const statement of decryptVendorSecret(data)) task.addToExecutionRolePolicy(statement);
    return task;
  }

  /** On the mean of live streams: CPU follows them. Scaling in is slow, since every task that goes hands calls over. */
  #scale({ workers }: Configuration): void {
    const scaling = this.service.autoScaleTaskCount({ minCapacity: workers.least, maxCapacity: workers.most });
    scaling.scaleToTrackCustomMetric('Streams', {
      metric: workerMetric('LiveStreams', { minutes: 1, statistic: Stats.AVERAGE }),
      targetValue: workers.streamsWanted,
      scaleOutCooldown: Duration.seconds(30),
      scaleInCooldown: Duration.minutes(30),
    });
    // Calls may come faster than one measurement a minute.
    scaling.scaleOnCpuUtilization('Cpu', {
      targetUtilizationPercent: 60,
      scaleOutCooldown: Duration.seconds(30),
      scaleInCooldown: Duration.minutes(30),
    });
  }
}

function zoneOf(scope: Construct, { hostedZone }: Configuration): IHostedZone | null {
  if (hostedZone === null) return null;
  const { id, name } = hostedZone;
  return HostedZone.fromHostedZoneAttributes(scope, 'Zone', { hostedZoneId: id, zoneName: name });
}

function certificateOf(scope: Construct, configuration: Configuration, zone: IHostedZone | null): ICertificate {
  const { certificateArn, streamDomain } = configuration;
  if (certificateArn !== null) return Certificate.fromCertificateArn(scope, 'Certificate', certificateArn);
  if (zone === null) throw new Error('configuration: neither certificateArn nor hostedZone');
  return new Certificate(scope, 'Certificate', {
    domainName: streamDomain,
    validation: CertificateValidation.fromDns(zone),
  });
}

function recordOf(
  scope: Construct,
  configuration: Configuration,
  zone: IHostedZone,
  balancer: ApplicationLoadBalancer,
): void {
  new ARecord(scope, 'Record', {
    zone,
    recordName: `${configuration.streamDomain}.`,
    target: RecordTarget.fromAlias(new LoadBalancerTarget(balancer)),
  });
}
