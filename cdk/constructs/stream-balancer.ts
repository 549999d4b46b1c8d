import { Duration } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import type { FargateService } from 'aws-cdk-lib/aws-ecs';
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  ListenerAction,
  ListenerCondition,
  SslPolicy,
  TargetGroupLoadBalancingAlgorithmType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { workerPorts } from './network.ts';

/** The longest that a load balancer knows. A live stream is never silent for longer than 20 ms. */
const IDLE_SECONDS = 4000;
/**
 * A task that leaves gets no new streams at once. After this long the balancer breaks the old ones, and only then ECS sends SIGTERM. By then the worker
 * has handed its calls over, as it was told when ECS decided that it goes (when-leaving.ts): 12 s for the event, 40 s until the last
 * try to tell it, 20 s until it begins, 110 s for all its calls, 10 s for their last writes. It then ends by itself, so that a deployment need not wait for the delay.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html
 */
const DEREGISTRATION_SECONDS = 240;

/** TLS from Twilio to the workers; nothing but the path of the streams is let through. */
export function streamBalancer(
  scope: Construct,
  props: {
    readonly vpc: IVpc;
    readonly securityGroup: ISecurityGroup;
    readonly certificate: ICertificate;
    readonly accessLogs: Bucket;
    readonly service: FargateService;
  },
): { readonly balancer: ApplicationLoadBalancer; readonly targets: ApplicationTargetGroup } {
  const { vpc, securityGroup, certificate, accessLogs, service } = props;
  const balancer = new ApplicationLoadBalancer(scope, 'Balancer', {
    vpc,
    internetFacing: true,
    vpcSubnets: { subnetType: SubnetType.PUBLIC },
    securityGroup,
    idleTimeout: Duration.seconds(IDLE_SECONDS),
    dropInvalidHeaderFields: true,
  });
  logAccess(balancer, accessLogs);
  const targets = new ApplicationTargetGroup(scope, 'Targets', {
    vpc,
    port: workerPorts.stream,
    protocol: ApplicationProtocol.HTTP,
    targets: [service.loadBalancerTarget({ containerName: 'worker', containerPort: workerPorts.stream })],
    // A stream counts as one outstanding request for as long as it lives, so new ones go to the emptiest worker.
    loadBalancingAlgorithmType: TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
    deregistrationDelay: Duration.seconds(DEREGISTRATION_SECONDS),
    // Not /ready: a full worker would count as ill and be replaced, with all its calls.
    healthCheck: {
      path: '/health',
      interval: Duration.seconds(5),
      timeout: Duration.seconds(2),
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 3,
    },
  });
  const listener = new ApplicationListener(scope, 'Listener', {
    loadBalancer: balancer,
    port: 443,
    protocol: ApplicationProtocol.HTTPS,
    certificates: [certificate],
    sslPolicy: SslPolicy.RECOMMENDED_TLS,
    open: false,
    defaultAction: ListenerAction.fixedResponse(404, { contentType: 'text/plain', messageBody: 'nothing here' }),
  });
  listener.addAction('Streams', {
    priority: 1,
    conditions: [ListenerCondition.pathPatterns(['/stream'])],
    action: ListenerAction.forward([targets]),
  });
  return { balancer, targets };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html; the service principal works in every region. */
function logAccess(balancer: ApplicationLoadBalancer, bucket: Bucket): void {
  const prefix = 'balancer';
  const granted = bucket.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('logdelivery.elasticloadbalancing.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects(`${prefix}/AWSLogs/*`)],
    }),
  );
  balancer.setAttribute('access_logs.s3.enabled', 'true');
  balancer.setAttribute('access_logs.s3.bucket', bucket.bucketName);
  balancer.setAttribute('access_logs.s3.prefix', prefix);
  if (granted.policyDependable) balancer.node.addDependency(granted.policyDependable);
}
