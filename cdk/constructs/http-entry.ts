import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnRoute,
  type CfnStage,
  type HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Configuration } from '#cdk/configuration.ts';
import type { FunctionName } from '#lambdas/functions.ts';
import { httpRoutes, type RouteEntry, routeKeyOf } from '#lambdas/routes.ts';

/** Who, what, how long; neither query nor body, which may hold keys and numbers. */
const accessLog = AccessLogFormat.custom(
  JSON.stringify({
    time: '$context.requestTime',
    requestId: '$context.requestId',
    from: '$context.identity.sourceIp',
    route: '$context.routeKey',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    integrationError: '$context.integrationErrorMessage',
    bytes: '$context.responseLength',
  }),
);

/** Fills the HTTP API with the one route table. */
export function addHttpRoutes(
  api: HttpApi,
  functions: Readonly<Record<FunctionName, IFunction>>,
  { limits, keepDays }: Configuration,
): HttpStage {
  const integrations = new Map<FunctionName, HttpLambdaIntegration>();
  const integrationOf = (name: FunctionName) => {
    const made = integrations.get(name) ?? new HttpLambdaIntegration(name, functions[name]);
    integrations.set(name, made);
    return made;
  };
  const routes = httpRoutes.flatMap(({ method, path, functionName }) => {
    const integration = integrationOf(functionName);
    return path === '$default'
      ? [new HttpRoute(api, 'WhatIsNotThere', { httpApi: api, routeKey: HttpRouteKey.DEFAULT, integration })]
      : api.addRoutes({ path, methods: [HttpMethod[method]], integration });
  });
  const stage = new HttpStage(api, 'Stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    detailedMetricsEnabled: true,
    throttle: { rateLimit: limits.requestsPerSecond, burstLimit: limits.requestBurst },
    accessLogSettings: {
      destination: new LogGroupLogDestination(accessLogGroup(api, keepDays.logs)),
      format: accessLog,
    },
  });
  const cfnStage = stage.node.defaultChild as CfnStage;
  cfnStage.routeSettings = routeSettings(limits.orderRequestsPerSecond);
  for (const route of routes) cfnStage.addResourceDependency(route.node.defaultChild as CfnRoute);
  return stage;
}

export function accessLogGroup(scope: Construct, days: number): LogGroup {
  return new LogGroup(scope, 'Access', { retention: days as RetentionDays, removalPolicy: RemovalPolicy.DESTROY });
}

/** What costs money or acts on a call is bounded more tightly than reading and webhooks; so is what nothing of ours asks for. */
function routeSettings(ordersPerSecond: number) {
  const orders = httpRoutes.filter(({ method, functionName }) => method !== 'GET' && functionName === 'Api');
  return Object.fromEntries(
    orders.map((route: RouteEntry) => [
      routeKeyOf(route),
      { ThrottlingRateLimit: ordersPerSecond, ThrottlingBurstLimit: ordersPerSecond * 2, DetailedMetricsEnabled: true },
    ]),
  );
}
