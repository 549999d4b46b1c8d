import type { Wiring } from '#lambdas/shared/ports.ts';

/**
 * A port whose adapter is read when one of its methods is first called, not when the Lambda starts: for what few requests need. Every method of a
 * port returns a promise, so that nobody sees the difference. A file that could not be read is asked for again by the next call.
 */
export function later<T extends object>(load: () => Promise<(wiring: Wiring) => T>): (wiring: Wiring) => T {
  return (wiring) => {
    let made: Promise<T> | null = null;
    const port = (): Promise<T> => {
      made ??= load()
        .then((make) => make(wiring))
        .catch((error) => {
          made = null;
          throw error;
        });
      return made;
    };
    return new Proxy({} as T, {
      get:
        (_, name) =>
        async (...args: readonly unknown[]) => {
          const target = await port();
          const method: unknown = Reflect.get(target, name);
          if (typeof method !== 'function') throw new TypeError(`${String(name)} is no method of this port`);
          return Reflect.apply(method, target, args);
        },
    });
  };
}
