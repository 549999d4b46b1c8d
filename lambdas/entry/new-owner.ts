import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readWritten } from '#core/contracts/faults.ts';
import { NewOwner, Owner } from '#core/contracts/owner.ts';
import type { OwnerStore } from '#core/ports/owner-store.ts';
import { keyDigest } from '#lambdas/api/authenticate.ts';

/** `newOwners` of the settings of a deployment; whatever else they hold does not matter here. */
const Settings = z.object({
  newOwners: Owner.pick({ countries: true, callsADay: true, callsAtOnce: true }).partial().default({}),
});

const defaults = {
  smsNumber: null,
  hunting: 'sequential',
  countries: ['US', 'CA'],
  callsADay: 20,
  callsAtOnce: 2,
  contacts: {},
};

/**
 * A person who may have calls made: what the file says, over the settings of the deployment, over defaults.
 * @throws {Error} that names each value that is missing or wrong
 */
export function ownerOf(file: unknown, settings: unknown): Owner {
  const { newOwners } = Settings.parse(settings);
  const given = z.record(z.string(), z.unknown()).parse(file);
  const parsed = readWritten(NewOwner, { ...defaults, ...newOwners, ...given });
  if (parsed.ok) return parsed.value;
  const faults = parsed.faults.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`the owner is not complete\n  ${faults.join('\n  ')}`);
}

/** Stores the owner and a new API key, of which only the digest is kept. @returns the key, which cannot be read again */
export async function addOwner(owners: Pick<OwnerStore, 'put' | 'addKey'>, owner: Owner): Promise<string> {
  const key = `hs_${randomBytes(24).toString('hex')}`;
  await owners.put(owner);
  await owners.addKey(owner.ownerId, keyDigest(key));
  return key;
}
