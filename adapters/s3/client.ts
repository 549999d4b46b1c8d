import { S3Client } from '@aws-sdk/client-s3';
import { type AwsClientOptions, awsClientSettings } from '#adapters/aws/client-settings.ts';

/** The SDK's client for S3: four tries of 10 s, since a part of a recording has 5 MiB. */
export function createS3Client(options: AwsClientOptions = {}): S3Client {
  const patience = { maxAttempts: 4, requestTimeoutMs: 10_000, connectionTimeoutMs: 2_000 };
  // An endpoint of one's own has no name for each bucket.
  const forcePathStyle = options.endpoint !== undefined;
  return new S3Client({ ...awsClientSettings(options, patience), forcePathStyle });
}
