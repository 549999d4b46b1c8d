import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat, CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import { LogGroupLogDestination, type WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Configuration } from '#cdk/configuration.ts';
import { webSocketRoutes } from '#lambdas/routes.ts';
import { accessLogGroup } from './http-entry.ts';

export const liveStage = 'live';

const accessLog = AccessLogFormat.custom(
  JSON.stringify({
    time: '$context.requestTime',
    requestId: '$context.requestId',
    route: '$context.routeKey',
    event: '$context.eventType',
    status: '$context.status',
    connectionId: '$context.connectionId',
  }),
);

/** Live views: every route of the WebSocket API leads to one Lambda, which asks for a key when connecting. */
export function addLiveRoutes(api: WebSocketApi, live: IFunction, { limits, keepDays }: Configuration): WebSocketStage {
  const routes = webSocketRoutes.map((route) =>
    api.addRoute(route, { integration: new WebSocketLambdaIntegration(`Live${route.slice(1)}`, live) }),
  );
  // WebSocket APIs log through a role of the whole account and region; it stays when this stack goes, others may use it.
  const role = new Role(api, 'LoggingRole', {
    assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs')],
  });
  const account = new CfnAccount(api, 'Account', { cloudWatchRoleArn: role.roleArn });
  for (const kept of [role, account]) kept.applyRemovalPolicy(RemovalPolicy.RETAIN);

  const stage = new WebSocketStage(api, 'Stage', {
    webSocketApi: api,
    stageName: liveStage,
    autoDeploy: true,
    throttle: { rateLimit: limits.viewsPerSecond, burstLimit: limits.viewsPerSecond * 2 },
    accessLogSettings: {
      destination: new LogGroupLogDestination(accessLogGroup(api, keepDays.logs)),
      format: accessLog,
    },
  });
  stage.node.addDependency(account, ...routes);
  return stage;
}
