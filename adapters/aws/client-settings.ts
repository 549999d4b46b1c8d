/** What a caller may set of a client of AWS' SDK. Region, credentials and endpoint come from the environment unless given. */
export interface AwsClientOptions {
  readonly region?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** All tries, the first included. */
  readonly maxAttempts?: number;
  /** Of one try. */
  readonly requestTimeoutMs?: number;
}

/** How long and how often a client tries, unless its caller says otherwise. */
interface Patience {
  readonly maxAttempts: number;
  readonly requestTimeoutMs: number;
  /** Until there is a connection. Default 1 s. */
  readonly connectionTimeoutMs?: number;
}

/**
 * The settings of every client of AWS' SDK here. It retries by itself, after growing, jittered waits, what throttles, 5xx and connections make fail; no
 * request is without a time limit (without `throwOnRequestTimeout` the SDK only warns of one).
 */
export function awsClientSettings(options: AwsClientOptions, patience: Patience) {
  const { region, endpoint, credentials } = options;
  return {
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: options.maxAttempts ?? patience.maxAttempts,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: patience.connectionTimeoutMs ?? 1_000,
      requestTimeout: options.requestTimeoutMs ?? patience.requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
  };
}
