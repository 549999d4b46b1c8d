/** How a method of a port fails. */
export interface Failing {
  /** How often; default once. */
  readonly times?: number;
  /** How many calls succeed first; default none. */
  readonly skip?: number;
  /** The method has its effect, and only its answer is lost. */
  readonly after?: boolean;
}

export interface Breakable<T extends object> {
  readonly port: T;
  fail(method: keyof T & string, error: Error, how?: Failing): void;
  /** Everything works again. */
  mend(): void;
}

/** A port that fails when a test says so, before or after its effect. */
export function breakable<T extends object>(port: T): Breakable<T> {
  let failures: { method: string; error: Error; times: number; skip: number; after: boolean }[] = [];

  const due = (method: string) => {
    const failure = failures.find((one) => one.method === method && one.times > 0);
    if (!failure) return null;
    if (failure.skip > 0) {
      failure.skip -= 1;
      return null;
    }
    failure.times -= 1;
    return failure;
  };

  return {
    port: new Proxy(port, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function' || typeof name !== 'string') return value;
        return async (...args: unknown[]) => {
          const failure = due(name);
          if (failure && !failure.after) throw failure.error;
          const result: unknown = await Reflect.apply(value, target, args);
          if (failure) throw failure.error;
          return result;
        };
      },
    }),
    fail: (method, error, { times = 1, skip = 0, after = false } = {}) => {
      failures.push({ method, error, times, skip, after });
    },
    mend: () => {
      failures = [];
    },
  };
}
