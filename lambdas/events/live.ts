import middy from '@middy/core';
import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { keyDigest } from '#lambdas/api/authenticate.ts';
import type { ServicesOf } from '#lambdas/needs.ts';
import { lambdaOptions, observeHandler } from '#lambdas/shared/observe-handler.ts';

/** API Gateway closes a WebSocket after two hours. */
const LONGEST_MS = 2 * 3_600_000 + 60_000;

type ConnectEvent = APIGatewayProxyWebsocketEventV2 & {
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string | undefined>>;
};

/**
 * The WebSocket API of live views. A key is sent as `?key=` (browsers cannot send headers here) or as a header when connecting; from then on
 * every event of the owner's calls is pushed.
 */
export function liveHandler(services: ServicesOf<'Live'>) {
  const { owners, clock } = services;
  return middy<ConnectEvent, APIGatewayProxyResultV2>(lambdaOptions)
    .use(observeHandler(services, 'Live'))
    .handler(async (event) => {
      const { connectionId, routeKey } = event.requestContext;
      if (routeKey === '$disconnect') await owners.dropConnection(connectionId);
      if (routeKey !== '$connect') return { statusCode: 200 };
      const bearer = /^Bearer (\S+)$/i.exec(event.headers?.authorization ?? event.headers?.Authorization ?? '')?.[1];
      const key = event.queryStringParameters?.key ?? bearer;
      const owner = key ? await owners.byKey(keyDigest(key)) : null;
      if (!owner) return { statusCode: 401 };
      await owners.addConnection(connectionId, owner.ownerId, Math.round(clock.now()) + LONGEST_MS);
      return { statusCode: 200 };
    });
}
