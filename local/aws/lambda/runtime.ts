import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import type { Clock } from '#core/ports/clock.ts';
import { type FailureRecord, invokeUntilDone } from './async-invocation.ts';
import { createContext, functionNameOf } from './context.ts';
import { errorPayload, FunctionError, FunctionNotFound } from './function-error.ts';

/** A Lambda handler as middy and plain functions have it. The event is a fresh copy each time. */
export type Handler<E> = (event: E, context: Context) => unknown;

export interface FunctionOptions {
  /** Overrides the runtime's `timeoutMs`. */
  readonly timeoutMs?: number;
  /** Called with Lambda's failure record when an asynchronous invocation failed for good. */
  readonly onFailure?: (record: FailureRecord) => Promise<void> | void;
}

export interface LambdaRuntime {
  register<E>(functionName: string, handler: Handler<E>, options?: FunctionOptions): void;
  names(): readonly string[];
  /**
   * RequestResponse: resolves with what the handler returned, through JSON (`undefined` becomes null).
   * @param functionName a name or an ARN
   * @param signal ends the waiting, not the function: nothing can stop a running Lambda from outside
   * @throws {FunctionError} the handler threw or ran out of time
   * @throws {FunctionNotFound}
   */
  invoke(functionName: string, event: unknown, signal?: AbortSignal): Promise<unknown>;
  /** Event: resolves as soon as the event is accepted; two retries, then `onFailure`. @throws {FunctionNotFound} */
  invokeAsync(functionName: string, event: unknown): Promise<void>;
  /** Resolves when no asynchronous invocation is under way or waits for its retry. */
  idle(): Promise<void>;
}

export interface LambdaRuntimeOptions {
  readonly clock: Clock;
  /** Longest run of a function, in ms of the clock. */
  readonly timeoutMs: number;
  /** Called at the start of every run of a function, its result at the end. */
  readonly onWork?: () => () => void;
}

/** Largest answer of a synchronous invocation, bytes (Lambda quotas: 6 MB). */
const MAX_RESPONSE_BYTES = 6_291_556;

interface Registered {
  readonly run: (event: unknown, context: Context) => unknown;
  readonly options: FunctionOptions;
}

/** Runs handlers in this process as Lambda would run them: JSON in, JSON out, a time limit, errors by type and message. */
export function createLambdaRuntime(options: LambdaRuntimeOptions): LambdaRuntime {
  const { clock, timeoutMs, onWork } = options;
  const functions = new Map<string, Registered>();
  const underWay = new Set<Promise<void>>();

  const find = (nameOrArn: string) => {
    const name = functionNameOf(nameOrArn);
    const found = functions.get(name);
    if (!found) throw new FunctionNotFound(name, [...functions.keys()]);
    return { name, ...found };
  };

  const runOnce = async (nameOrArn: string, eventJson: string, requestId: string): Promise<unknown> => {
    const { name, run, options: own } = find(nameOrArn);
    const limitMs = own.timeoutMs ?? timeoutMs;
    const endMs = clock.now() + limitMs;
    const context = createContext(name, requestId, () => Math.max(0, endMs - clock.now()));
    const workDone = onWork?.();
    let cancel = () => {};
    try {
      const timedOut = new Promise<never>((_, reject) => {
        cancel = clock.after(limitMs, () => reject(new FunctionError(timedOutPayload(requestId, limitMs))));
      });
      const returned = await Promise.race([run(JSON.parse(eventJson), context), timedOut]);
      return throughJson(returned);
    } catch (thrown) {
      throw new FunctionError(errorPayload(thrown));
    } finally {
      cancel();
      workDone?.();
    }
  };

  return {
    register: <E>(functionName: string, handler: Handler<E>, own: FunctionOptions = {}) => {
      functions.set(functionName, { run: (event, context) => handler(event as E, context), options: own });
    },
    names: () => [...functions.keys()],
    invoke: async (functionName, event, signal) => {
      signal?.throwIfAborted();
      const running = runOnce(functionName, toEventJson(event), randomUUID());
      return signal ? await orAborted(running, signal) : await running;
    },
    invokeAsync: async (functionName, event) => {
      const { name, options: own } = find(functionName);
      const requestId = randomUUID();
      const eventJson = toEventJson(event);
      const done = invokeUntilDone({
        clock,
        functionName: name,
        requestId,
        eventJson,
        run: () => runOnce(name, eventJson, requestId),
        ...(own.onFailure ? { onFailure: own.onFailure } : {}),
      }).finally(() => underWay.delete(done));
      underWay.add(done);
    },
    idle: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

function toEventJson(event: unknown): string {
  const json = JSON.stringify(event ?? null);
  if (json === undefined) throw new TypeError('A Lambda event must be JSON; a function or symbol is none');
  return json;
}

function throughJson(returned: unknown): unknown {
  let json: string | undefined;
  try {
    json = JSON.stringify(returned);
  } catch (cause) {
    throw new Error('Unable to stringify response body', { cause });
  }
  if (json === undefined) return null;
  if (Buffer.byteLength(json) > MAX_RESPONSE_BYTES)
    throw new FunctionError({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
    });
  return JSON.parse(json);
}

function timedOutPayload(requestId: string, limitMs: number) {
  const seconds = (limitMs / 1000).toFixed(2);
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
  };
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
