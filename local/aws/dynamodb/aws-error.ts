const CORAL = 'com.amazon.coral.service#';
const DYNAMODB = 'com.amazonaws.dynamodb.v20120810#';

/** An answer of the AWS JSON protocol that is not 200. `code` is the name of the exception class in the SDK. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly status: number;
  /** Members beside the message, such as `Item` or `CancellationReasons`. */
  readonly members: Readonly<Record<string, unknown>>;
  private readonly type: string;

  constructor(type: string, message: string, options: { status?: number; members?: Record<string, unknown> } = {}) {
    super(message);
    this.type = type;
    this.code = type.slice(type.indexOf('#') + 1);
    this.status = options.status ?? 400;
    this.members = options.members ?? {};
  }

  /** The same answer with more members. */
  with(members: Record<string, unknown>): AwsError {
    return new AwsError(this.type, this.message, { status: this.status, members: { ...this.members, ...members } });
  }

  body(): Record<string, unknown> {
    return { __type: this.type, message: this.message, ...this.members };
  }
}

export const dynamoDbError = (code: string, message: string, members?: Record<string, unknown>) =>
  new AwsError(DYNAMODB + code, message, members ? { members } : {});

export const validationError = (message: string) =>
  new AwsError('com.amazon.coral.validate#ValidationException', message);

export const protocolError = (code: string, message: string, status = 400) =>
  new AwsError(CORAL + code, message, { status });

/** Dynalite's errors carry the answer in `statusCode` and `body`; anything else is a fault of ours and stays what it is. */
export function fromDynalite(error: unknown): unknown {
  if (!(error instanceof Error) || !('body' in error) || typeof error.body !== 'object' || error.body === null)
    return error;
  const { __type, message, Message, ...members } = error.body as Record<string, unknown>;
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 400;
  return new AwsError(String(__type), String(message ?? Message ?? ''), { status, members });
}
