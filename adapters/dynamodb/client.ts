import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type AwsClientOptions, awsClientSettings } from '#adapters/aws/client-settings.ts';

/** The SDK's client for DynamoDB: five tries of 3 s. */
export function createDynamoDbClient(options: AwsClientOptions = {}): DynamoDBDocumentClient {
  const client = new DynamoDBClient(awsClientSettings(options, { maxAttempts: 5, requestTimeoutMs: 3_000 }));
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
