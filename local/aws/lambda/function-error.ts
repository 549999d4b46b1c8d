/** What Lambda answers (with `X-Amz-Function-Error: Unhandled`) when a function threw, timed out or returned what is no JSON. */
export interface ErrorPayload {
  readonly errorType: string;
  readonly errorMessage: string;
  /** Stack, one entry a line; absent when it was the service that ended the function. */
  readonly trace?: readonly string[];
}

/**
 * A function failed. `name` is the error type, because that is what Step Functions compares with `ErrorEquals`.
 * A function that runs out of time fails with `Sandbox.Timedout`, as newer Lambda runtimes report it.
 */
export class FunctionError extends Error {
  override readonly name: string;
  readonly payload: ErrorPayload;

  constructor(payload: ErrorPayload) {
    super(payload.errorMessage);
    this.name = payload.errorType;
    this.payload = payload;
  }
}

/** No function of that name is registered. Named as Step Functions names it. */
export class FunctionNotFound extends Error {
  override readonly name = 'Lambda.ResourceNotFoundException';

  constructor(functionName: string, known: readonly string[]) {
    super(`Function not found: ${functionName}. Registered: ${known.join(', ') || 'none'}`);
  }
}

/** The payload that the Node.js runtime of Lambda makes of whatever a handler threw. */
export function errorPayload(thrown: unknown): ErrorPayload {
  if (thrown instanceof FunctionError) return thrown.payload;
  if (thrown instanceof Error)
    return { errorType: thrown.name, errorMessage: thrown.message, trace: thrown.stack?.split('\n') ?? [] };
  return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}
