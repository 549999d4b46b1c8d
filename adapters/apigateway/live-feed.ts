import {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { type AwsClientOptions, awsClientSettings } from '#adapters/aws/client-settings.ts';
import { StoreUnavailable } from '#core/errors.ts';
import type { LiveFeed } from '#core/ports/notifier.ts';

/**
 * The SDK's client for the connections of a WebSocket API: two tries of 2 s, since a live view that lags is worth little.
 * @param options its endpoint is https://{api}.execute-api.{region}.amazonaws.com/{stage}
 */
export function createApiGatewayClient(
  options: AwsClientOptions & { readonly endpoint: string },
): ApiGatewayManagementApiClient {
  return new ApiGatewayManagementApiClient(awsClientSettings(options, { maxAttempts: 2, requestTimeoutMs: 2_000 }));
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
