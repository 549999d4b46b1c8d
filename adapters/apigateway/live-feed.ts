import {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { StoreUnavailable } from '#core/errors.ts';
import type { LiveFeed } from '#core/ports/notifier.ts';

/** The SDK's client for the connections of a WebSocket API: two tries, since a live view that lags is worth little. */
export function createApiGatewayClient(options: {
  /** https://{api}.execute-api.{region}.amazonaws.com/{stage} */
  readonly endpoint: string;
  readonly region?: string | undefined;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Default 2. */
  readonly maxAttempts?: number;
  /** Of one try. Default 2 s. */
  readonly requestTimeoutMs?: number;
}): ApiGatewayManagementApiClient {
  const { endpoint, region, credentials, maxAttempts = 2, requestTimeoutMs = 2_000 } = options;
  return new ApiGatewayManagementApiClient({
    endpoint,
    ...(region === undefined ? {} : { region }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts,
    retryMode: 'standard',
    requestHandler: { connectionTimeout: 1_000, requestTimeout: requestTimeoutMs, throwOnRequestTimeout: true },
  });
}

/** Live views over API Gateway's WebSocket API. A message is JSON of at most 128 kB. */
export function apiGatewayLiveFeed({ client }: { readonly client: ApiGatewayManagementApiClient }): LiveFeed {
  return {
    push: async (connectionId, message) => {
      try {
        const Data = new TextEncoder().encode(JSON.stringify(message));
        await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data }));
        return 'sent';
      } catch (error) {
        if (error instanceof GoneException) return 'gone';
        const name = error instanceof Error ? error.name : 'no answer';
        throw new StoreUnavailable(`API Gateway: ${name}`, { cause: error });
      }
    },
  };
}
