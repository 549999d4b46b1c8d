import { S3Client } from '@aws-sdk/client-s3';

/** The SDK's client for S3: four tries with growing, jittered waits. Region, credentials and endpoint come from the environment unless given. */
export function createS3Client(
  options: {
    readonly region?: string | undefined;
    readonly endpoint?: string | undefined;
    readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
    /** Default 4. */
    readonly maxAttempts?: number;
    /** Of one try. Default 10 s; a part of a recording has 5 MiB. */
    readonly requestTimeoutMs?: number;
  } = {},
): S3Client {
  const { region, endpoint, credentials, maxAttempts = 4, requestTimeoutMs = 10_000 } = options;
  return new S3Client({
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts,
    retryMode: 'standard',
    requestHandler: { connectionTimeout: 2_000, requestTimeout: requestTimeoutMs, throwOnRequestTimeout: true },
  });
}
