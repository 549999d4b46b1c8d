/** What a look at one thing found. */
export type Verdict =
  | { readonly kind: 'ok'; readonly text: string }
  | { readonly kind: 'wrong'; readonly text: string; readonly remedy: string }
  /** Something before it is wrong, and is told in its own line. */
  | { readonly kind: 'skipped'; readonly text: string };

export interface Check {
  readonly name: string;
  /** @throws {NotLooked} what it needs is not there; any other error is a fault of the thing looked at */
  readonly look: () => Promise<Verdict>;
}

export type Finding = Verdict & { readonly name: string };

/** What another check needs could not be had. The message says what, as in "the secret could not be read". */
export class NotLooked extends Error {
  override readonly name = 'NotLooked';
}

export const ok = (text: string): Verdict => ({ kind: 'ok', text });
export const wrong = (text: string, remedy: string): Verdict => ({ kind: 'wrong', text, remedy });

/** For what several checks need: asked for once; who asks after a failure is told `why` only. */
export function needed<T>(why: string, get: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return async () => {
    asked ??= get();
    try {
      return await asked;
    } catch (error) {
      throw new NotLooked(error instanceof NotLooked ? error.message : why, { cause: error });
    }
  };
}
