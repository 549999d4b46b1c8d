import { createHash } from 'node:crypto';
import type { Owner } from '#core/contracts/owner.ts';
import type { OwnerStore } from '#core/ports/owner-store.ts';
import { ProblemAnswer } from './problem.ts';

/** Keys are random and long, so one round of SHA-256 is enough; the digest alone is stored. */
export function keyDigest(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** @throws {ProblemAnswer} 401 */
export async function ownerOf(request: Request, owners: OwnerStore): Promise<Owner> {
  const key = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const owner = key ? await owners.byKey(keyDigest(key)) : null;
  if (owner) return owner;
  throw new ProblemAnswer(
    401,
    key ? 'This key is not known' : 'A key is needed',
    'Send it as a header: authorization: Bearer YOUR_KEY',
  );
}
