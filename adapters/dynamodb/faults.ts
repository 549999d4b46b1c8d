import { ElectroError } from 'electrodb';
import { monotonicFactory } from 'ulid';
import { StoreUnavailable } from '#core/errors.ts';

function originOf(error: unknown): Error | undefined {
  const origin = error instanceof ElectroError ? error.cause : error;
  return origin instanceof Error ? origin : undefined;
}

/** A condition of ours did not hold; an expected outcome. */
function conditionFailed(error: unknown): boolean {
  return originOf(error)?.name === 'ConditionalCheckFailedException';
}

/** Mistakes of ours, not the database's. */
const bugs: ReadonlySet<string> = new Set(['ValidationException', 'SerializationException', 'TypeError', 'RangeError']);

/** Runs a request; what the database or the way to it does wrong becomes StoreUnavailable, mistakes of ours stay what they are. */
export async function guarded<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    const origin = originOf(error);
    if (origin === undefined || bugs.has(origin.name)) throw error;
    throw new StoreUnavailable(`DynamoDB: ${origin.name}`, { cause: error });
  }
}

/** Like `guarded`, for a conditional write: null = the condition did not hold. */
export async function conditional<T>(write: () => Promise<T>): Promise<T | null> {
  return guarded(async () => {
    try {
      return await write();
    } catch (error) {
      if (conditionFailed(error)) return null;
      throw error;
    }
  });
}

/** Later ones of this process sort after earlier ones, also within a millisecond. */
const nextId = monotonicFactory();

/**
 * A conditional write that is known to be ours. The client repeats a write whose answer was lost; the repeat then meets its own effect, and
 * its condition fails although the claim was won. So each claim leaves an id of its own, and one that failed looks whose is there.
 * @param holder the id that is there now
 */
export async function claim(
  write: (claimId: string) => Promise<unknown>,
  holder: () => Promise<string | undefined>,
): Promise<boolean> {
  const claimId = nextId();
  if ((await conditional(() => write(claimId))) !== null) return true;
  return (await guarded(holder)) === claimId;
}
