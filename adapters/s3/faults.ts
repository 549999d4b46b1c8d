import { StoreUnavailable } from '#core/errors.ts';

/** Every fault of the bucket is one to the caller: what was asked may be asked again. */
export async function guarded<T>(what: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    const name = error instanceof Error ? error.name : 'unknown';
    throw new StoreUnavailable(`the bucket did not ${what}: ${name}`, { cause: error });
  }
}
