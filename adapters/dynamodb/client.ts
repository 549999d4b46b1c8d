import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * The SDK's client for DynamoDB. It retries by itself: five tries with growing, jittered waits, for throttles, 5xx and connections.
 * Region, credentials and endpoint come from the environment unless given.
 */
export function createDynamoDbClient(
  options: {
    readonly region?: string | undefined;
    readonly endpoint?: string | undefined;
    readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
    /** Default 5. */
    readonly maxAttempts?: number;
  } = {},
): DynamoDBDocumentClient {
  const { region, endpoint, credentials, maxAttempts = 5 } = options;
  const client = new DynamoDBClient({
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts,
    retryMode: 'standard',
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
